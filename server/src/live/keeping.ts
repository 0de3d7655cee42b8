import { setTimeout as pause } from 'node:timers/promises';
import type { Studio } from '../studio/studio.ts';
import { forgetBefore, forgetForeign, oldestToKeep } from './live.queries.ts';

const keptMs = 24 * 60 * 60 * 1_000;
const mostKept = 100_000;
const sliceSize = 2_000;
const breakMs = 50;
const everyMs = 5 * 60_000;

/** Lets go of old events now and then, until stopped. */
export function keepForgetting(studio: Studio): { stop(): void } {
  const timer = setInterval(() => {
    forgetOldEvents(studio).catch((error) => studio.log.error('live.not_forgotten', error));
  }, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** Lets go of events older than a day, and of the oldest when there are too many, a few at a time. */
export async function forgetOldEvents({ database, clock }: Studio, most = mostKept): Promise<void> {
  const oldest = await oldestToKeep(database.read, clock.now() - keptMs, most);
  for (;;) {
    const forgotten = await database.write((tx) => forgetBefore(tx, oldest, sliceSize));
    if (forgotten < sliceSize) break;
    await pause(breakMs);
  }
  await database.write(forgetForeign);
}
