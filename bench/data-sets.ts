import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { say } from './results.ts';

const root = join(import.meta.dirname, '..');
const cache = process.env.PRINTRAIL_BENCH_DATA ?? join(import.meta.dirname, '.data');

/** The API key that every data set knows, with every right. */
export const token = `prk_${'bench'.repeat(8)}123`;

/** How many of the orders of every data set are open. */
export const usualOpenShare = 0.02;
export const dataSets = { openShare: usualOpenShare };

/** A studio with so many orders, made once and kept; gives its database file, not to be written to. */
export function dataSet(orders: number): string {
  const { openShare } = dataSets;
  const name = `${orders}-${openShare}`;
  const folder = join(cache, `${name}-${fingerprint()}`);
  const file = join(folder, 'printrail.db');
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  for (const old of readdirSync(cache).filter((each) => each.startsWith(`${name}-`)))
    rmSync(join(cache, old), { recursive: true });
  const unfinished = join(cache, `unfinished-${name}`);
  rmSync(unfinished, { recursive: true, force: true });
  say(`making a studio with ${orders.toLocaleString('en')} orders …`);
  const program = join(import.meta.dirname, 'make-data-set.ts');
  const asked = [join(unfinished, 'printrail.db'), String(orders), token, String(openShare)];
  const { status } = spawnSync(process.execPath, [program, ...asked], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`The data set of ${orders} orders could not be made.`);
  renameSync(unfinished, folder);
  return file;
}

/** A copy of a data set to write to, thrown away at the end. */
export function workingCopy(orders: number, name: string): { file: string; remove(): void } {
  const folder = join(cache, `working-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'printrail.db');
  copyFileSync(dataSet(orders), file, constants.COPYFILE_FICLONE);
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A question to a data set. */
export function ask<Answer>(file: string, question: string, ...values: (string | number)[]): Answer[] {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    return database.prepare(question).all(...values) as Answer[];
  } finally {
    database.close();
  }
}

/** Data sets are made anew when what makes them changes. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const files = globSync(
    ['server/src/database/migrations/*.ts', 'server/src/sample/*.rules.ts', 'bench/make-data-set.ts'],
    { cwd: root },
  );
  for (const file of files.toSorted()) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 8);
}
