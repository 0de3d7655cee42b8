import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { Location } from '../database/connect.ts';
import { openSnapshot } from '../database/snapshot.ts';
import { writeArchive } from '../exports/archive-file.ts';
import { makeFile } from '../platform/new-file.ts';

/** A folder that goes when the test ends. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'printrail-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes the archive of the studio there; gives its file. */
export async function archiveOf(location: Location): Promise<string> {
  const file = join(folder(), 'studio.archive');
  const snapshot = await openSnapshot(location);
  const written = { printrail: '0.0.0', takenAt: '2026-11-23T12:00:00.000Z' };
  await makeFile(file, (unfinished) => writeArchive(snapshot.db, unfinished, written)).finally(() => snapshot.close());
  return file;
}

/** The lines of an archive. */
export function linesIn(file: string): string[] {
  return gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
}

export function packed(lines: readonly string[]): Buffer {
  return gzipSync(`${lines.join('\n')}\n`);
}
