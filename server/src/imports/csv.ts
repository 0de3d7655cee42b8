import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CsvError, type Parser, parse } from 'csv-parse';
import { Refusal } from '../platform/refusal.ts';

/** A row with the line of the file it begins on, the header being line 1. */
export type CsvRow = { line: number; cells: readonly string[] };

const pieceSize = 16 * 1024;

type CsvText = { file: string; text: string; delimiter: string };

/** The header of a CSV text. */
export async function headerOf(csv: CsvText): Promise<readonly string[]> {
  let header: readonly string[] | undefined;
  const keep = ({ cells }: CsvRow) => {
    header ??= cells;
  };
  await readCsv(csv, keep, undefined, { to: 1 });
  if (!header) throw new Refusal('import.file_unreadable', { file: csv.file, reason: 'it is empty' });
  return header;
}

/**
 * Reads a CSV text (RFC 4180), header included, piece by piece, so that a long one holds nothing up. Empty lines are
 * passed over.
 */
export async function readCsv(
  { file, text, delimiter }: CsvText,
  onRow: (row: CsvRow) => void,
  progress: (share: number) => void = () => undefined,
  limits: { to?: number } = {},
): Promise<void> {
  const unkept = text.includes('\0')
    ? 'it holds a NUL character'
    : text.isWellFormed()
      ? ''
      : 'it is not well-formed Unicode';
  if (unkept) throw new Refusal('import.file_unreadable', { file, reason: unkept });
  const usual = { bom: true, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true };
  const parser = parse({ ...usual, delimiter, ...limits });
  let line = 1;
  parser.on('data', (cells: string[]) => {
    if (cells.length > 1 || cells[0] !== '') onRow({ line, cells });
    line += 1 + breaksIn(cells);
  });
  try {
    await feed(parser, text, progress);
  } catch (error) {
    throw new Refusal('import.file_unreadable', { file, reason: reasonOf(error as CsvError) });
  }
}

async function feed(parser: Parser, text: string, progress: (share: number) => void): Promise<void> {
  let hasEnded = false;
  const ended = new Promise<void>((resolve, reject) => void parser.once('end', resolve).once('error', reject));
  const note = () => {
    hasEnded = true;
  };
  ended.then(note, note);
  for (let at = 0; at < text.length && !hasEnded; ) {
    const end = at + pieceSize - (isPairAt(text, at + pieceSize) ? 1 : 0);
    parser.write(text.slice(at, end));
    at = end;
    progress(Math.min(at / text.length, 1));
    await nextTurn();
  }
  if (!hasEnded) parser.end();
  await ended;
}

/** Whether a character of two parts would be cut in two here. */
function isPairAt(text: string, at: number): boolean {
  return /^[\udc00-\udfff]/.test(text.charAt(at));
}

function reasonOf({ code, lines }: CsvError & { lines?: number }): string {
  const what = { CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed' }[code as string];
  return `${what ?? 'a quotation mark stands inside a text that does not begin with one'} (noticed at line ${lines})`;
}

function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) if (/[\r\n]/.test(cell)) breaks += cell.split(/\r\n|\n|\r/).length - 1;
  return breaks;
}
