import type { Studio } from '../studio/studio.ts';
import { Sender } from './sender.ts';

const gatherMs = 250;
const lookMs = 5_000;
const longestStopMs = 10_000;

/** Sends what waits as long as the studio is at work: soon after something was saved, and now and then. */
export function startDelivery(studio: Studio, leaseMs?: number): { stop(): Promise<void> } {
  const sender = new Sender(studio, leaseMs);
  let due: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isAskedAgain = false;
  let isStopped = false;

  async function look(): Promise<void> {
    due = undefined;
    isLooking = true;
    isAskedAgain = false;
    await sender.begin().catch((error) => studio.log.error('delivery.not_looked', error));
    isLooking = false;
    if (isAskedAgain) soon();
  }

  function soon(): void {
    if (isLooking) isAskedAgain = true;
    if (isStopped || isLooking || due) return;
    due = setTimeout(() => void look(), gatherMs);
  }

  const saved = studio.onSaved(soon);
  const signal = studio.database.signal.hear(soon);
  const now = setInterval(soon, lookMs);
  return {
    stop: async () => {
      isStopped = true;
      clearInterval(now);
      clearTimeout(due);
      saved.stop();
      signal.stop();
      await sender.close(longestStopMs);
    },
  };
}
