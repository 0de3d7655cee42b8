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
};
const columns: Record<KnownBy, string> = { key: 'external_key', name: 'name_key', code: 'code_key' };

/** The ids of the records that the texts name, as far as there are any. */
export async function idsOf(
  db: Db,
  to: Referable,
  by: KnownBy,
  texts: readonly string[],
): Promise<Map<string, number>> {
  const keyOf = (text: string) => (by === 'key' ? text : folded(text));
  const column = sql.ref(columns[by]);
  const byKey = new Map<string, number>();
  for await (const some of inSlices([...new Set(texts.map(keyOf))])) {
    const { rows } = await sql<{ id: number; key: string }>`
      select id, ${column} as key from ${sql.table(tables[to])} where ${column} in ${listOf(db, some)}
    `.execute(db);
    for (const { id, key } of rows) byKey.set(key, id);
  }
  return new Map(
    texts.flatMap((text) => (byKey.has(keyOf(text)) ? [[text, byKey.get(keyOf(text)) ?? 0] as const] : [])),
  );
}
