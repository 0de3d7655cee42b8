import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Location } from '../database/connect.ts';
import { folder, linesIn } from '../testing/archives.ts';
import { liveIn } from '../testing/lived-in.ts';
import { emptyDatabase, studio } from '../testing/studio.ts';

const printrail = join(import.meta.dirname, '../../printrail.mjs');
const isPatient = { timeout: 240_000 };

type Ended = { code: number; out: string; err: string };

/** Runs a command on the studio there, to its end. */
function run(location: Location, ...words: string[]): Promise<Ended> {
  const place = 'url' in location ? { DATABASE_URL: location.url } : { PRINTRAIL_DATA: dirname(location.file) };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [printrail, ...words],
      { env: { PATH: process.env.PATH, ...place } },
      (error, out, err) =>
        // On a slow machine it says how far it is.
        resolve({ code: error ? Number(error.code) : 0, out, err: err.replaceAll(/^.*: \d+ %\n/gm, '') }),
    );
  });
}

test('doctor, backup, export, import and restore do beside a server what they say', isPatient, async () => {
  const s = await studio();
  await liveIn(s);
  const [backup, archive] = [join(folder(), 'studio.backup'), join(folder(), 'studio.archive')];
  expect(await run(s.location, 'doctor')).toEqual({
    code: 0,
    out: expect.stringMatching(/^All is well: \d+ rules hold\.\n$/),
    err: '',
  });
  expect(await run(s.location, 'backup', backup)).toMatchObject({
    code: 0,
    out: `The studio is copied to ${backup}.\n`,
  });
  expect(await run(s.location, 'export', archive)).toMatchObject({
    code: 0,
    out: `The studio is written to ${archive}.\n`,
  });
  expect((await run(s.location, 'export', archive)).err).toBe(`${archive} is there already, and is left as it is.\n`);

  const { location: place, remove } = await emptyDatabase();
  onTestFinished(remove);
  expect(await run(place, 'import', archive)).toMatchObject({ code: 0, out: 'The studio is read in and checked.\n' });
  expect((await run(place, 'import', archive)).err).toContain('This studio is in use');
  const again = join(folder(), 'again.archive');
  await run(place, 'export', again);
  expect(linesIn(again).slice(1)).toEqual(linesIn(archive).slice(1));

  const other = { file: join(folder(), 'printrail.db') };
  expect(await run(other, 'restore', backup)).toMatchObject({ code: 0, out: `${backup} is restored and checked.\n` });
  expect(await run(other, 'restore', backup)).toMatchObject({ code: 1, err: expect.stringContaining('--replace') });
  const replaced = await run(other, 'restore', backup, '--replace', '--json');
  const { movedTo, findings } = JSON.parse(replaced.out) as { movedTo: string; findings: unknown[] };
  expect([existsSync(movedTo), findings.length > 20]).toEqual([true, true]);
});

test(
  'doctor names what is wrong and ends with exit code 1; nothing is opened that is not there',
  isPatient,
  async () => {
    const s = await studio();
    await liveIn(s);
    await s.studio.database.write((tx) => tx.updateTable('invoices').set({ paid: 1 }).execute());
    const told = await run(s.location, 'doctor');
    expect(told).toEqual({
      code: 1,
      out: expect.stringMatching(
        /^invoice-payments: What is paid .*\n {2}invoice INV-00001 \(id 1\): it has 1 as paid, and its payments make 5000\n$/,
      ),
      err: expect.stringMatching(/^1 of \d+ rules are broken\.\n$/),
    });
    const asJson = JSON.parse((await run(s.location, 'doctor', '--json', '--quick')).out) as { sound: boolean };
    expect(asJson.sound).toBe(true);

    const nowhere = { file: join(folder(), 'none', 'printrail.db') };
    for (const words of [['doctor'], ['backup', join(folder(), 'b')], ['export', join(folder(), 'e')]]) {
      expect(await run(nowhere, ...words)).toMatchObject({ code: 1, err: expect.stringContaining('cannot be used') });
    }
    expect(existsSync(dirname(nowhere.file))).toBe(false);
    const text = join(folder(), 'text');
    writeFileSync(text, 'no backup');
    expect((await run(nowhere, 'restore', text)).err).toContain('it is neither a backup nor an archive');
    const inNowhere = join(folder(), 'nowhere', 'archive');
    expect(await run(s.location, 'export', inNowhere)).toMatchObject({
      code: 1,
      err: `${inNowhere} cannot be written: there is no such folder.\n`,
    });
    const damaged = { file: join(folder(), 'printrail.db') };
    writeFileSync(damaged.file, 'no database');
    expect((await run(damaged, 'doctor')).err).toContain('printrail.db is not a database of Printrail');
  },
);
