import type { Db, Location } from '../server/src/database/connect.ts';
import { openSnapshot } from '../server/src/database/snapshot.ts';
import type { Book, Mark, Part } from './book.ts';
import { acknowledgedThatDiffer } from './compare-acknowledged.ts';
import { followedThatDiffers } from './compare-followed.ts';
import { brokenRules } from './doctor.ts';
import type { Entry, Journal } from './journal.ts';
import type { Outside, Taken } from './outside.ts';
import type { Scene } from './scene.ts';

export type Compared = { location: Location; book: Book; journal: Journal; outside: Outside; scene: Scene };

/** One state of the database, and what was acknowledged and had come in outside before it was looked at. */
export type Seen = Pick<Compared, 'book' | 'scene'> & {
  db: Db;
  since: Mark;
  requests: readonly (readonly Part[])[];
  entries: readonly Entry[];
  /** What had come in outside before, and what has come in since; a message may have done so at the same time. */
  takenBefore: readonly Taken[];
  taken: readonly Taken[];
  /** Whether nothing is left to do: no request under way, nothing to be processed or sent. */
  isCalm: boolean;
};

/**
 * Everything that is not as it must be, in words; nothing when all is well. What is under way meanwhile may be there or
 * not, but whole.
 */
export async function differences(compared: Compared, isCalm: boolean): Promise<string[]> {
  const { location, book, journal, outside, scene } = compared;
  const [since, entries, takenBefore] = [book.mark(), [...journal.entries], [...outside.taken]];
  const { db, close } = await openSnapshot(location);
  const requests = book.takeRequests();
  try {
    const { taken } = outside;
    const seen: Seen = { db, since, requests, entries, takenBefore, taken, book, scene, isCalm };
    return [
      ...(await acknowledgedThatDiffer(seen)),
      ...(await followedThatDiffers(seen)),
      ...(await brokenRules(db)),
      ...journal.answeredOtherwise.map((request) => `${request} was answered otherwise when it was asked once more`),
    ];
  } finally {
    await close();
  }
}
