import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database/connect.ts';
import { saveTouched, Touched } from '../studio/touched.ts';

export type Touching = { ids: number[]; atOnce: number; isSignalled: boolean };

/**
 * Touches clients of these ids, each in a transaction of its own that is held open for a moment, so that they are
 * committed in another order than they were begun; one in five is first undone.
 */
export async function touchAll(database: Database, { ids, atOnce, isSignalled }: Touching): Promise<void> {
  const left = [...ids];
  const work = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      if (id % 5 === 0) await touchOne(database, id, true).catch(() => undefined);
      await touchOne(database, id, false);
      if (isSignalled) database.signal.send();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function touchOne(database: Database, id: number, isUndone: boolean): Promise<void> {
  await database.write(async (tx) => {
    const touched = new Touched();
    touched.add('client', [id]);
    await saveTouched(tx, Date.now(), touched);
    if (database.dialect === 'postgres') await pause(Math.random() * 10);
    if (isUndone) throw new Error('undone');
  });
}
