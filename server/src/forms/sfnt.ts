import { brotliDecompressSync, inflateSync } from 'node:zlib';

type Table = { tag: string; data: Buffer };

/**
 * A web font (WOFF, or WOFF2 without transformed tables) as the plain font inside it. The font library could read the web
 * font too, but unpacks its tables anew for every glyph.
 */
export function plainFont(webFont: Buffer): Buffer {
  const signature = webFont.toString('latin1', 0, 4);
  const flavor = webFont.readUInt32BE(4);
  if (signature === 'wOFF') return fontOf(flavor, tablesOfWoff(webFont));
  if (signature === 'wOF2') return fontOf(flavor, tablesOfWoff2(webFont));
  throw new Error(`A font begins with ${signature}; it should be WOFF or WOFF2.`);
}

function tablesOfWoff(font: Buffer): Table[] {
  return Array.from({ length: font.readUInt16BE(12) }, (_, index) => {
    const at = 44 + index * 20;
    const [offset, packed, length] = [4, 8, 12].map((field) => font.readUInt32BE(at + field)) as [
      number,
      number,
      number,
    ];
    const data = font.subarray(offset, offset + packed);
    return { tag: font.toString('latin1', at, at + 4), data: packed < length ? inflateSync(data) : data };
  });
}

function tablesOfWoff2(font: Buffer): Table[] {
  let at = 48;
  const byte = () => font.readUInt8(at++);
  const number = () => {
    let value = 0;
    for (let next = 0x80; next & 0x80; ) {
      next = byte();
      value = value * 128 + (next & 0x7f);
    }
    return value;
  };
  const entries = Array.from({ length: font.readUInt16BE(12) }, () => {
    const flags = byte();
    const known = flags & 0x3f;
    at += known === 0x3f ? 4 : 0;
    const tag =
      known === 0x3f ? font.toString('latin1', at - 4, at) : (knownTags.slice(known * 4, known * 4 + 4) ?? '');
    const isPlain = tag === 'glyf' || tag === 'loca' ? flags >> 6 === 3 : flags >> 6 === 0;
    if (!isPlain) throw new Error(`The table ${tag} of a font is transformed.`);
    return { tag, length: number() };
  });
  const packed = font.readUInt32BE(20);
  const data = brotliDecompressSync(font.subarray(at, at + packed));
  let from = 0;
  return entries.map(({ tag, length }) => {
    from += length;
    return { tag, data: data.subarray(from - length, from) };
  });
}

const knownTags =
  'cmapheadhheahmtxmaxpnameOS/2postcvt fpgmglyflocaprepCFF VORGEBDTEBLCgasphdmxkernLTSHPCLTVDMXvheavmtxBASEGDEFGPOSGSUBEBSCJSTFMATHCBDTCBLCCOLRCPALSVG sbixacntavarbdatblocbslncvarfdscfeatfmtxfvargvarhstyjustlcarmortmorxopbdproptrakZapfSilfGlatGlocFeatSill';

function fontOf(flavor: number, tables: readonly Table[]): Buffer {
  const sorted = tables.toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  const header = Buffer.alloc(12 + sorted.length * 16);
  header.writeUInt32BE(flavor, 0);
  header.writeUInt16BE(sorted.length, 4);
  const parts: Buffer[] = [header];
  let offset = header.length;
  for (const [index, { tag, data }] of sorted.entries()) {
    const at = 12 + index * 16;
    header.write(tag, at, 'latin1');
    header.writeUInt32BE(offset, at + 8);
    header.writeUInt32BE(data.length, at + 12);
    const padding = Buffer.alloc(-data.length & 3);
    parts.push(data, padding);
    offset += data.length + padding.length;
  }
  return Buffer.concat(parts);
}
