import { type Place, placeNamed } from '../database/commit-order.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Streaming } from '../studio/route.ts';
import type { Studio } from '../studio/studio.ts';
import { type Asker, Follower } from './follower.ts';
import { forgetOldEvents } from './keeping.ts';
import { type News, newsAfter, placeNow } from './live.queries.ts';

/** The changes of the studio, told to everyone who follows them through this process. */
export type Live = {
  follow(asker: Asker, after: string | undefined): Streaming;
  /** Ends every stream, and takes no more. */
  close(): void;
};

export type LiveTimes = {
  /** Within so long, changes are told together. */
  gatherMs: number;
  /** How often it is looked for what other processes did not tell of. */
  lookMs: number;
  /** How often a follower is told the place, and it is seen whether they may still follow. */
  beatMs: number;
};

const usualTimes: LiveTimes = { gatherMs: 100, lookMs: 1_000, beatMs: 25_000 };
const mostFollowers = 500;
const forgetEveryMs = 5 * 60_000;

export function createLive(studio: Studio, times: Partial<LiveTimes> = {}): Live {
  const { gatherMs, lookMs, beatMs } = { ...usualTimes, ...times };
  const { database, log } = studio;
  const followers = new Set<Follower>();
  /** Up to where the followers have been told; undefined until the first of them begins. */
  let told: Place | undefined;
  let watching: { stop(): void } | undefined;
  let isClosed = false;

  async function look(): Promise<void> {
    if (!told) return;
    const from = told;
    const news = await newsAfter(database.read, from);
    // Meanwhile all may have left, and others begun.
    if (told !== from) return;
    told = news.here;
    for (const follower of followers) follower.hear(news);
  }

  function watch(): { stop(): void } {
    const looking = atMostEvery(gatherMs, () => look().catch((error) => log.error('live.not_looked', error)));
    const saved = studio.onSaved(looking.soon);
    const signal = database.signal.hear(looking.soon);
    const now = setInterval(looking.soon, lookMs);
    return {
      stop: () => {
        clearInterval(now);
        signal.stop();
        saved.stop();
        looking.stop();
      },
    };
  }

  /** From when on the follower hears what is told is settled before it is read what it missed, so that no gap remains. */
  async function begin(follower: Follower, after: string | undefined): Promise<void> {
    if (!told) {
      const here = await placeNow(database.read);
      if (!followers.has(follower)) return;
      told ??= here;
    }
    const missed = await newsSince(after);
    if (followers.has(follower)) follower.begin(missed);
  }

  async function newsSince(after: string | undefined): Promise<News> {
    const place = after === undefined ? undefined : placeNamed(after);
    if (place) return newsAfter(database.read, place);
    return { here: await placeNow(database.read), changes: [], isLost: after !== undefined };
  }

  function leave(follower: Follower): void {
    if (!followers.delete(follower)) return;
    follower.end();
    if (followers.size > 0) return;
    watching?.stop();
    watching = undefined;
    told = undefined;
  }

  const forgetting = setInterval(() => {
    forgetOldEvents(studio).catch((error) => log.error('live.not_forgotten', error));
  }, forgetEveryMs);
  forgetting.unref();

  return {
    follow: (asker, after) => {
      if (isClosed || followers.size >= mostFollowers) throw new Refusal('live.too_many', { limit: mostFollowers });
      return (sink) => {
        const follower = new Follower(asker, sink, beatMs);
        followers.add(follower);
        watching ??= watch();
        begin(follower, after).catch((error) => {
          log.error('live.not_begun', error);
          leave(follower);
        });
        return { stop: () => leave(follower) };
      };
    },
    close: () => {
      isClosed = true;
      clearInterval(forgetting);
      for (const follower of followers) leave(follower);
    },
  };
}

/** Does something soon after it is asked for: once for many askings, one time after the other. */
function atMostEvery(ms: number, act: () => Promise<void>): { soon(): void; stop(): void } {
  let due: NodeJS.Timeout | undefined;
  let isActing = false;
  let isAskedAgain = false;

  async function actNow(): Promise<void> {
    isActing = true;
    isAskedAgain = false;
    await act();
    isActing = false;
    due = undefined;
    if (isAskedAgain) soon();
  }

  function soon(): void {
    if (isActing) isAskedAgain = true;
    else due ??= setTimeout(() => void actNow(), ms);
  }

  return { soon, stop: () => clearTimeout(due) };
}
