import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { mostListed } from '../clients/client-search.queries.ts';
import type { Db } from '../database/connect.ts';
import { listOf } from '../database/rows.ts';
import { fewInPlaces } from '../database/word-parts.ts';
import { hasWords } from '../database/words.ts';
import { searchWords } from '../platform/folding.ts';

/**
 * Invoices whose number, client and session hold every word of the search, as a condition on `invoice`, `client` and
 * `session`. Words that few invoices have list them; when many have them all, walking the list's own order finds a page
 * sooner.
 */
export async function invoicesWithWords(db: Db, search = ''): Promise<RawBuilder<SqlBool>> {
  const ids = await fewInvoices(db, search);
  const all = invoiceHasWords(search);
  return ids ? sql<SqlBool>`(invoice.id in ${listOf(db, ids)} and ${all})` : all;
}

/** Ids of all invoices that may hold the words of a search, when they are `most` or fewer; else undefined. */
export async function fewInvoices(db: Db, search = '', most = mostListed): Promise<number[] | undefined> {
  const places = [
    { index: 'invoice_search' as const },
    { index: 'client_search' as const, column: 'client_id' },
    { index: 'session_search' as const, column: 'session_id' },
  ];
  return fewInPlaces(db, 'invoices', places, searchWords(search), most);
}

export function invoiceHasWords(search: string): RawBuilder<SqlBool> {
  return hasWords(sql`invoice.number_key || ' ' || client.name_key || ' ' || coalesce(session.name_key, '')`, search);
}
