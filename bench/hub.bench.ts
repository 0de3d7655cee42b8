import { token, workingCopy } from './data-sets.ts';
import { hubPages } from './hub-queries.ts';
import { type Load, type Request, startFloor, startLoader, startPrintrail } from './processes.ts';
import { median, percentile, type Row, rowOf, say } from './results.ts';
import type { Sizes } from './run.ts';

const roundCount = 5;
const connections = 16;

const firstPages = ['typeId=1&sort=due', 'vendorId=1&sort=client', 'statusId=3&sort=number', 'departmentId=3&sort=due'];
// More different filters than Printrail keeps totals of, so that each of them is counted anew.
const longAgo = Array.from({ length: 1_000 }, (_, days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

const pages: Record<string, readonly string[]> = {
  'hub page of 50 with totals': firstPages,
  'hub page of 50 with totals counted anew': longAgo.map((day, at) => `${firstPages[at % 4]}&dueFrom=${day}`),
  'hub page of 50, following pages': [
    'typeId=1&sort=due&totals=false',
    'vendorId=1&sort=client&totals=false',
    'sort=since&totals=false',
  ],
};

/** Pages of the hub beside bare Fastify with hand-written SQL, and each filter and sort beside a small studio. */
export async function benchHub({ small, large }: Sizes): Promise<Row[]> {
  const files = {
    large: workingCopy(large, 'printrail'),
    small: workingCopy(small, 'small'),
    floor: workingCopy(large, 'floor'),
  };
  const loader = startLoader();
  const servers = {
    large: await startPrintrail(files.large.file),
    small: await startPrintrail(files.small.file),
    floor: await startFloor('hub', files.floor.file),
  };
  try {
    const rows: Row[] = [];
    for (const [name, queries] of Object.entries(pages)) {
      rows.push(await besideFloor(`${name}, ${large.toLocaleString('en')} orders`, queries, loader.run, servers));
    }
    const places = { large: hubPages(files.large.file), small: hubPages(files.small.file) };
    for (const [at, page] of places.large.entries()) {
      const beside = places.small[at];
      if (beside) rows.push(...(await besideSmall(page.name, [page.path, beside.path], loader.run, servers)));
    }
    return rows;
  } finally {
    loader.stop();
    await Promise.all(Object.values(servers).map((server) => server.stop()));
    for (const copy of Object.values(files)) copy.remove();
  }
}

type Run = ReturnType<typeof startLoader>['run'];
type Ports = Record<'large' | 'small' | 'floor', { port: number }>;

async function besideFloor(name: string, queries: readonly string[], run: Run, { large, floor }: Ports): Promise<Row> {
  const requests = queries.map((query): Request => ({ method: 'GET', path: `/api/v1/production-orders?${query}` }));
  const load = (port: number, seconds: number): Load => ({ port, token, connections, seconds, requests });
  const rates: { ours: number; floor: number }[] = [];
  for (let round = -1; round < roundCount; round++) {
    const seconds = round < 0 ? 1 : 3;
    const measured = await run(load(large.port, seconds));
    const beside = await run(load(floor.port, seconds));
    if (Object.keys({ ...measured.failures, ...beside.failures }).length > 0)
      throw new Error(`Hub pages failed: ${JSON.stringify(measured.failures)}`);
    const rate = { ours: measured.count / measured.seconds, floor: beside.count / beside.seconds };
    say(`  ${name}: ${Math.round(rate.ours)} beside ${Math.round(rate.floor)} pages/s`);
    if (round >= 0) rates.push(rate);
  }
  return rowOf({
    ...{
      name,
      measured: median(rates.map(({ ours }) => ours)),
      floor: median(rates.map((rate) => rate.floor)),
      unit: 'req/s',
    },
    ...{ target: { atLeast: 0.5 }, held: median(rates.map((rate) => rate.ours / rate.floor)) },
  });
}

/** The 99th percentile of one page, the two studios taking turns. */
async function besideSmall(
  name: string,
  paths: readonly [string, string],
  run: Run,
  { large, small }: Ports,
): Promise<Row[]> {
  const latencies = { large: [] as number[], small: [] as number[] };
  const load = (port: number, path: string): Load => ({
    port,
    token,
    connections: 1,
    seconds: 3,
    rounds: 100,
    requests: [{ method: 'GET', path }],
  });
  for (let round = -1; round < 4; round++) {
    const measured = await run(load(large.port, paths[0]));
    const beside = await run(load(small.port, paths[1]));
    if (Object.keys({ ...measured.failures, ...beside.failures }).length > 0)
      throw new Error(`${name} failed: ${paths[0]}`);
    if (round < 0) continue;
    latencies.large.push(...measured.latenciesMs);
    latencies.small.push(...beside.latenciesMs);
  }
  const [p99, besideP99] = [percentile(latencies.large, 0.99), percentile(latencies.small, 0.99)];
  say(
    `  ${name}: median ${median(latencies.large).toFixed(2)} ms beside ${median(latencies.small).toFixed(2)} ms, p99 ${p99.toFixed(2)} beside ${besideP99.toFixed(2)}`,
  );
  return [
    rowOf({
      name: `hub, ${name}: 99th percentile beside the small studio`,
      measured: p99,
      floor: besideP99,
      unit: 'ms',
      target: { atMost: 2 },
    }),
  ];
}
