import { setImmediate as nextTurn } from 'node:timers/promises';
import { mostFound } from '@printrail/contract/search';
import { sql } from 'kysely';
import { highestId } from '../database/chosen-ids.ts';
import type { Db } from '../database/connect.ts';
import { hasWords } from '../database/words.ts';

/** The record with exactly this number, if there is one. */
export async function idsByNumber(
  db: Db,
  table: 'productionOrders' | 'invoices',
  numberKey: string,
): Promise<number[]> {
  const rows = await db.selectFrom(table).select('id').where('numberKey', '=', numberKey).execute();
  return rows.map(({ id }) => id);
}

export function newestInvoices(db: Db, text: string): Promise<{ id: number }[]> {
  const searched = sql`invoice.number_key || ' ' || client.name_key || ' ' || coalesce(session.name_key, '')`;
  return newest(db, 'invoices', ({ above, upTo }) =>
    db
      .selectFrom('invoices as invoice')
      .innerJoin('clients as client', 'client.id', 'invoice.clientId')
      .leftJoin('sessions as session', 'session.id', 'invoice.sessionId')
      .select('invoice.id')
      .where('invoice.id', '>', above)
      .where('invoice.id', '<=', upTo)
      .where(hasWords(searched, text))
      .orderBy('invoice.id', 'desc')
      .limit(mostFound)
      .execute(),
  );
}

export function newestClients(db: Db, text: string) {
  return newest(db, 'clients', ({ above, upTo }) =>
    db
      .selectFrom('clients')
      .select(['id', 'name', 'contactName', 'email', 'phone'])
      .where('id', '>', above)
      .where('id', '<=', upTo)
      .where(hasWords(sql.ref('searchText'), text))
      .orderBy('id', 'desc')
      .limit(mostFound)
      .execute(),
  );
}

export function newestSessions(db: Db, text: string) {
  return newest(db, 'sessions', ({ above, upTo }) =>
    db
      .selectFrom('sessions as session')
      .innerJoin('clients as client', 'client.id', 'session.clientId')
      .select(['session.id', 'session.name', 'session.date', 'client.name as clientName'])
      .where('session.id', '>', above)
      .where('session.id', '<=', upTo)
      .where(hasWords(sql`session.name_key || ' ' || client.name_key`, text))
      .orderBy('session.id', 'desc')
      .limit(mostFound)
      .execute(),
  );
}

const idsAtOnce = 5_000;

/** Looks through a table from its newest row on, some thousand ids at a time: other requests are served in between. */
async function newest<Row>(
  db: Db,
  table: string,
  rowsIn: (ids: { above: number; upTo: number }) => Promise<Row[]>,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let upTo = await highestId(db, table); upTo > 0 && found.length < mostFound; upTo -= idsAtOnce) {
    found.push(...(await rowsIn({ above: upTo - idsAtOnce, upTo })));
    await nextTurn();
  }
  return found.slice(0, mostFound);
}
