import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { emptyDatabase } from '../testing/studio.ts';
import { connect, type Database, type Location, type Tx } from './connect.ts';
import { migrate } from './migrate.ts';

async function database(): Promise<{ database: Database; location: Location }> {
  const { location, remove } = await emptyDatabase();
  const opened = await connect(location);
  onTestFinished(async () => {
    await opened.close();
    await remove();
  });
  await migrate(opened);
  return { database: opened, location };
}

const addDepartment = (name: string) => (tx: Tx) =>
  tx.insertInto('departments').values({ name, nameKey: name, isActive: true }).execute();

const names = async ({ read }: Database) =>
  (await read.selectFrom('departments').select('name').orderBy('name').execute()).map(({ name }) => name);

test('an operation that fails takes back its own writes and no others', async () => {
  const { database: db } = await database();
  const writes = ['a', 'b', 'c', 'd'].map((name) =>
    db.write(async (tx) => {
      await addDepartment(name)(tx);
      if (name === 'b') throw new Error('on purpose');
    }),
  );
  const outcomes = await Promise.allSettled(writes);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(await names(db)).toEqual(['a', 'c', 'd']);
});

test('what is acknowledged can be read at once, also by another process', async () => {
  const { database: db, location } = await database();
  const other = await connect(location);
  onTestFinished(() => other.close());
  for (const name of ['a', 'b', 'c']) {
    await db.write(addDepartment(name));
    expect(await names(other)).toContain(name);
  }
});

test('a long write lets reads and later writes through without mixing with them', async () => {
  const { database: db } = await database();
  const order: string[] = [];
  const long = db.write(
    async (tx) => {
      await addDepartment('long 1')(tx);
      await pause(30);
      expect(await names(db)).not.toContain('long 1');
      await addDepartment('long 2')(tx);
    },
    { alone: true },
  );
  const short = db.write(addDepartment('short')).then(() => order.push('short'));
  await Promise.all([long.then(() => order.push('long')), short]);
  expect(await names(db)).toEqual(['long 1', 'long 2', 'short']);
});

test('a lock held by another process is waited for, and meanwhile reads are served', async () => {
  const { database: db, location } = await database();
  if (!('file' in location)) return;
  const holder = spawn(process.execPath, [join(import.meta.dirname, '../testing/lock-holder.ts'), location.file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  const write = db.write(addDepartment('after the lock'));
  expect(await names(db)).toEqual([]);
  holder.kill();
  await write;
  expect(await names(db)).toEqual(['after the lock']);
});

test('a thousand writes at once are each done exactly once', async () => {
  const { database: db } = await database();
  const many = Array.from({ length: 1_000 }, (_, at) => `d${String(at).padStart(4, '0')}`);
  await Promise.all(many.map((name) => db.write(addDepartment(name))));
  expect(await names(db)).toEqual(many);
});
