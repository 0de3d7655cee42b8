export const delimiters = [',', ';', '\t', '|'] as const;
export type Encoding = 'utf-8' | 'windows-1252' | 'latin1' | 'utf-16le';

/**
 * The first rows of a CSV text (RFC 4180), the header among them, to be looked at: the server reads the file itself.
 * Empty lines are passed over, as the server does.
 */
export function firstRows(text: string, delimiter: string, most: number): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length && rows.length < most) {
    const [cell, next] = text[at] === '"' ? quoted(text, at) : plain(text, at, delimiter);
    cells.push(cell);
    at = next;
    if (text[at] === delimiter) {
      at++;
      if (at < text.length) continue;
      cells.push('');
    } else at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    if (cells.length > 1 || cells[0] !== '') rows.push(cells);
    cells = [];
  }
  return rows;
}

function plain(text: string, from: number, delimiter: string): [string, number] {
  let to = from;
  while (to < text.length && text[to] !== delimiter && text[to] !== '\n' && text[to] !== '\r') to++;
  return [text.slice(from, to), to];
}

function quoted(text: string, from: number): [string, number] {
  let cell = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return [cell + text.slice(at), text.length];
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') return [cell, quote + 1];
    cell += '"';
    at = quote + 2;
  }
}

/** The sign that parts the header into most columns. */
export function likelyDelimiter(text: string): string {
  const counts = delimiters.map((delimiter) => ({ delimiter, columns: firstRows(text, delimiter, 1)[0]?.length ?? 0 }));
  return counts.reduce((best, each) => (each.columns > best.columns ? each : best)).delimiter;
}

/** UTF-8 where the bytes can be that, UTF-16 by its mark, else the encoding of older Windows programs. */
export function likelyEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

const decoded = new WeakMap<Uint8Array, Map<string, string>>();

/** The text of a file; kept, as it is asked for with every change of the mapping. */
export function textOf(bytes: Uint8Array, encoding: Encoding = 'utf-8'): string {
  const known = decoded.get(bytes) ?? new Map<string, string>();
  decoded.set(bytes, known);
  const text = known.get(encoding) ?? new TextDecoder(encoding).decode(bytes);
  known.set(encoding, text);
  return text;
}
