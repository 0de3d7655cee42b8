import { sql } from 'kysely';
import { type Db, dialectOf } from './connect.ts';

/**
 * Ids of the orders whose search text may hold every word: as a part of a word, those of two characters as its beginning.
 * Undefined when there are more than `most`, or when nothing lists them: for single characters, and on PostgreSQL, which
 * uses its trigrams by itself.
 */
export async function fewWithWords(db: Db, words: readonly string[], most: number): Promise<number[] | undefined> {
  if (dialectOf(db) === 'postgres') return undefined;
  const match = trigramsOf(words);
  if (match !== '') return atMost(most, await matching(db, match, most));
  const short = words.find((word) => [...word].length === 2);
  if (short === undefined) return undefined;
  // It begins a word behind a blank, or it begins the text and with it the number.
  const inside = await matching(db, trigramsOf([` ${short}`]), most);
  const { rows: begun } = await sql<{ id: number }>`
    select id from production_orders
    where number_key >= ${short} and number_key < ${`${short}\u{10ffff}`} limit ${most + 1}`.execute(db);
  return atMost(most, [...new Set([...inside, ...begun.map(({ id }) => id)])]);
}

async function matching(db: Db, match: string, most: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select rowid as id from order_search where order_search match ${match} limit ${most + 1}`.execute(db);
  return rows.map(({ id }) => id);
}

function atMost(most: number, ids: number[]): number[] | undefined {
  return ids.length > most ? undefined : ids;
}

/** The words' trigrams, all of which must occur; words of fewer than three characters have none. */
function trigramsOf(words: readonly string[]): string {
  const trigrams = new Set<string>();
  for (const word of words) {
    const characters = [...word];
    for (let at = 0; at + 3 <= characters.length; at++) trigrams.add(characters.slice(at, at + 3).join(''));
  }
  return [...trigrams].map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}
