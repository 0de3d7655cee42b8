import { ask, token, workingCopy } from './data-sets.ts';
import { type Load, type Loaded, type Server, startFloor, startLoader, startPrintrail } from './processes.ts';
import { median, percentile, type Row, rowOf, say } from './results.ts';
import type { Sizes } from './run.ts';

const roundCount = 3;
const most = 10_000;

/** A change of ten thousand orders at once, beside set-based SQL; and what others feel of it meanwhile. */
export async function benchBulk({ large }: Sizes): Promise<Row[]> {
  const files = { ours: workingCopy(large, 'printrail'), floor: workingCopy(large, 'floor') };
  const loader = startLoader();
  const others = { reading: startLoader(), writing: startLoader() };
  const servers = { ours: await startPrintrail(files.ours.file), floor: await startFloor('bulk', files.floor.file) };
  const times: { ours: number; floor: number }[] = [];
  const withTriggers: { ours: number; floor: number }[] = [];
  let meanwhile: { reading: Loaded; writing: Loaded; seconds: number };
  try {
    for (let round = -1; round < roundCount; round++) {
      const ours = await bulk(loader.run, servers.ours, choose(files.ours.file, round));
      const floor = await bulk(loader.run, servers.floor, choose(files.floor.file, round));
      say(`  round ${round}: ${ours.toFixed(0)} ms beside ${floor.toFixed(0)} ms`);
      if (round >= 0) times.push({ ours, floor });
    }
    meanwhile = await whileOthersWork(loader.run, others, servers.ours, files.ours.file);
    await addTriggers(servers.ours, files.ours.file);
    for (let round = -1; round < roundCount; round++) {
      const ours = await bulk(loader.run, servers.ours, choose(files.ours.file, roundCount + round));
      const floor = await bulk(loader.run, servers.floor, choose(files.floor.file, roundCount + round));
      say(`  with triggers, round ${round}: ${ours.toFixed(0)} ms beside ${floor.toFixed(0)} ms`);
      if (round >= 0) withTriggers.push({ ours, floor });
    }
  } finally {
    for (const each of [loader, others.reading, others.writing]) each.stop();
    await Promise.all([servers.ours.stop(), servers.floor.stop()]);
    files.ours.remove();
    files.floor.remove();
  }
  const name = `bulk change of ${choice(most, large).toLocaleString('en')} of ${large.toLocaleString('en')} orders`;
  const { reading, writing, seconds } = meanwhile;
  return [
    besideFloor(name, times),
    besideFloor(`${name}, with two triggers at every status`, withTriggers),
    rowOf({ name: `${name}, with others at work`, measured: seconds * 1000, floor: null, unit: 'ms', target: null }),
    rowOf({
      name: `meanwhile, reads: 99th percentile of ${reading.count}`,
      measured: percentile(reading.latenciesMs, 0.99),
      floor: null,
      unit: 'ms',
      target: { atMost: 100 },
    }),
    rowOf({
      name: 'meanwhile, reads: longest',
      measured: Math.max(...reading.latenciesMs),
      floor: null,
      unit: 'ms',
      target: null,
    }),
    rowOf({
      name: 'meanwhile, longest wait of another write',
      measured: Math.max(...writing.latenciesMs),
      floor: null,
      unit: 'ms',
      target: { atMost: 1000 },
    }),
  ];
}

function besideFloor(name: string, times: readonly { ours: number; floor: number }[]): Row {
  return rowOf({
    ...{ name, measured: median(times.map(({ ours }) => ours)), floor: median(times.map(({ floor }) => floor)) },
    ...{ unit: 'ms', target: { atMost: 3 }, held: median(times.map(({ ours, floor }) => ours / floor)) },
  });
}

/** Two at every status that orders leave: a task by hand when entered, and one three business days after it is due. */
async function addTriggers({ port }: Server, file: string): Promise<void> {
  for (const { id } of ask<{ id: number }>(file, 'select id from production_statuses where not is_final')) {
    for (const moment of [{ when: 'entered' }, { when: 'after_due', days: 3 }]) {
      const { status } = await fetch(`http://127.0.0.1:${port}/api/v1/triggers`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ statusId: id, ...moment, action: 'task' }),
      });
      if (status !== 201) throw new Error(`A trigger could not be added: ${status}.`);
    }
  }
}

type Run = (load: Load) => Promise<Loaded>;
type Chosen = { id: number; version: number };

function choice(wanted: number, large: number): number {
  return Math.min(wanted, Math.floor(large / 100));
}

/** Open orders on their track, the same number each round. */
function choose(file: string, round: number): Chosen[] {
  const total = ask<{ count: number }>(file, 'select count(*) as count from production_orders')[0]?.count ?? 0;
  return ask<Chosen>(
    file,
    `select o.id, o.version from production_orders o join production_statuses s on s.id = o.status_id
     where o.state = 'open' and not s.is_side order by (o.id * 7919 + ?) % 10007, o.id limit ?`,
    ...[round, choice(most, total)],
  );
}

async function bulk(run: Run, { port }: Server, orders: readonly Chosen[]): Promise<number> {
  const { latenciesMs, failures } = await run({
    ...{ port, token, connections: 1, seconds: 60, rounds: 1 },
    requests: [
      { method: 'POST', path: '/api/v1/production-orders/bulk/status-changes', body: { selection: { orders } } },
    ],
  });
  if (Object.keys(failures).length > 0) throw new Error(`The bulk change failed: ${JSON.stringify(failures)}`);
  return latenciesMs[0] ?? Number.NaN;
}

/** Reads and single changes of other orders go on while the bulk runs. */
async function whileOthersWork(
  run: Run,
  others: Record<'reading' | 'writing', { run: Run }>,
  server: Server,
  file: string,
) {
  const chosen = choose(file, 0);
  const ids = new Set(chosen.map(({ id }) => id));
  const rest = ask<{ id: number; status_id: number; next_id: number }>(
    file,
    `select o.id, o.status_id, (select id from production_statuses n where n.type_id = s.type_id and not n.is_side and not n.is_final
      and n.id <> s.id order by position limit 1) as next_id
     from production_orders o join production_statuses s on s.id = o.status_id
     where o.state = 'open' and not s.is_side and not s.is_final`,
  ).filter(({ id }) => !ids.has(id));
  const orders = rest.map(({ id, status_id, next_id }) => ({ id, track: [status_id, next_id], at: 0 }));
  const root = '/api/v1/production-orders';
  const requests = [
    `${root}?sort=client&totals=false`,
    `${root}/${rest[0]?.id}`,
    `${root}?typeId=2`,
    `${root}/${rest[1]?.id}/history`,
  ].map((path) => ({ method: 'GET' as const, path }));
  const seconds = 2;
  const base = { port: server.port, token, seconds };
  const reading = others.reading.run({ ...base, connections: 2, requests });
  const writing = others.writing.run({ ...base, connections: 2, orders });
  const taken = await bulk(run, server, chosen);
  return { reading: await reading, writing: await writing, seconds: taken / 1000 };
}
