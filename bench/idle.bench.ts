import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Server, startFloor, startPrintrail } from './processes.ts';
import { median, type Row, rowOf } from './results.ts';

const rounds = 5;

/** Memory of an idle process, and the time from its start to its first answer, on a fresh database. */
export async function benchIdle(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'printrail-bench-'));
  const measured = { start: [] as number[], memory: [] as number[] };
  const floor = { start: [] as number[], memory: [] as number[] };
  try {
    for (let round = 0; round < rounds; round++) {
      await measure(measured, () => startPrintrail(join(folder, `${round}`, 'printrail.db')));
      await measure(floor, () => startFloor('idle', join(folder, `floor-${round}.db`)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [
    rowOf({
      name: 'idle memory',
      measured: median(measured.memory),
      floor: median(floor.memory),
      unit: 'MB',
      target: { atMost: 200 },
      held: median(measured.memory),
    }),
    rowOf({
      name: 'start to first answer, new database',
      measured: median(measured.start),
      floor: median(floor.start),
      unit: 's',
      target: { atMost: 1.5 },
      held: median(measured.start),
    }),
  ];
}

async function measure(into: { start: number[]; memory: number[] }, begin: () => Promise<Server>): Promise<void> {
  const start = performance.now();
  const server = await begin();
  await (await fetch(`http://127.0.0.1:${server.port}/api/v1/health`)).text();
  into.start.push((performance.now() - start) / 1000);
  await pause(1_500);
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1];
  into.memory.push(Number(kilobytes) / 1024);
  await server.stop();
}
