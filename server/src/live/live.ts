import type { Place } from '../database/commit-order.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Streaming } from '../studio/route.ts';
import type { Studio } from '../studio/studio.ts';
import { type Asker, Follower } from './follower.ts';
import { keepForgetting } from './keeping.ts';
import { newsAfter, newsSince, placeNow } from './live.queries.ts';

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
/** Of one user or API key, so that none of them takes every place. */
const mostOfOne = 100;

export function createLive(studio: Studio, otherTimes: Partial<LiveTimes> = {}): Live {
  const times = { ...usualTimes, ...otherTimes };
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

  /** From when on the follower hears what is told is settled before it is read what it missed, so that no gap remains. */
  async function begin(follower: Follower, after: string | undefined): Promise<void> {
    if (!told) {
      const here = await placeNow(database.read);
      if (!followers.has(follower)) return;
      told ??= here;
    }
    const missed = await newsSince(database.read, after);
    if (followers.has(follower)) follower.begin(missed);
  }

  function leave(follower: Follower): void {
    if (!followers.delete(follower)) return;
    follower.end();
    if (followers.size > 0) return;
    watching?.stop();
    watching = undefined;
    told = undefined;
  }

  const forgetting = keepForgetting(studio);

  return {
    follow: (asker, after) => {
      if (isClosed || followers.size >= mostFollowers) throw new Refusal('live.too_many', { limit: mostFollowers });
      const ofThem = [...followers].filter((follower) => follower.isOf(asker.actor)).length;
      if (ofThem >= mostOfOne) throw new Refusal('live.too_many', { limit: mostOfOne });
      return (sink) => {
        const follower = new Follower(asker, sink, times.beatMs);
        followers.add(follower);
        watching ??= watch(studio, look, times);
        begin(follower, after).catch((error) => {
          log.error('live.not_begun', error);
          leave(follower);
        });
        return { stop: () => leave(follower) };
      };
    },
    close: () => {
      isClosed = true;
      forgetting.stop();
      for (const follower of followers) leave(follower);
    },
  };
}

/** Looks soon after this process has saved something or another says it has, and now and then. */
function watch(studio: Studio, look: () => Promise<void>, { gatherMs, lookMs }: LiveTimes): { stop(): void } {
  const looking = atMostEvery(gatherMs, () => look().catch((error) => studio.log.error('live.not_looked', error)));
  const saved = studio.onSaved(looking.soon);
  const signal = studio.database.signal.hear(looking.soon);
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
