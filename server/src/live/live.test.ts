import { revokeApiKey } from '@printrail/contract/api-keys';
import { changeManyStatuses } from '@printrail/contract/bulk-changes';
import { addClosure, updatePreferences } from '@printrail/contract/calendar';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { addClient, updateClient } from '@printrail/contract/clients';
import { addUser, signIn, signOut } from '@printrail/contract/people';
import { expect, test } from 'vitest';
import { system } from '../studio/change.ts';
import { browser } from '../testing/browser.ts';
import { givenClient, givenInvoice, givenOrder, givenProduct, givenVendor } from '../testing/givens.ts';
import { follow, keyWith, type Received, settledPlace } from '../testing/stream.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { forgetOldEvents } from './keeping.ts';
import { createLive } from './live.ts';

const liveTimes = { gatherMs: 20, lookMs: 300, beatMs: 150 };
const liveStudio = () => studio({ liveTimes });

const names = (record: string, id: number) => (received: readonly Received[]) =>
  received.some(({ changes }) => changes.some((each) => each.record === record && each.ids?.includes(id)));

async function aKey(s: TestStudio): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await keyWith(s, { clients: 'view' })}` };
}

async function eventCount({ studio: { database } }: TestStudio): Promise<number> {
  return (await database.read.selectFrom('liveEvents').select('id').execute()).length;
}

test('whoever follows is told which records someone else added or changed', async () => {
  const s = await liveStudio();
  const stream = await follow(s);
  const client = await s.call(addClient, { body: { name: 'Ada' } });
  await stream.until(names('client', client.id));
  await s.call(updateClient, { params: { id: client.id }, body: { name: 'Ada L' }, version: 1 });
  const order = await givenOrder(s, { clientId: client.id });
  await stream.until(names('production_order', order.id));
  const told = stream.received.length;
  await s.call(changeStatus, { params: { id: order.id }, body: {} });
  await stream.until((received) => names('production_order', order.id)(received.slice(told)));
  const { id } = await s.call(addClosure, { body: { from: '2026-12-24', name: 'Eve' } });
  await s.call(updatePreferences, { body: { phone: '1' }, version: 1 });
  await stream.until(names('closure', id));
  await stream.until((received) =>
    received.some(({ changes }) => changes.some(({ record, ids }) => record === 'preferences' && ids === null)),
  );
});

test('a change of many records is one event, of more than five hundred it names only the kind', async () => {
  const s = await studio({ liveTimes: { ...liveTimes, beatMs: 60_000 } });
  const { id: clientId } = { id: await givenClient(s) };
  const ids: number[] = [];
  for (let at = 0; at < 30; at++) ids.push((await givenOrder(s, { clientId })).id);
  const stream = await follow(s);
  const before = stream.received.length;
  const orders = ids.map((id) => ({ id }));
  await s.call(changeManyStatuses, { body: { selection: { orders } } });
  await stream.until((received) => received.length > before);
  expect(stream.received.slice(before).map(({ event, changes }) => ({ event, changes }))).toEqual([
    { event: 'changed', changes: [{ record: 'production_order', ids }] },
  ]);
  await s.studio.write(system, 'cli', async (change) =>
    change.touched(
      'production_order',
      Array.from({ length: 501 }, (_, at) => at + 1),
    ),
  );
  await stream.until((received) => received.length > before + 1);
  expect(stream.received.at(-1)?.changes).toEqual([{ record: 'production_order', ids: null }]);
});

test('what follows from a change in other records is told with it', async () => {
  const s = await liveStudio();
  const vendor = await givenVendor(s);
  const product = await givenProduct(s, { preferredVendorId: vendor.id });
  const invoice = await givenInvoice(s, { lines: [{ productId: product.id, quantity: 1 }] });
  const order = await givenOrder(s, { clientId: invoice.clientId });
  const stream = await follow(s);
  await s.call(updateClient, { params: { id: invoice.clientId }, body: { name: 'Another name' }, version: 1 });
  await stream.until(names('client', invoice.clientId));
  await stream.until(names('production_order', order.id));
});

test('what changed nothing is not told, and leaves nothing', async () => {
  const s = await liveStudio();
  const order = await givenOrder(s);
  const before = await eventCount(s);
  await s.refusal(undoChange, { params: { id: order.id }, body: {} });
  await s.refusal(changeStatus, { params: { id: order.id }, body: { statusId: order.statusId } });
  await s.refusal(addClient, { body: { name: ' ' } });
  expect(await eventCount(s)).toBe(before);
});

test('after a lost connection the stream goes on where it was, by Last-Event-ID before ?after', async () => {
  const s = await liveStudio();
  const headers = await aKey(s);
  const start = await settledPlace(s, { headers });
  const first = await follow(s, { headers });
  const seen = await givenClient(s);
  await first.until(names('client', seen));
  const place = first.place();
  await first.leave();
  const missed = [await givenClient(s), await givenClient(s)];
  const again = await follow(s, { headers, lastEventId: place, after: start });
  expect(again.received[0]?.changes).toEqual([{ record: 'client', ids: missed }]);
  const fromStart = await follow(s, { headers, after: start });
  expect(fromStart.received[0]?.changes).toEqual([{ record: 'client', ids: [seen, ...missed] }]);
  const nothingMissed = await follow(s, { headers, after: fromStart.place() });
  expect(nothingMissed.received[0]?.event).toBe('');
});

test('a quiet stream still learns the newest place, so that it can go on from there much later', async () => {
  const s = await liveStudio();
  const headers = await aKey(s);
  const place = await settledPlace(s, { headers });
  const stream = await follow(s, { headers });
  const begun = stream.place();
  const { id } = await givenVendor(s);
  await stream.until(() => stream.place() !== begun);
  // On PostgreSQL the place also moves with what others on the server do.
  const vendorsAfter = async (lastEventId: string) => (await follow(s, { lastEventId })).idsOf('vendor');
  await expect.poll(() => vendorsAfter(stream.place())).toEqual([]);
  expect(await vendorsAfter(place)).toEqual([id]);
  expect(stream.received.filter(({ event }) => event !== '')).toEqual([]);
});

test.each([
  '',
  'yesterday',
  '5',
  '1:2',
  '9:3:',
  '1:2:3;',
  `${10 ** 14}:${10 ** 14}:`,
  '0:0:',
])('from a place that is not known or no longer kept (%j), everything is to be loaded again', async (after) => {
  const s = await liveStudio();
  await givenClient(s);
  const stream = await follow(s, { after });
  expect(stream.received[0]).toMatchObject({ event: 'reset', changes: [] });
  const id = await givenClient(s);
  await stream.until(names('client', id));
});

test('events older than a day and beyond so many are forgotten, and whoever missed them is told so', async () => {
  const s = await liveStudio();
  const headers = await aKey(s);
  const resumed = async (after: string) => (await follow(s, { headers, after })).received[0];
  const start = await settledPlace(s, { headers });
  const clients = [await givenClient(s), await givenClient(s), await givenClient(s), await givenClient(s)];
  await forgetOldEvents(s.studio);
  expect((await resumed(start))?.changes).toEqual([{ record: 'client', ids: clients }]);

  await forgetOldEvents(s.studio, 2);
  expect(await eventCount(s)).toBe(3);
  expect((await resumed(start))?.event).toBe('reset');

  const place = await settledPlace(s, { headers });
  s.later(24 * 60 + 1);
  const fresh = await givenClient(s);
  await forgetOldEvents(s.studio);
  expect(await eventCount(s)).toBe(2);
  expect((await resumed(place))?.changes).toEqual([{ record: 'client', ids: [fresh] }]);
});

test('only records of kinds that the follower may view are named', async () => {
  const s = await liveStudio();
  const start = await settledPlace(s);
  const seesOrders = await follow(s, { rights: { production: 'view' } });
  const seesAll = await follow(s);
  const order = await givenOrder(s);
  await seesOrders.until(names('production_order', order.id));
  const product = await givenProduct(s);
  await seesAll.until(names('product', product.id));
  const kinds = new Set(seesOrders.received.flatMap(({ changes }) => changes.map(({ record }) => record)));
  expect([...kinds]).toEqual(['production_order']);
  const again = await follow(s, { rights: { production: 'view' }, after: start });
  expect(again.received.flatMap(({ changes }) => changes.map(({ record }) => record))).toEqual(['production_order']);
});

test('the stream ends when the session or the key ends', async () => {
  const s = await liveStudio();
  const key = await keyWith(s, {});
  const withKey = await follow(s, { headers: { authorization: `Bearer ${key}` } });
  const { id } = await s.studio.database.read
    .selectFrom('apiKeys')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await s.call(revokeApiKey, { params: { id } });
  await withKey.ended;

  const mia = { email: 'mia@studio.example', password: 'violet-lamp-over-sand' };
  await s.call(addUser, { body: { name: 'Mia', ...mia, rights: {} } });
  const b = browser(s);
  await b.ask(signIn, { body: mia });
  const withSession = await follow(s, { headers: { cookie: b.cookie } });
  await b.ask(signOut);
  await withSession.ended;
});

test('who is not signed in gets no stream, nor does who asks for its headers only', async () => {
  const s = await liveStudio();
  expect((await follow(s, { headers: {} })).status).toBe(401);
  expect((await s.app.inject({ method: 'HEAD', url: '/api/v1/events' })).statusCode).toBe(404);
});

test('a server that closes ends the streams and does not wait for them', async () => {
  const s = await liveStudio();
  const streams = [await follow(s), await follow(s)];
  await s.app.close();
  await Promise.all(streams.map(({ ended }) => ended));
});

test('a process takes only so many followers, and those that leave make room', async () => {
  const s = await studio();
  const live = createLive(s.studio);
  const stillIs = async () => undefined;
  const sink = { send: () => undefined, end: () => undefined };
  const begin = (id: number) => live.follow({ actor: { ...system, id }, stillIs }, undefined)(sink);
  const following = Array.from({ length: 500 }, (_, at) => begin(at % 5));
  expect(() => begin(9)).toThrow('More than 500 screens');
  following[7]?.stop();
  begin(9).stop();
  following[8]?.stop();
  live.close();
  expect(() => begin(9)).toThrow();
});

test('nobody takes the places of all others', async () => {
  const s = await studio();
  const live = createLive(s.studio);
  const sink = { send: () => undefined, end: () => undefined };
  const begin = (id: number) =>
    live.follow({ actor: { ...system, id }, stillIs: async () => undefined }, undefined)(sink);
  for (let at = 0; at < 100; at++) begin(1);
  expect(() => begin(1)).toThrow('More than 100 screens');
  begin(2);
  live.close();
});
