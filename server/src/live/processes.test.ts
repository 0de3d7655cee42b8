import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../database/connect.ts';
import { saveTouched, Touched } from '../studio/touched.ts';
import { follow, idsIn, keyWith, type Received, settledPlace } from '../testing/stream.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { type Touching, touchAll } from '../testing/touching.ts';
import { forgetOldEvents } from './keeping.ts';

const isPostgres = process.env.PRINTRAIL_TEST_DATABASE === 'postgres';
const never = 1_000_000;

test('changes of several processes at once are all told, also to someone whose connection is lost again and again', async () => {
  const s = await studio({ liveTimes: { gatherMs: 5, lookMs: 50 } });
  const writers = [await writer(s), await writer(s)];
  const ids = (from: number) => Array.from({ length: 150 }, (_, at) => from + at);
  const all = [...ids(1), ...ids(1_001), ...ids(2_001)];
  const headers = { authorization: `Bearer ${await keyWith(s, { clients: 'view' })}` };
  await settledPlace(s, { headers });
  const steady = await follow(s, { headers });

  let isDone = false;
  const work = Promise.all([
    touchAll(s.studio.database, { ids: ids(1), atOnce: 4, isSignalled: false }),
    ...writers.map((touch, at) => touch({ ids: ids(1_001 + at * 1_000), atOnce: 4, isSignalled: at === 0 })),
  ]).then(() => {
    isDone = true;
  });
  const received: Received[] = [];
  for (let place = steady.place(); ; ) {
    const isLast = isDone;
    const stream = await follow(s, { headers, lastEventId: place });
    await pause(Math.random() * 40);
    await stream.leave();
    received.push(...stream.received);
    place = stream.place();
    if (isLast) break;
  }
  await work;
  expect(idsIn(received, 'client')).toEqual(all);
  expect(received.filter(({ event }) => event === 'reset')).toEqual([]);
  await steady.until(() => steady.idsOf('client').length === all.length);
});

test('what another process changed is noticed without being told of it', async () => {
  const s = await studio({ liveTimes: { gatherMs: 5, lookMs: 50 } });
  const touch = await writer(s);
  const stream = await follow(s);
  await touch({ ids: [7], atOnce: 1, isSignalled: false });
  await stream.until(() => stream.idsOf('client').includes(7));
});

test.runIf(isPostgres)('on PostgreSQL other processes tell of it at once', async () => {
  const s = await studio({ liveTimes: { gatherMs: 5, lookMs: never } });
  const touch = await writer(s);
  const stream = await follow(s);
  await untilListening(s, 1);
  await touch({ ids: [7], atOnce: 1, isSignalled: true });
  await stream.until(() => stream.idsOf('client').includes(7));
});

test.runIf(isPostgres)(
  'a listening connection that breaks is opened again, and what came meanwhile is told',
  async () => {
    const s = await studio({ liveTimes: { gatherMs: 5, lookMs: never } });
    const touch = await writer(s);
    const stream = await follow(s);
    await untilListening(s, 1);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()`.execute(
      s.studio.database.read,
    );
    await untilListening(s, 0);
    await touch({ ids: [8], atOnce: 1, isSignalled: true });
    await stream.until(() => stream.idsOf('client').includes(8));
    await untilListening(s, 1);
    await stream.leave();
    await untilListening(s, 0);
  },
);

test.runIf(isPostgres)(
  'a change that was begun first and committed last is told to who came back in between',
  async () => {
    const s = await studio({ liveTimes: { gatherMs: 5, lookMs: 50 } });
    const { database } = s.studio;
    const other = await connect(s.location);
    onTestFinished(() => other.close());
    const [isBegun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const touch = (id: number, meanwhile: () => Promise<void>) => async (tx: Parameters<typeof saveTouched>[0]) => {
      const touched = new Touched();
      touched.add('client', [id]);
      await saveTouched(tx, 0, touched);
      await meanwhile();
    };
    await settledPlace(s);
    const first = await follow(s);
    const slow = other.write(
      touch(1, async () => {
        isBegun.resolve();
        await mayEnd.promise;
      }),
    );
    await isBegun.promise;
    await database.write(touch(2, async () => undefined));
    await first.until(() => first.idsOf('client').includes(2));
    await first.leave();
    mayEnd.resolve();
    await slow;
    const again = await follow(s, { lastEventId: first.place() });
    await again.until(() => again.idsOf('client').length > 0);
    expect(again.idsOf('client')).toEqual([1]);
  },
);

test.runIf(isPostgres)(
  'events restored from another server, with ids still to come, are neither told nor kept nor in the way',
  async () => {
    const s = await studio({ liveTimes: { gatherMs: 5, lookMs: 50 } });
    const { database } = s.studio;
    const { rows } = await sql<{
      next: number;
    }>`select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next`.execute(database.read);
    const next = rows[0]?.next ?? 0;
    const event = (id: number, client: number) => ({
      ...{ id, at: 0, changes: JSON.stringify([{ record: 'client', ids: [client] }]) },
    });
    const taken = Array.from({ length: 200 }, (_, at) => event(next + at + 5, 98));
    await database.write((tx) =>
      tx
        .insertInto('liveEvents')
        .values([...taken, event(next + 1_000_000, 99)])
        .execute(),
    );
    const stream = await follow(s);
    await touchAll(database, { ids: [1, 2, 3, 4, 6, 7], atOnce: 1, isSignalled: false });
    await stream.until(() => stream.idsOf('client').includes(7));
    expect(stream.idsOf('client')).toEqual(expect.arrayContaining([1, 2, 3, 4, 6, 7]));
    expect(stream.idsOf('client')).not.toContain(99);
    await forgetOldEvents(s.studio);
    const left = await database.read.selectFrom('liveEvents').select('id').orderBy('id', 'desc').executeTakeFirst();
    expect(left?.id).toBeLessThan(next + 1_000_000);
  },
);

async function untilListening({ studio: { database } }: TestStudio, count: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ many: number }>`
      select count(*) as many from pg_stat_activity where query like 'listen %' and datname = current_database()`.execute(
      database.read,
    );
    if (rows[0]?.many === count) return;
    await pause(20);
  }
}

async function writer({ location }: TestStudio): Promise<(touching: Touching) => Promise<void>> {
  const script = new URL('../testing/live-writer.ts', import.meta.url);
  const child: ChildProcess = fork(script, [JSON.stringify(location)], { execArgv: [] });
  onTestFinished(async () => {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  });
  await once(child, 'message');
  return async (touching) => {
    const done = once(child, 'message');
    child.send(touching);
    await done;
  };
}
