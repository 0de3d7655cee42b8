import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Db } from '../database/connect.ts';
import { readArchive } from './read-archive.ts';
import { archiveLines, type Written } from './write-archive.ts';

/** Writes the archive of one state of a database into a file that is there and empty, and reads it back. */
export async function writeArchive(db: Db, file: string, written: Written): Promise<void> {
  const lines = Readable.from(archiveLines(db, written));
  await pipeline(lines, createGzip({ level: 4, chunkSize: 1 << 18 }), createWriteStream(file));
  for await (const _ of readArchive(file, (share) => written.progress?.('Reading it back', share)));
}

/** Whether a file begins as an archive does (gzip), as a database file, or neither; nothing when it cannot be read. */
export async function kindOfFile(file: string): Promise<'archive' | 'database' | 'other' | undefined> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return undefined;
  try {
    const read = await handle.read(Buffer.alloc(16), 0, 16, 0).catch(() => undefined);
    // A folder is opened as a file is, and not read.
    if (!read) return undefined;
    const { buffer, bytesRead } = read;
    const beginning = buffer.subarray(0, bytesRead);
    if (beginning.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) return 'archive';
    return beginning.toString('latin1') === 'SQLite format 3\0' ? 'database' : 'other';
  } finally {
    await handle.close();
  }
}
