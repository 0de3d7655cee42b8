import { type RawBuilder, sql } from 'kysely';
import { likePart } from '../platform/folding.ts';
import { type Db, dialectOf } from './connect.ts';

const mostMatchesListed = 3_000;

/**
 * Orders whose search text holds every word as a part. PostgreSQL's planner weighs its trigram index itself. On SQLite the
 * index lists the matches when they are few; when they are many, walking the list's own order finds a page sooner.
 */
export async function ordersWithWords(db: Db, words: readonly string[]): Promise<RawBuilder<boolean>> {
  const text = sql`o.search_text`;
  const likes = sql.join(
    words.map((word) => sql`${text} like ${likePart(word)} escape '\\'`),
    sql` and `,
  );
  const match = trigramsOf(words);
  if (dialectOf(db) === 'postgres' || match === '') return sql<boolean>`(${likes})`;
  const matching = sql`select rowid as id from order_search where order_search match ${match} limit ${mostMatchesListed + 1}`;
  const { rows } = await sql<{ id: number }>`${matching}`.execute(db);
  if (rows.length > mostMatchesListed) return sql<boolean>`(${likes})`;
  const ids = JSON.stringify(rows.map((row) => row.id));
  return sql<boolean>`(o.id in (select value from json_each(${ids})) and ${likes})`;
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
