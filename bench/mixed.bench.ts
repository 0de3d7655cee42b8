import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, token, workingCopy } from './data-sets.ts';
import { hubPages } from './hub-queries.ts';
import { type Loaded, startFloor, startLoader, startPrintrail } from './processes.ts';
import { percentile, type Row, rowOf, say } from './results.ts';
import { openOrdersOnTrack } from './round-trips.ts';
import type { Sizes } from './run.ts';

const root = '/api/v1';
const ordersInBulk = 200;
const restOfBulkMs = 5_000;
const sampleMs = 1_000;

/** Reading, single changes and bulk changes at once, for minutes: what holds the event loop, and whether memory grows. */
export async function benchMixed({ large, minutes }: Sizes): Promise<Row[]> {
  const { file, remove } = workingCopy(large, 'mixed');
  const server = await startPrintrail(file);
  // What the machine itself holds up is seen on a server that has nothing else to do.
  const idle = await startFloor('idle', `${file}.idle`);
  const loaders = { probe: startLoader(), idle: startLoader(), reading: startLoader(), writing: startLoader() };
  try {
    const orders = openOrdersOnTrack(file);
    const [single, bulk] = [orders.filter((_, at) => at % 2 === 0), orders.filter((_, at) => at % 2 === 1)];
    const reads = readsOf(file);
    const base = { port: server.port, token, seconds: minutes * 60 };
    const memory = sampleMemory(server.pid, base.seconds);
    const bulks = keepChanging(server.port, bulk, base.seconds);
    const requests = [{ method: 'GET' as const, path: `${root}/health` }];
    const probing = { ...base, connections: 1, everyMs: 10, requests };
    const [probe, idleProbe, reading, writing] = await Promise.all([
      loaders.probe.run(probing),
      loaders.idle.run({ ...probing, port: idle.port }),
      loaders.reading.run({ ...base, connections: 3, everyMs: 30, requests: reads }),
      loaders.writing.run({ ...base, connections: 3, everyMs: 30, orders: single }),
    ]);
    const bulkCount = await bulks;
    for (const { failures } of [probe, idleProbe, reading, writing]) {
      if (Object.keys(failures).length > 0) throw new Error(`Requests failed: ${JSON.stringify(failures)}`);
    }
    say(`  ${reading.count} reads, ${writing.count} changes, ${bulkCount} bulk changes of ${ordersInBulk} and back`);
    const name = `mixed load, ${large.toLocaleString('en')} orders`;
    return [...delays(name, { probe, idleProbe, reading, writing }), ...growth(name, await memory, minutes)];
  } finally {
    for (const loader of Object.values(loaders)) loader.stop();
    await Promise.all([server.stop(), idle.stop()]);
    remove();
  }
}

function delays(name: string, loaded: Record<'probe' | 'idleProbe' | 'reading' | 'writing', Loaded>): Row[] {
  const { probe, idleProbe, reading, writing } = loaded;
  const row = { floor: null, unit: 'ms' };
  const longest = ({ latenciesMs }: Loaded) => latenciesMs.reduce((most, each) => Math.max(most, each), 0);
  const p99 = ({ latenciesMs }: Loaded) => percentile(latenciesMs, 0.99);
  return [
    rowOf({
      ...{
        ...row,
        name: `${name}: longest hold, by a probe every 10 ms, beside an idle server`,
        target: { atMost: 100 },
      },
      ...{ measured: longest(probe), floor: longest(idleProbe), held: longest(probe) },
    }),
    rowOf({
      ...{ ...row, name: `${name}: the probe's 99th percentile`, target: null },
      ...{ measured: p99(probe), floor: p99(idleProbe) },
    }),
    rowOf({ ...row, name: `${name}: reads' 99th percentile`, measured: p99(reading), target: null }),
    rowOf({ ...row, name: `${name}: changes' 99th percentile`, measured: p99(writing), target: null }),
  ];
}

/** The first third warms up; of the second and the last what was needed at the least is compared. */
function growth(name: string, megabytes: readonly number[], minutes: number): Row[] {
  const third = Math.floor(megabytes.length / 3);
  const middle = Math.min(...megabytes.slice(third, 2 * third));
  const last = Math.min(...megabytes.slice(2 * third));
  const row = { floor: null, unit: 'MB', target: null };
  return [
    rowOf({ ...row, name: `${name}: memory at the start`, measured: megabytes[0] ?? Number.NaN }),
    rowOf({
      ...row,
      name: `${name}: memory in the middle`,
      measured: megabytes[Math.floor(megabytes.length / 2)] ?? Number.NaN,
    }),
    rowOf({ ...row, name: `${name}: memory after ${minutes} minutes`, measured: megabytes.at(-1) ?? Number.NaN }),
    rowOf({ ...row, name: `${name}: growth once warm`, unit: 'MB/min', measured: (last - middle) / (minutes / 3) }),
  ];
}

/** What the process has for itself; pages of the database file that are mapped belong to the system. */
async function sampleMemory(pid: number, seconds: number): Promise<number[]> {
  const megabytes: number[] = [];
  for (const end = performance.now() + seconds * 1_000; performance.now() < end; await pause(sampleMs)) {
    const kilobytes = /^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    megabytes.push(Number(kilobytes) / 1024);
    if (megabytes.length % 30 === 0) say(`  ${megabytes.length} s: ${megabytes.at(-1)?.toFixed(0)} MB`);
  }
  return megabytes;
}

/** Changes some hundred orders at once and takes it back, again and again. */
async function keepChanging(port: number, orders: readonly { id: number }[], seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1_000;
  const post = async (path: string, body?: object): Promise<{ bulkChangeId: number }> => {
    const response = await fetch(`http://127.0.0.1:${port}${root}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
    if (!response.ok) throw new Error(`${path} failed: ${await response.text()}`);
    return (await response.json()) as { bulkChangeId: number };
  };
  let count = 0;
  for (; performance.now() < end; count++) {
    const from = (count * ordersInBulk) % Math.max(orders.length - ordersInBulk, 1);
    const chosen = orders.slice(from, from + ordersInBulk).map(({ id }) => ({ id }));
    const { bulkChangeId } = await post('/production-orders/bulk/status-changes', { selection: { orders: chosen } });
    await post(`/bulk-changes/${bulkChangeId}/undo`);
    await pause(restOfBulkMs);
  }
  return count;
}

/** What the pages ask for: the hub with every filter and sort, orders, and lists of everything else. */
function readsOf(file: string): { method: 'GET'; path: string }[] {
  const idsOf = (table: string) => ask<{ id: number }>(file, `select id from ${table} order by id desc limit 20`);
  const ofOrders = idsOf('production_orders').flatMap(({ id }) =>
    ['', '/history', '/plan'].map((part) => `/production-orders/${id}${part}`),
  );
  const records = [
    ...idsOf('invoices').map(({ id }) => `/invoices/${id}`),
    ...idsOf('clients').map(({ id }) => `/clients/${id}`),
  ];
  const lists = [
    '/invoices',
    '/clients',
    '/vendors',
    '/products',
    '/tasks',
    '/firing-queue',
    '/messages',
    '/search?text=lark',
  ];
  const others = [...ofOrders, ...records, ...lists].map((path) => root + path);
  return [...hubPages(file).map(({ path }) => path), ...others].map((path) => ({ method: 'GET', path }));
}
