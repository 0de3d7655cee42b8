import { token, workingCopy } from './data-sets.ts';
import { type Load, type Loaded, startFloor, startLoader, startPrintrail } from './processes.ts';
import { median, percentile, type Row, rowOf, say } from './results.ts';
import type { Sizes } from './run.ts';

const roundCount = 4;
const words = [
  '99321',
  'o-9932',
  'wojcik',
  'ojci',
  'nov',
  'lark',
  '山本',
  '本',
  'lycee nadar',
  'smith lark',
  'zzz',
  'al',
];

/** Searches for parts of words, beside a hand-written query of the same trigram index; each word for itself. */
export async function benchSearch({ large }: Sizes): Promise<Row[]> {
  const files = { ours: workingCopy(large, 'printrail'), floor: workingCopy(large, 'floor') };
  const loader = startLoader();
  const servers = { ours: await startPrintrail(files.ours.file), floor: await startFloor('search', files.floor.file) };
  const rows: Row[] = [];
  try {
    for (const state of ['open', 'all']) {
      const ratios: number[] = [];
      const slowest: number[] = [];
      for (const word of words) {
        const path = `/api/v1/production-orders?search=${encodeURIComponent(word)}&state=${state}`;
        const load = (port: number) => loadOf(port, path);
        const times = { ours: [] as number[], floor: [] as number[] };
        for (let round = -1; round < roundCount; round++) {
          const [ours, floor] = [await loader.run(load(servers.ours.port)), await loader.run(load(servers.floor.port))];
          if (Object.keys({ ...ours.failures, ...floor.failures }).length > 0)
            throw new Error(`The search for ${word} failed.`);
          if (round < 0) continue;
          times.ours.push(...ours.latenciesMs);
          times.floor.push(...floor.latenciesMs);
        }
        const ratio = median(times.floor) / median(times.ours);
        say(
          `  "${word}" in ${state} orders: ${median(times.ours).toFixed(2)} ms beside ${median(times.floor).toFixed(2)} ms, p99 ${percentile(times.ours, 0.99).toFixed(2)}`,
        );
        ratios.push(ratio);
        slowest.push(percentile(times.ours, 0.99));
      }
      const name = `search of part of a word, ${state} of ${large.toLocaleString('en')} orders`;
      rows.push(
        rowOf({
          name: `${name}: floor's time by ours, over ${words.length} words`,
          measured: median(ratios),
          floor: null,
          unit: '',
          target: { atLeast: 0.5 },
        }),
        rowOf({
          name: `${name}: slowest word's 99th percentile`,
          measured: Math.max(...slowest),
          floor: null,
          unit: 'ms',
          target: { atMost: 50 },
        }),
      );
    }
    rows.push(await everything(loader.run, servers.ours.port, large));
  } finally {
    loader.stop();
    await Promise.all([servers.ours.stop(), servers.floor.stop()]);
    files.ours.remove();
    files.floor.remove();
  }
  return rows;
}

/** Records of every kind, as the command palette asks for them. */
async function everything(run: (load: Load) => Promise<Loaded>, port: number, large: number): Promise<Row> {
  const slowest: number[] = [];
  for (const word of words) {
    const load = loadOf(port, `/api/v1/search?text=${encodeURIComponent(word)}`);
    await run(load);
    const { latenciesMs, failures } = await run({ ...load, rounds: 100 });
    if (Object.keys(failures).length > 0) throw new Error(`The search of everything for ${word} failed.`);
    const p99 = percentile(latenciesMs, 0.99);
    say(`  "${word}" in everything: ${median(latenciesMs).toFixed(2)} ms, p99 ${p99.toFixed(2)}`);
    slowest.push(p99);
  }
  return rowOf({
    name: `search of everything, ${large.toLocaleString('en')} orders and their invoices: slowest word's 99th percentile`,
    ...{ measured: Math.max(...slowest), floor: null, unit: 'ms', target: { atMost: 50 } },
  });
}

function loadOf(port: number, path: string): Load {
  const requests = [{ method: 'GET' as const, path }];
  return { port, token, connections: 1, seconds: 10, rounds: 30, requests };
}
