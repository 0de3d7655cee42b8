import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { inSlices } from '../database/many-rows.ts';
import { listOf } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';
import type { KnownBy, Referable } from './targets.rules.ts';

const tables: Record<Referable, string> = {
  clients: 'clients',
  sessions: 'sessions',
  vendors: 'vendors',
  products: 'products',
  types: 'production_types',
  invoiceStatuses: 'invoice_statuses',
  invoices: 'invoices',
  productionOrders: 'production_orders',
  users: 'users',
  departments: 'departments',
};
const columns: Record<KnownBy, string> = {
  ...{ key: 'external_key', name: 'name_key', code: 'code_key', number: 'number_key', email: 'email_key' },
};

/** The ids of the records that the texts name, as far as there is just one. */
export async function idsOf(
  db: Db,
  to: Referable,
  by: KnownBy,
  texts: readonly string[],
): Promise<Map<string, number>> {
  const keyOf = (text: string) => (by === 'key' ? text : folded(text));
  const column = sql.ref(columns[by]);
  const byKey = new Map<string, number>();
  const shared = new Set<string>();
  for await (const some of inSlices([...new Set(texts.map(keyOf))])) {
    const { rows } = await sql<{ id: number; key: string }>`
      select id, ${column} as key from ${sql.table(tables[to])} where ${column} in ${listOf(db, some)}
    `.execute(db);
    for (const { id, key } of rows) {
      if (byKey.has(key)) shared.add(key);
      byKey.set(key, id);
    }
  }
  for (const key of shared) byKey.delete(key);
  return new Map(
    texts.flatMap((text) => (byKey.has(keyOf(text)) ? [[text, byKey.get(keyOf(text)) ?? 0] as const] : [])),
  );
}
