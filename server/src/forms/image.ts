import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';
import { Refusal } from '../platform/refusal.ts';

const unpack = promisify(inflate);

export type Image = { mediaType: 'image/png' | 'image/jpeg'; width: number; height: number };

const mostPixelsAcross = 2_500;

/** What a PNG or JPEG file is, known by its bytes; refuses a file that is damaged or that the press could not print. */
export async function readImage(file: Buffer): Promise<Image> {
  const image = isPng(file) ? await readPng(file) : isJpeg(file) ? readJpeg(file) : undefined;
  if (!image) throw unreadable('it is neither a PNG nor a JPEG file');
  const { width, height } = image;
  if (width < 1 || height < 1 || width > mostPixelsAcross || height > mostPixelsAcross) {
    throw unreadable(`it has ${width} × ${height} pixels; each side may have 1 to ${mostPixelsAcross}`);
  }
  return image;
}

function unreadable(reason: string): Refusal {
  return new Refusal('logo.unreadable', { reason }).at('image');
}

const damaged = () => unreadable('the file is damaged');

function isPng(file: Buffer): boolean {
  return file.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n';
}

function isJpeg(file: Buffer): boolean {
  return file.length > 4 && file.readUInt16BE(0) === 0xffd8;
}

type Header = { width: number; height: number; bits: number; colors: number; isInterlaced: boolean };

async function readPng(file: Buffer): Promise<Image> {
  const chunks = chunksOf(file);
  const first = chunks[0];
  if (first?.type !== 'IHDR' || first.data.length !== 13 || chunks.at(-1)?.type !== 'IEND') throw damaged();
  const header: Header = {
    ...{ width: first.data.readUInt32BE(0), height: first.data.readUInt32BE(4) },
    ...{ bits: first.data.readUInt8(8), colors: first.data.readUInt8(9), isInterlaced: first.data.readUInt8(12) !== 0 },
  };
  const { width, height } = header;
  const channels = channelsOf(header);
  if (header.isInterlaced) throw unreadable('it is an interlaced PNG');
  if (header.colors === 3 && !chunks.some(({ type }) => type === 'PLTE')) throw damaged();
  if (width > 0 && width <= mostPixelsAcross && height > 0 && height <= mostPixelsAcross) {
    const row = 1 + Math.ceil((width * channels * header.bits) / 8);
    const bytes = height * row;
    const pixels = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
    const unpacked = await unpack(Buffer.concat(pixels), { maxOutputLength: bytes + 1 }).catch(() => undefined);
    if (unpacked?.length !== bytes) throw damaged();
    for (let at = 0; at < bytes; at += row) if (unpacked.readUInt8(at) > 4) throw damaged();
  }
  return { mediaType: 'image/png', width, height };
}

function chunksOf(file: Buffer): { type: string; data: Buffer }[] {
  const chunks = [];
  for (let at = 8; at < file.length && chunks.at(-1)?.type !== 'IEND'; ) {
    if (at + 12 > file.length) throw damaged();
    const length = file.readUInt32BE(at);
    if (at + 12 + length > file.length) throw damaged();
    if (crc32(file.subarray(at + 4, at + 8 + length)) !== file.readUInt32BE(at + 8 + length)) throw damaged();
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

const bitsOf: Record<number, { channels: number; bits: readonly number[] }> = {
  0: { channels: 1, bits: [1, 2, 4, 8, 16] },
  2: { channels: 3, bits: [8, 16] },
  3: { channels: 1, bits: [1, 2, 4, 8] },
  4: { channels: 2, bits: [8, 16] },
  6: { channels: 4, bits: [8, 16] },
};

function channelsOf({ colors, bits }: Header): number {
  const known = bitsOf[colors];
  if (!known?.bits.includes(bits)) throw damaged();
  return known.channels;
}

/** Marks of frames: baseline, extended and progressive. */
const frames = [0xc0, 0xc1, 0xc2];

function readJpeg(file: Buffer): Image {
  if (file.readUInt16BE(file.length - 2) !== 0xffd9) throw damaged();
  for (let at = 2; at + 9 < file.length; ) {
    if (file.readUInt8(at) !== 0xff) throw damaged();
    const mark = file.readUInt8(at + 1);
    if (frames.includes(mark)) {
      const [bits, components] = [file.readUInt8(at + 4), file.readUInt8(at + 9)];
      if (bits !== 8 || ![1, 3, 4].includes(components))
        throw unreadable('its colors are of a kind that is not printed');
      return { mediaType: 'image/jpeg', width: file.readUInt16BE(at + 7), height: file.readUInt16BE(at + 5) };
    }
    at += 2 + file.readUInt16BE(at + 2);
  }
  throw damaged();
}
