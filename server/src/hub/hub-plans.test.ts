import { DatabaseSync } from 'node:sqlite';
import { type HubQuery, hubSorts, listOrders } from '@printrail/contract/hub';
import { countOrders, countOrdersByDay, findOrder } from '@printrail/contract/hub-counts';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { manyOrders } from '../testing/many-orders.ts';
import { statementsOf } from '../testing/statements.ts';
import { studio } from '../testing/studio.ts';

const today = '2026-11-23';
const isSqlite = process.env.PRINTRAIL_TEST_DATABASE !== 'postgres';

const filters: HubQuery[] = [
  ...[{}, { typeId: [1] }, { typeId: [1, 2] }, { statusId: [3] }, { vendorId: [1] }, { vendorId: [1], typeId: [2] }],
  ...[{ responsibleUserId: [1] }, { departmentId: [1, 2] }, { vendorId: [1], statusId: [3], departmentId: [1] }],
  ...[{ clientId: 1 }, { sessionId: 1 }, { invoiceId: 1 }, { clientId: 1, typeId: [1] }, { dueFrom: today }],
  ...[{ dueFrom: today, dueTo: '2026-12-01' }, { late: true as const }, { atRisk: true as const }],
  ...[{ unassigned: true as const }, { mine: true as const }, { mine: true as const, late: true as const }],
  ...[{ search: 'ann bell' }, { search: 'zq' }, { search: 'a' }, { search: 'ann', vendorId: [1] }],
];
const closedSorts = ['number', 'orderDate', 'completed'] as const;

const queries: HubQuery[] = filters.flatMap((filter) =>
  [false, true].flatMap((descending) => [
    ...hubSorts.map((sort) => ({ ...filter, sort, descending, limit: 2 })),
    ...(['completed', 'cancelled', 'all'] as const).flatMap((state) =>
      closedSorts.map((sort) => ({ ...filter, state, sort, descending, limit: 2 })),
    ),
  ]),
);

test.runIf(isSqlite)('no filter, sort or count of the hub looks at every order', async () => {
  const s = await studio({ today });
  await manyOrders(s, 60, today);
  const run = await statementsOf(async () => {
    for (const query of queries) {
      const { next } = await s.call(listOrders, { query });
      if (next) await s.call(listOrders, { query: { ...query, after: next } });
    }
    for (const filter of filters) {
      await s.call(countOrders, { query: filter });
      await s.call(countOrdersByDay, { query: { ...filter, from: '2026-11-01', to: '2026-12-24' } });
    }
    await s.call(findOrder, { query: { number: 'PO-00001' } });
  });
  const looking = [...new Set(run)].filter((text) => text.includes('production_orders'));
  expect(looking.length).toBeGreaterThan(100);
  const file = 'file' in s.location ? s.location.file : '';
  const database = new DatabaseSync(file, { readOnly: true });
  onTestFinished(() => database.close());
  const wholes = looking.flatMap((text) => {
    const plan = database
      .prepare(`explain query plan ${text}`)
      .all()
      .map(({ detail }) => String(detail));
    return plan.some((step) => isWhole(step, plan, text)) ? [{ text, plan }] : [];
  });
  expect(wholes).toEqual([]);
});

/** Whether a step goes through more than the open orders, the orders of a page, or small tables. */
function isWhole(step: string, plan: readonly string[], text: string): boolean {
  const [, table = '', index = ''] = /^SCAN (\S+)(?: USING (?:COVERING )?INDEX (\S+))?/.exec(step) ?? [];
  if (!['o', 'production_orders', 'order_history', 'invoices', 'clients'].includes(table)) return false;
  if (/^(open|unassigned|cancelled)_orders_/.test(index)) return false;
  const isInOrder = index !== '' && !plan.some((each) => each.startsWith('USE TEMP B-TREE'));
  return !(isInOrder && /\blimit\b/.test(text));
}

test.skipIf(isSqlite)('every sort of open orders has an index in its order', async () => {
  const s = await studio({ today });
  await s.studio.database.write(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx);
    for (const column of [
      'due_date',
      'number_key',
      'order_date',
      'completed_date',
      'client_key',
      'vendor_key',
      'since_date',
    ]) {
      for (const direction of ['asc', 'desc']) {
        const { rows } = await sql<Record<string, string>>`explain select o.id from production_orders as o
          where o.state = 'open' and ${sql.ref(`o.${column}`)} is not null
          order by ${sql.ref(`o.${column}`)} ${sql.raw(direction)}, o.id ${sql.raw(direction)} limit 51`.execute(tx);
        const plan = rows.map((row) => Object.values(row).join('')).join('\n');
        expect([column, direction, plan.includes('Sort'), /Index(?: Only)? Scan/.test(plan)]).toEqual([
          ...[column, direction, false, true],
        ]);
      }
    }
  });
});
