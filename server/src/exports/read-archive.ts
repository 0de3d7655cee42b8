import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../platform/refusal.ts';
import {
  type ArchiveEnd,
  type ArchiveHeader,
  type ArchiveTable,
  archiveFormat,
  archiveVersion,
} from './archive.rules.ts';

/** What an archive holds, in its order: the header, then each table followed by its rows. */
export type ArchivePart = { header: ArchiveHeader } | { table: ArchiveTable } | { rows: unknown[][] };

/** Reads an archive as it streams by. Whatever is not as it must be is refused, at the latest at its end. */
export async function* readArchive(file: string, progress?: (share: number) => void): AsyncGenerator<ArchivePart> {
  const reading = new ArchiveReading(file);
  for await (const { lines, share } of linesOf(file)) {
    yield* reading.partsIn(lines);
    progress?.(share);
  }
  reading.expectEnd();
}

class ArchiveReading {
  private readonly file: string;
  private readonly counts: Record<string, number> = {};
  private header: ArchiveHeader | undefined;
  private table: ArchiveTable | undefined;
  private end: ArchiveEnd | undefined;

  constructor(file: string) {
    this.file = file;
  }

  *partsIn(lines: readonly string[]): Generator<ArchivePart> {
    let rows: unknown[][] = [];
    for (const line of lines) {
      const value = this.valueOf(line);
      if (Array.isArray(value)) {
        rows.push(this.rowFrom(value));
        continue;
      }
      if (rows.length > 0) yield { rows };
      rows = [];
      const part = this.partFrom(value);
      if (part) yield part;
    }
    if (rows.length > 0) yield { rows };
  }

  expectEnd(): void {
    this.expect(this.end !== undefined, 'its end is missing');
    this.expect(JSON.stringify(this.end?.rows) === JSON.stringify(this.counts), 'rows of it are missing');
  }

  private valueOf(line: string): unknown {
    this.expect(!this.end, 'something follows its end');
    try {
      return JSON.parse(line);
    } catch {
      throw unreadable(this.file, 'a line of it is not JSON');
    }
  }

  private rowFrom(values: unknown[]): unknown[] {
    const { table } = this;
    this.expect(table !== undefined && values.length === table.columns.length, 'a row does not fit its table');
    if (table) this.counts[table.table] = (this.counts[table.table] ?? 0) + 1;
    return values;
  }

  /** The end is no part of what it holds. */
  private partFrom(value: unknown): ArchivePart | undefined {
    this.expect(typeof value === 'object' && value !== null, 'a line of it says nothing');
    if (!this.header) return { header: this.headerFrom(value as ArchiveHeader) };
    if ('end' in (value as ArchiveEnd)) {
      this.end = value as ArchiveEnd;
      return undefined;
    }
    const table = value as ArchiveTable;
    const isNamed = typeof table.table === 'string' && Array.isArray(table.columns);
    this.expect(isNamed, 'a table of it has no name or columns');
    this.expect(table.lastId === null || Number.isSafeInteger(table.lastId), `the last id of ${table.table} is none`);
    this.expect(!Object.hasOwn(this.counts, table.table), `it has the table ${table.table} twice`);
    this.table = table;
    this.counts[table.table] = 0;
    return { table };
  }

  private headerFrom(header: ArchiveHeader): ArchiveHeader {
    this.expect(header.format === archiveFormat && Array.isArray(header.migrations), 'it does not begin like one');
    this.expect(header.version === archiveVersion, `its format ${header.version} is not known to this version`);
    this.header = header;
    return header;
  }

  private expect(isSo: boolean, reason: string): void {
    if (!isSo) throw unreadable(this.file, reason);
  }
}

// What somebody packed may be of any size; the longest row is a logo.
const longestLine = 1 << 26;

export function unreadable(file: string, reason: string): Refusal {
  return new Refusal('archive.unreadable', { file, reason });
}

/** The lines of a gzip file, as many as come at once, with the share of the file that was read. */
async function* linesOf(file: string): AsyncGenerator<{ lines: string[]; share: number }> {
  const { size } = await stat(file).catch((error) => {
    throw unreadable(file, reasonOf(error));
  });
  const source = createReadStream(file);
  const unpacked = createGunzip({ chunkSize: 1 << 20 });
  source.on('error', (error) => unpacked.destroy(error));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  try {
    for await (const bytes of source.pipe(unpacked)) {
      const [end = '', ...beginnings] = decoder.decode(bytes as Buffer, { stream: true }).split('\n');
      const lines = [rest + end, ...beginnings];
      rest = lines.pop() ?? '';
      if (rest.length > longestLine) throw unreadable(file, 'a line of it is too long');
      yield { lines, share: source.bytesRead / size };
    }
    if (rest !== '') throw unreadable(file, 'its end is missing');
  } catch (error) {
    throw error instanceof Refusal ? error : unreadable(file, reasonOf(error));
  } finally {
    source.destroy();
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'Z_BUF_ERROR') return 'its end is missing';
  if (code?.startsWith('Z_') || code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'it is damaged';
  return message;
}
