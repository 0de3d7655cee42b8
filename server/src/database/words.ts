import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { likePart, searchWords } from '../platform/folding.ts';

/** Holds where each word of the search is part of the folded text; without words it holds everywhere. */
export function hasWords(text: Expression<unknown>, search: string | readonly string[] = ''): RawBuilder<SqlBool> {
  const words = typeof search === 'string' ? searchWords(search) : search;
  const conditions = words.map((word) => sql`${text} like ${likePart(word)} escape '\\'`);
  return conditions.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}
