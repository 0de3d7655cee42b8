import type { Book } from './book.ts';
import type { Journal } from './journal.ts';
import type { Scene } from './scene.ts';

/** What is done to the studio while it is killed: status changes alone, or everything that writes. */
export type Mix = 'changes' | 'everything';

/** Requests that a kill can be aimed at, with how long the last of them took. */
export type Work = 'bulk' | 'import' | 'ordering' | 'completing';

/** What each kind of load is given. */
export type LoadTools = {
  journal: Journal;
  scene: Scene;
  book: Book;
  mix: Mix;
  random(): number;
  /** Tells whoever waits for the work that it is on its way. */
  atWork<Answer>(work: Work, asked: () => Promise<Answer>): Promise<Answer>;
};

export function resting(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
