import { setImmediate as nextTurn } from 'node:timers/promises';
import { mostFound } from '@printrail/contract/search';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { fewClients, fewSessions } from '../clients/client-search.queries.ts';
import { highestId } from '../database/chosen-ids.ts';
import type { Db } from '../database/connect.ts';
import { listOf } from '../database/rows.ts';
import { hasWords } from '../database/words.ts';
import { fewInvoices, invoiceHasWords } from '../invoices/invoice-search.queries.ts';
import { searchWords } from '../platform/folding.ts';

/** The record with exactly this number, if there is one. */
export async function idsByNumber(
  db: Db,
  table: 'productionOrders' | 'invoices',
  numberKey: string,
): Promise<number[]> {
  const rows = await db.selectFrom(table).select('id').where('numberKey', '=', numberKey).execute();
  return rows.map(({ id }) => id);
}

export async function newestInvoices(db: Db, text: string): Promise<{ id: number }[]> {
  return newest(db, 'invoices', text, fewInvoices, (ids) =>
    db
      .selectFrom('invoices as invoice')
      .innerJoin('clients as client', 'client.id', 'invoice.clientId')
      .leftJoin('sessions as session', 'session.id', 'invoice.sessionId')
      .select('invoice.id')
      .where(among(db, 'invoice.id', ids))
      .where(invoiceHasWords(text))
      .orderBy('invoice.id', 'desc')
      .limit(mostFound)
      .execute(),
  );
}

export async function newestClients(db: Db, text: string) {
  return newest(db, 'clients', text, fewClients, (ids) =>
    db
      .selectFrom('clients')
      .select(['id', 'name', 'contactName', 'email', 'phone'])
      .where(among(db, 'id', ids))
      .where(hasWords(sql.ref('searchText'), text))
      .orderBy('id', 'desc')
      .limit(mostFound)
      .execute(),
  );
}

export async function newestSessions(db: Db, text: string) {
  return newest(db, 'sessions', text, fewSessions, (ids) =>
    db
      .selectFrom('sessions as session')
      .innerJoin('clients as client', 'client.id', 'session.clientId')
      .select(['session.id', 'session.name', 'session.date', 'client.name as clientName'])
      .where(among(db, 'session.id', ids))
      .where(hasWords(sql`session.name_key || ' ' || client.name_key`, text))
      .orderBy('session.id', 'desc')
      .limit(mostFound)
      .execute(),
  );
}

type Ids = readonly number[] | { above: number; upTo: number };

function among(db: Db, column: string, ids: Ids): RawBuilder<SqlBool> {
  const id = sql.ref(column);
  return 'above' in ids
    ? sql<SqlBool>`${id} > ${ids.above} and ${id} <= ${ids.upTo}`
    : sql<SqlBool>`${id} in ${listOf(db, ids)}`;
}

const idsAtOnce = 5_000;
const reachOfShort = 20_000;
const reachAtSight = 2_000;
const mostAtSight = 200;

/**
 * Words that few rows have list them; words that many have stand among the newest rows, most likely, and are looked for
 * there before more are listed. Of more still the table is walked from its newest row on, some thousand ids at a time:
 * other requests are served in between. Words of one or two characters, which no index finds, are looked for among the
 * newest alone.
 */
async function newest<Row>(
  db: Db,
  table: string,
  text: string,
  fewWith: (db: Db, text: string, most?: number) => Promise<number[] | undefined>,
  rowsIn: (ids: Ids) => Promise<Row[]>,
): Promise<Row[]> {
  const highest = await highestId(db, table);
  const found: Row[] = [];
  const walk = async (from: number, to: number) => {
    for (let upTo = from; upTo > to && found.length < mostFound; upTo -= idsAtOnce) {
      found.push(...(await rowsIn({ above: Math.max(upTo - idsAtOnce, to), upTo })));
      await nextTurn();
    }
    return found.slice(0, mostFound);
  };
  if (!searchWords(text).some((word) => [...word].length > 2))
    return walk(highest, Math.max(highest - reachOfShort, 0));
  const rare = await fewWith(db, text, mostAtSight);
  const atSight = Math.max(highest - reachAtSight, 0);
  if (!rare && (await walk(highest, atSight)).length === mostFound) return found.slice(0, mostFound);
  const few = rare ?? (await fewWith(db, text));
  if (few) return few.length === 0 ? [] : rowsIn(few);
  return walk(atSight, 0);
}
