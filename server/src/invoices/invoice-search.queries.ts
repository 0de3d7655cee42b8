import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { listOf } from '../database/rows.ts';
import { hasWords } from '../database/words.ts';
import { likePart, searchWords } from '../platform/folding.ts';

const mostMatchesListed = 3_000;

/**
 * Invoices whose number, client and session hold every word of the search, as a condition on `invoice`, `client` and
 * `session`. A word that few invoices have lists them; when all have many, walking the list's own order finds a page
 * sooner.
 */
export async function invoicesWithWords(db: Db, search = ''): Promise<RawBuilder<SqlBool>> {
  const searched = sql`invoice.number_key || ' ' || client.name_key || ' ' || coalesce(session.name_key, '')`;
  const all = hasWords(searched, search);
  // Longer words are the rarer ones.
  for (const word of searchWords(search).sort((a, b) => b.length - a.length)) {
    const ids = await fewWithWord(db, word);
    if (ids) return sql<SqlBool>`(invoice.id in ${listOf(db, ids)} and ${all})`;
  }
  return all;
}

async function fewWithWord(db: Db, word: string): Promise<number[] | undefined> {
  const holds = (column: string) => sql`${sql.ref(column)} like ${likePart(word)} escape '\\'`;
  const { rows } = await sql<{ id: number }>`
    select id from invoices where client_id in (select id from clients where ${holds('name_key')})
    union all select id from invoices where session_id in (select id from sessions where ${holds('name_key')})
    union all select id from invoices where ${holds('number_key')}
    limit ${mostMatchesListed + 1}`.execute(db);
  return rows.length > mostMatchesListed ? undefined : rows.map(({ id }) => id);
}
