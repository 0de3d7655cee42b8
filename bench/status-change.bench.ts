import { token, workingCopy } from './data-sets.ts';
import { type Load, startFloor, startLoader, startPrintrail } from './processes.ts';
import { median, percentile, type Row, rowOf, say } from './results.ts';
import { openOrdersOnTrack } from './round-trips.ts';
import type { Sizes } from './run.ts';

const roundCount = 5;
const secondsOfRound = 4;
const connections = 64;

/** One status change over HTTP, beside bare Fastify and prepared statements that write the same. */
export async function benchStatusChange({ large }: Sizes): Promise<Row[]> {
  const [ours, floors] = [workingCopy(large, 'printrail'), workingCopy(large, 'floor')];
  const loader = startLoader();
  const [printrail, floor] = [await startPrintrail(ours.file), await startFloor('status-change', floors.file)];
  const rates = { ours: [] as number[], floor: [] as number[] };
  const latencies: number[] = [];
  try {
    const load = (port: number, file: string, seconds: number): Load => ({
      port,
      token,
      connections,
      seconds,
      orders: openOrdersOnTrack(file),
    });
    for (let round = -1; round < roundCount; round++) {
      const seconds = round < 0 ? 2 : secondsOfRound;
      const measured = await loader.run(load(printrail.port, ours.file, seconds));
      const beside = await loader.run(load(floor.port, floors.file, seconds));
      for (const { failures } of [measured, beside]) {
        if (Object.keys(failures).length > 0) throw new Error(`Status changes failed: ${JSON.stringify(failures)}`);
      }
      const [rate, floorRate] = [measured.count / measured.seconds, beside.count / beside.seconds];
      say(`  round ${round}: ${Math.round(rate)} beside ${Math.round(floorRate)} changes/s`);
      if (round < 0) continue;
      rates.ours.push(rate);
      rates.floor.push(floorRate);
      latencies.push(...measured.latenciesMs);
    }
  } finally {
    loader.stop();
    await Promise.all([printrail.stop(), floor.stop()]);
    ours.remove();
    floors.remove();
  }
  const ratio = median(rates.ours.map((rate, at) => rate / (rates.floor[at] ?? Number.NaN)));
  const name = `status change over HTTP, ${connections} connections, ${large.toLocaleString('en')} orders`;
  return [
    rowOf({
      name,
      measured: median(rates.ours),
      floor: median(rates.floor),
      unit: 'req/s',
      target: { atLeast: 0.5 },
      held: ratio,
    }),
    rowOf({
      name: 'its 99th percentile',
      measured: percentile(latencies, 0.99),
      floor: null,
      unit: 'ms',
      target: null,
    }),
  ];
}
