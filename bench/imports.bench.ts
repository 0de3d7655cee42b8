import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Filed, filesOf, others } from './import-files.ts';
import { command, startLoader, startPrintrail } from './processes.ts';
import { median, type Row, rowOf, say } from './results.ts';
import type { Sizes } from './run.ts';

const roundCount = 3;
const path = '/api/v1/imports';

/** A CSV file of orders with their lines, and one of clients, brought in over HTTP beside csv-parse alone. */
export async function benchImports({ large }: Sizes): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'printrail-bench-'));
  const rows: Row[] = [];
  try {
    const { file, token } = await prepare(folder);
    const share = Math.min(1, large / 100_000);
    for (const filed of filesOf({ orders: 20_000 * share, clients: 100_000 * share })) {
      rows.push(...(await measure(filed, { folder, file, token })));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

type Prepared = { folder: string; file: string; token: string };

/** A studio with the clients, vendors and products that the orders name. */
async function prepare(folder: string): Promise<Pick<Prepared, 'file' | 'token'>> {
  const file = join(folder, 'prepared', 'printrail.db');
  const token = await command(file, 'api-key', 'add', '--name', 'Bench', '--rights', 'all');
  const server = await startPrintrail(file);
  await bringIn(server.port, token, others).finally(() => server.stop());
  return { file, token };
}

async function measure(filed: Filed, { folder, file, token }: Prepared): Promise<Row[]> {
  const times: { ours: number; floor: number; longestRead: number }[] = [];
  for (let round = -1; round < roundCount; round++) {
    const own = join(folder, 'round', 'printrail.db');
    mkdirSync(dirname(own));
    copyFileSync(file, own);
    const floor = secondsOf(() => void parse(filed.text, { bom: true, record_delimiter: ['\r\n', '\n', '\r'] }));
    const ours = await checkAndBringIn({ file: own, token, filed });
    rmSync(dirname(own), { recursive: true });
    say(
      `  ${filed.what}: ${ours.seconds.toFixed(2)} s beside ${floor.toFixed(2)} s, longest read ${ours.longestRead.toFixed(0)} ms`,
    );
    if (round >= 0) times.push({ ours: ours.seconds, floor, longestRead: ours.longestRead });
  }
  const rates = times.map(({ ours, floor }) => ({ ours: filed.rows / ours, floor: filed.rows / floor }));
  return [
    rowOf({
      ...{ name: `import of ${filed.what}, beside csv-parse alone`, unit: 'rows/s', target: { atLeast: 0.1 } },
      ...{ measured: median(rates.map(({ ours }) => ours)), floor: median(rates.map((rate) => rate.floor)) },
      held: median(rates.map(({ ours, floor }) => ours / floor)),
    }),
    rowOf({
      ...{
        name: `meanwhile, longest read, while ${filed.what} are checked and taken back`,
        unit: 'ms',
        floor: null,
        target: { atMost: 100 },
      },
      measured: median(times.map(({ longestRead }) => longestRead)),
    }),
  ];
}

/**
 * As one does, the file is checked first, which does the whole work and takes it back; meanwhile others read. Then it is
 * brought in, with nothing else to do, as csv-parse has it.
 */
async function checkAndBringIn({ file, token, filed }: { file: string; token: string; filed: Filed }) {
  const server = await startPrintrail(file);
  const loader = startLoader();
  try {
    const requests = [{ method: 'GET' as const, path: '/api/v1/production-orders' }];
    const load = { port: server.port, token, connections: 1, everyMs: 10, requests };
    await loader.run({ ...load, seconds: 1 });
    const stop = new AbortController();
    const reading = readUntil(stop.signal, () => loader.run({ ...load, seconds: 0.5 }));
    await bringIn(server.port, token, filed, { check: true }).finally(() => stop.abort());
    const longestRead = Math.max(...(await reading));
    return { seconds: await bringIn(server.port, token, filed), longestRead };
  } finally {
    loader.stop();
    await server.stop();
  }
}

async function readUntil(signal: AbortSignal, run: () => Promise<{ latenciesMs: number[] }>): Promise<number[]> {
  const all: number[] = [];
  while (!signal.aborted) for (const each of (await run()).latenciesMs) all.push(each);
  return all;
}

async function bringIn(
  port: number,
  token: string,
  { mapping, files }: Pick<Filed, 'mapping' | 'files'>,
  { check } = { check: false },
) {
  const body = JSON.stringify({ mapping, files, check });
  const begun = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`The import was refused: ${answer.slice(0, 1_000)}`);
  return (performance.now() - begun) / 1_000;
}

function secondsOf(work: () => void): number {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1_000;
}
