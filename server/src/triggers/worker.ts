import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { system } from '../studio/change.ts';
import type { Studio } from '../studio/studio.ts';
import { claimDue, isAnyDue } from './firings.queries.ts';
import { processFirings } from './process-firings.ts';

const usualTimes = {
  /** How often it is looked for what has become due. */
  lookMs: 5_000,
  /** Within so long after something was saved it is looked again. */
  gatherMs: 200,
  /** For so long what a process has claimed is its own; then another takes it over. */
  leaseMs: 60_000,
};
export type WorkerTimes = typeof usualTimes;

const mostAtOnce = 100;

/** Processes automatic firings as they become due, in this process, until stopped. */
export function startWorker(studio: Studio, times: Partial<WorkerTimes> = {}): { stop(): Promise<void> } {
  const { lookMs, gatherMs, leaseMs } = { ...usualTimes, ...times };
  let isStopped = false;
  let isWoken = false;
  let endRest = (): void => undefined;

  function wake(): void {
    isWoken = true;
    endRest();
  }

  async function work(): Promise<void> {
    while (!isStopped) {
      isWoken = false;
      const processing = processDue(studio, leaseMs, () => isStopped);
      await processing.catch((error) => studio.log.error('firings.not_processed', error));
      // What is saved meanwhile may be due already.
      if (!isWoken) await rest();
      if (!isStopped) await pause(gatherMs);
    }
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, lookMs);
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const saved = studio.onSaved(wake);
  const signal = studio.database.signal.hear(wake);
  const working = work();
  return {
    stop: async () => {
      saved.stop();
      signal.stop();
      isStopped = true;
      wake();
      await working;
    },
  };
}

/** Processes every automatic firing that is due and that nobody else has claimed; gives how many. */
export async function processDue(
  studio: Studio,
  leaseMs = usualTimes.leaseMs,
  isEnding: () => boolean = () => false,
): Promise<number> {
  let processed = 0;
  while (!isEnding() && (await isAnyDue(studio.database.read, studio.clock.now()))) {
    const by = randomUUID();
    const ids = await claim(studio, by, leaseMs);
    if (ids.length === 0) break;
    processed += await processClaimed(studio, ids, by);
  }
  return processed;
}

/** Claims some of the firings that are due for a while. */
export function claim(studio: Studio, by: string, leaseMs: number): Promise<number[]> {
  return studio.write(system, 'automation', ({ tx, now }) =>
    claimDue(tx, now, { by, until: now + leaseMs }, mostAtOnce),
  );
}

/** Together, or where one cannot be processed each by itself, so that only that one is left until it is claimed again. */
export async function processClaimed(studio: Studio, ids: readonly number[], by: string): Promise<number> {
  const process = (some: readonly number[]) =>
    studio.write(system, 'automation', async (change) => {
      const { leftOut } = await processFirings(change, some, { by, now: change.now });
      return some.length - leftOut;
    });
  try {
    return await process(ids);
  } catch (error) {
    if (ids.length === 1) {
      studio.log.error('firing.not_processed', error, { id: ids[0] });
      return 0;
    }
    let processed = 0;
    for (const id of ids) processed += await processClaimed(studio, [id], by);
    return processed;
  }
}
