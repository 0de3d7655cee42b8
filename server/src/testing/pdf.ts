import { inflateSync } from 'node:zlib';

/** What is on a page: texts with their places (from the lower left), and filled bars. */
export type PdfPage = { width: number; height: number; texts: PdfText[]; bars: { x: number; width: number }[] };
export type PdfText = { text: string; x: number; y: number; width: number; size: number; font: string };

type PdfObject = { dictionary: string; stream: Buffer };
type Font = { name: string; texts: string[]; widths: number[] };

/** Reads what a PDF says back from its bytes, through the embedded fonts as any reader would. */
export function readPdf(file: Buffer): PdfPage[] {
  const objects = objectsOf(file);
  const follow = (dictionary: string, name: string) =>
    objects.get(Number(new RegExp(`/${name} (?:\\[)?(\\d+) 0 R`).exec(dictionary)?.[1])) ?? nothing;
  const pages = [...objects.values()].find(({ dictionary }) => /\/Type \/Pages\b/.test(dictionary)) ?? nothing;
  const kids = /\/Kids \[([^\]]*)\]/.exec(pages.dictionary)?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => {
    const { dictionary } = objects.get(Number(id)) ?? nothing;
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(dictionary) ?? [];
    const resources = follow(dictionary, 'Resources').dictionary;
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', fontId]) => {
        const font = (objects.get(Number(fontId)) ?? nothing).dictionary;
        return [name, fontOf(font, follow(font, 'ToUnicode'), follow(font, 'DescendantFonts').dictionary)];
      }),
    );
    const content = follow(dictionary, 'Contents').stream.toString('latin1');
    return { width: Number(width), height: Number(height), texts: textsOf(content, fonts), bars: barsOf(content) };
  });
}

/** The lines of a page from top to bottom; what stands apart on a line is parted by a bar. */
export function linesOnPage({ texts }: PdfPage): string[] {
  const rows = Map.groupBy(texts, ({ y }) => Math.round(y * 2));
  return [...rows].toSorted(([a], [b]) => b - a).map(([, row]) => joinRow(row));
}

function joinRow(row: readonly PdfText[]): string {
  let end: number | undefined;
  let line = '';
  for (const { text, x, width, size } of row.toSorted((a, b) => a.x - b.x)) {
    const gap = end === undefined ? 0 : x - end;
    line += gap > size * 0.6 ? ` | ${text}` : gap > size * 0.1 ? ` ${text}` : text;
    end = x + width;
  }
  return line;
}

const nothing: PdfObject = { dictionary: '', stream: Buffer.alloc(0) };

function objectsOf(file: Buffer): Map<number, PdfObject> {
  const text = file.toString('latin1');
  const table = text.slice(Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]));
  const offsets = [...table.matchAll(/^(\d{10}) \d{5} ([nf])/gm)].map(([, offset]) => Number(offset));
  return new Map(offsets.slice(1).map((offset, index) => [index + 1, objectAt(file, text, offset)]));
}

function objectAt(file: Buffer, text: string, offset: number): PdfObject {
  const [stream, end] = [text.indexOf('\nstream\n', offset), text.indexOf('\nendobj', offset)];
  if (stream < 0 || stream > end) return { ...nothing, dictionary: text.slice(offset, end) };
  const dictionary = text.slice(offset, stream);
  const from = stream + '\nstream\n'.length;
  const data = file.subarray(from, from + Number(/\/Length (\d+)/.exec(dictionary)?.[1]));
  return { dictionary, stream: dictionary.includes('/FlateDecode') ? inflateSync(data) : data };
}

function fontOf(dictionary: string, toUnicode: PdfObject, descendant: string): Font {
  const map = toUnicode.stream.toString('latin1');
  const texts: string[] = [];
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[(.*?)\]/gi)) {
    const entries = [...list.matchAll(/<([0-9a-f ]*)>/gi)];
    for (const [index, [, hex = '']] of entries.entries()) {
      texts[Number.parseInt(first, 16) + index] = Buffer.from(hex.replaceAll(' ', ''), 'hex')
        .swap16()
        .toString('utf16le');
    }
  }
  const widths = /\/W \[0 \[([^\]]*)\]/.exec(descendant)?.[1] ?? '';
  const name = /\/BaseFont \/[A-Z]+\+([\w-]+)/.exec(dictionary)?.[1] ?? '';
  return { name, texts, widths: widths.trim().split(/\s+/).map(Number) };
}

function textsOf(content: string, fonts: ReadonlyMap<string, Font>): PdfText[] {
  const texts: PdfText[] = [];
  const operators = /1 0 0 1 (\S+) (\S+) Tm|\/(F\d+) (\S+) Tf|\[(.*?)\] TJ/g;
  let [x, y, size] = [0, 0, 0];
  let font: Font = { name: '', texts: [], widths: [] };
  for (const [, tmX, tmY, name, points, shown] of content.matchAll(operators)) {
    if (tmX !== undefined) [x, y] = [Number(tmX), Number(tmY)];
    else if (name !== undefined) [font, size] = [fonts.get(name) ?? font, Number(points)];
    else {
      const hex = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].map(([, part]) => part).join('');
      const glyphs = (hex.match(/.{4}/g) ?? []).map((glyph) => Number.parseInt(glyph, 16));
      const width = glyphs.reduce((sum, glyph) => sum + ((font.widths[glyph] ?? 0) * size) / 1_000, 0);
      texts.push({
        text: glyphs.map((glyph) => font.texts[glyph] ?? '\ufffd').join(''),
        x,
        y,
        width,
        size,
        font: font.name,
      });
      x += width;
    }
  }
  return texts;
}

/** Rectangles that are filled together, such as those of a barcode. */
function barsOf(content: string): { x: number; width: number }[] {
  const filled = /((?:\S+ \S+ \S+ \S+ re\n)+)f\n/.exec(content)?.[1] ?? '';
  return [...filled.matchAll(/(\S+) \S+ (\S+) \S+ re/g)].map(([, x, width]) => ({
    x: Number(x),
    width: Number(width),
  }));
}
