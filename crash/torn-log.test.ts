import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { changeManyStatuses } from '@printrail/contract/bulk-changes';
import { changeStatus } from '@printrail/contract/changes';
import { expect, onTestFinished, test } from 'vitest';
import { openSnapshot } from '../server/src/database/snapshot.ts';
import { start } from '../server/src/main.ts';
import { seeded } from '../server/src/sample/random.rules.ts';
import { givenClient, givenOrder } from '../server/src/testing/givens.ts';
import { studio, type TestStudio } from '../server/src/testing/studio.ts';
import { givenTrack, givenTrigger } from '../server/src/testing/triggers.ts';
import { brokenRules } from './doctor.ts';

const copies = 8;
const cutsPerCopy = 25;
const startsPerCopy = 1;

/** The database file and its log as they were at one moment, and what had been acknowledged by then. */
type Copy = {
  file: string;
  log: Buffer;
  /** Where the log ends; behind may be what is left of one before. */
  bytes: number;
  /** The part of the log that was on disk before any of it was moved into the file: no power failure takes it away. */
  sureBytes: number;
  acknowledged: number;
};

test.runIf(process.env.PRINTRAIL_TEST_DATABASE !== 'postgres')(
  'a log that is cut or damaged anywhere opens whole, with the first of the changes in the order they were saved',
  { timeout: 600_000 },
  async () => {
    const { next } = seeded(4310);
    const { taken, changeIds } = await copiesUnderLoad(await studio({ today: '2026-11-02' }));
    const folder = folderOfTest();
    for (const copy of taken) {
      const cuts = Array.from({ length: cutsPerCopy }, () => copy.sureBytes + next() * (copy.bytes - copy.sureBytes));
      const kept: number[] = [];
      for (const [at, cut] of [...cuts.sort((a, b) => a - b).map(Math.floor), copy.log.length].entries()) {
        const torn = join(folder, 'printrail.db');
        place(copy, torn, at % 2 === 0 ? copy.log.subarray(0, cut) : damaged(copy.log, cut));
        if (at < startsPerCopy) await (await start({ location: { file: torn } })).close();
        kept.push(await changesIn(torn, changeIds));
      }
      // The further on it is cut, the more is left; all that was acknowledged is left when nothing is cut away.
      expect(kept).toEqual(kept.toSorted((a, b) => a - b));
      expect(kept.at(-1)).toBeGreaterThanOrEqual(copy.acknowledged);
    }
  },
);

/** Copies the files while orders change, one by one and many at once, with what follows from it. */
async function copiesUnderLoad(s: TestStudio): Promise<{ taken: Copy[]; changeIds: number[] }> {
  const folder = folderOfTest();
  const { vendor, lab, retouching } = await givenTrack(s);
  for (const statusId of [lab, retouching]) await givenTrigger(s, statusId);
  const clientId = await givenClient(s);
  const ids: number[] = [];
  while (ids.length < 24) ids.push((await givenOrder(s, { vendorId: vendor.id, clientId })).id);
  const changeIds: number[] = [];
  const taken: Copy[] = [];
  let isWanted = false;
  const changeOne = async (id: number, statusId: number) => {
    const { changeId } = await s.call(changeStatus, { params: { id }, body: { statusId } });
    changeIds.push(changeId);
    // Others are on their way.
    if (isWanted) taken.push(copyOf(s, join(folder, `${taken.length}.db`), changeIds.length));
    isWanted = false;
  };
  const changeInTurn = async (lane: readonly number[], statusId: number) => {
    for (const id of lane) await changeOne(id, statusId);
  };
  const some = ids.slice(12);
  const changeMany = async (statusId: number) => {
    const selection = { orders: some.map((id) => ({ id })) };
    const { bulkChangeId } = await s.call(changeManyStatuses, { body: { statusId, selection } });
    const rows = s.studio.database.read.selectFrom('orderHistory').select('id');
    changeIds.push(...(await rows.where('bulkChangeId', '=', bulkChangeId).execute()).map(({ id }) => id));
  };
  for (let round = 0; taken.length < copies; round++) {
    const statusId = round % 2 === 0 ? lab : retouching;
    isWanted = round % 3 === 1;
    const lanes = [ids.slice(0, 4), ids.slice(4, 8), ids.slice(8, 12)];
    await Promise.all([...lanes.map((lane) => changeInTurn(lane, statusId)), changeMany(statusId)]);
  }
  return { taken, changeIds: changeIds.sort((a, b) => a - b) };
}

/** Nothing is written meanwhile: the one connection that writes is used by this thread. */
function copyOf({ location }: TestStudio, copy: string, acknowledged: number): Copy {
  const { file } = location as { file: string };
  copyFileSync(file, copy);
  // Read after the file: the checkpoint notes how much of the log it begins to move before it does.
  const shared = readFileSync(`${file}-shm`);
  const [frames, moved] = [shared.readUInt32LE(16), shared.readUInt32LE(128)];
  const log = readFileSync(`${file}-wal`);
  const frameBytes = 24 + log.readUInt32BE(8);
  return { file: copy, log, bytes: 32 + frames * frameBytes, sureBytes: 32 + moved * frameBytes, acknowledged };
}

function place(copy: Copy, file: string, log: Buffer): void {
  copyFileSync(copy.file, file);
  writeFileSync(`${file}-wal`, log);
  rmSync(`${file}-shm`, { force: true });
}

function damaged(log: Buffer, at: number): Buffer {
  const copy = Buffer.from(log);
  if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ 0x40;
  return copy;
}

/** How many changes a file has; they are whole, and the first of all. */
async function changesIn(file: string, changeIds: readonly number[]): Promise<number> {
  const connection = new DatabaseSync(file);
  expect(connection.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  connection.close();
  const { db, close } = await openSnapshot({ file });
  const found = await db.selectFrom('orderHistory').select('id').where('kind', '=', 'change').orderBy('id').execute();
  const faults = await brokenRules(db);
  await close();
  expect(faults).toEqual([]);
  expect(found.map(({ id }) => id)).toEqual(changeIds.slice(0, found.length));
  return found.length;
}

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'printrail-torn-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
