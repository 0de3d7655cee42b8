import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { token, workingCopy } from './data-sets.ts';
import { startLoader, startPrintrail } from './processes.ts';
import { median, percentile, type Row, rowOf, say } from './results.ts';
import type { Sizes } from './run.ts';

const roundCount = 3;
const middle = 100_000;
const path = '/api/v1/exports/production-orders';
/** The floors are measured on so much of the file, as all of it would not fit into memory as cells. */
const bytesOfFloor = 16 * 1024 * 1024;

/** All orders as CSV, beside csv-stringify and csv-parse alone on the same rows; and what others feel of it. */
export async function benchExports({ large }: Sizes): Promise<Row[]> {
  const sizes = [...new Set([Math.min(middle, large), large])];
  const rows: Row[] = [];
  for (const orders of sizes) rows.push(...(await exportOf(orders)));
  return rows;
}

async function exportOf(orders: number): Promise<Row[]> {
  const { file, remove } = workingCopy(orders, 'exports');
  const server = await startPrintrail(file);
  try {
    const times: { ours: number; floors: ReturnType<typeof floorsOf> }[] = [];
    for (let round = 0; round < roundCount; round++) {
      const { seconds, rows, begin } = await download(server.port);
      const floors = floorsOf(begin);
      const rates = { ours: rows / seconds, floors };
      say(
        `  ${orders.toLocaleString('en')} orders: ${Math.round(rates.ours)} rows/s beside ${Math.round(floors.stringify)} of csv-stringify, ${Math.round(floors.parse)} of csv-parse`,
      );
      times.push(rates);
    }
    const name = `export of all ${orders.toLocaleString('en')} orders`;
    const beside = (floor: 'stringify' | 'parse') =>
      rowOf({
        ...{ name: `${name}, beside csv-${floor} alone`, unit: 'rows/s', target: { atLeast: 0.1 } },
        ...{ measured: median(times.map(({ ours }) => ours)), floor: median(times.map(({ floors }) => floors[floor])) },
        held: median(times.map(({ ours, floors }) => ours / floors[floor])),
      });
    return [beside('stringify'), beside('parse'), ...(await meanwhile(name, server.port))];
  } finally {
    await server.stop();
    remove();
  }
}

/** The whole file, of which only the beginning is kept. */
async function download(port: number): Promise<{ seconds: number; rows: number; begin: string }> {
  const begun = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok || !response.body) throw new Error(`The export failed: ${await response.text()}`);
  const kept: Uint8Array[] = [];
  let [bytes, breaks] = [0, 0];
  for await (const piece of response.body) {
    if (bytes < bytesOfFloor) kept.push(piece);
    bytes += piece.length;
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) breaks++;
  }
  const seconds = (performance.now() - begun) / 1_000;
  const text = Buffer.concat(kept).toString();
  return { seconds, rows: breaks - 1, begin: text.slice(0, text.lastIndexOf('\n') + 1) };
}

function floorsOf(csv: string): { stringify: number; parse: number } {
  const begun = performance.now();
  const cells = parse(csv, { record_delimiter: ['\r\n', '\n', '\r'] });
  const parsed = performance.now();
  stringify(cells, { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
  const rateIn = (milliseconds: number) => (cells.length / milliseconds) * 1_000;
  return { parse: rateIn(parsed - begun), stringify: rateIn(performance.now() - parsed) };
}

/** Pages of the hub are read while the file is made. */
async function meanwhile(name: string, port: number): Promise<Row[]> {
  const loader = startLoader();
  const requests = ['sort=client&totals=false', 'typeId=2', 'late=true', 'search=lark'].map((query) => ({
    method: 'GET' as const,
    path: `/api/v1/production-orders?${query}`,
  }));
  try {
    const load = { port, token, connections: 2, everyMs: 10, requests };
    await loader.run({ ...load, seconds: 1 });
    const latencies: number[] = [];
    const exporting = { isOver: false };
    const exported = download(port).finally(() => {
      exporting.isOver = true;
    });
    while (!exporting.isOver) {
      for (const each of (await loader.run({ ...load, seconds: 0.5 })).latenciesMs) latencies.push(each);
    }
    await exported;
    const row = { floor: null, unit: 'ms', target: { atMost: 100 } };
    return [
      rowOf({ ...row, name: `meanwhile, 99th percentile of reads, ${name}`, measured: percentile(latencies, 0.99) }),
      rowOf({ ...row, name: `meanwhile, longest read, ${name}`, measured: Math.max(...latencies) }),
    ];
  } finally {
    loader.stop();
  }
}
