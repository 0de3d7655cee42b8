import { type RawBuilder, sql } from 'kysely';
import { expect, test } from 'vitest';
import { dialectOf, type Tx } from '../database/connect.ts';
import { migrationNames } from '../database/migrate.ts';
import { openSnapshot } from '../database/snapshot.ts';
import { liveIn } from '../testing/lived-in.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { examine, isSound } from './doctor.ts';
import type { Finding } from './findings.ts';

class TakenBack extends Error {}

/** What the doctor finds after some damage, which is then taken back. */
async function findingsAfter(s: TestStudio, damage: (tx: Tx) => Promise<unknown>): Promise<Finding[]> {
  let findings: Finding[] = [];
  const attempt = s.studio.database.write(async (tx) => {
    const withoutRules =
      dialectOf(tx) === 'sqlite' ? 'pragma defer_foreign_keys = on' : 'set local session_replication_role = replica';
    await sql.raw(withoutRules).execute(tx);
    await damage(tx);
    findings = await examine(tx);
    throw new TakenBack();
  });
  await expect(attempt).rejects.toThrow(TakenBack);
  return findings.filter(({ count }) => count > 0);
}

type Damage = [rule: string, record: RegExp, statement: string];

const damages: Damage[] = [
  ['name-keys', /in clients/, `update clients set name_key = 'other'`],
  ['name-keys', /in invoices/, `update invoices set number_key = 'CHANGING 1'`],
  ['search-texts', /in products/, `update products set search_text = ''`],
  ['search-texts', /in vendors/, `update vendors set search_text = ''`],
  ['invoice-line-totals', /^line 1 of invoice INV-/, `update invoice_lines set total = total + 1 where position = 1`],
  [
    'invoice-line-totals',
    /^line 2 of invoice INV-/,
    `update invoice_lines set price = 99999999999, quantity = 9999999 where position = 2`,
  ],
  ['invoice-totals', /^invoice INV-/, 'update invoices set total = total - 1'],
  ['invoice-payments', /^invoice INV-/, 'update invoices set paid = 0'],
  ['invoice-payments', /^invoice INV-/, 'delete from payments'],
  ['invoice-payments', /^the database$/, 'alter table invoices rename column paid to was_paid'],
  ['invoice-session', /^invoice INV-/, 'update sessions set client_id = client_id + 1'],
  [
    'ordered-quantities',
    /^line \d of invoice INV-/,
    'update order_lines set invoice_quantity = 8 where invoice_quantity > 6',
  ],
  [
    'order-lines',
    /^line 1 of production order PO-/,
    'update order_lines set product_id = null where invoice_line_id is not null',
  ],
  [
    'order-lines',
    /^line 1 of production order PO-/,
    'update order_lines set invoice_quantity = 1 where invoice_quantity is null',
  ],
  ['order-value', /^production order PO-/, 'update production_orders set value = 5 where invoice_id is null'],
  ['reorders', /^production order PO-/, 'update production_orders set reorder_reason_id = null'],
  ['bulk-changes', /^bulk change \d/, 'update bulk_changes set count = count + 1'],
  ['order-place', /^production order PO-/, `update production_orders set since_date = '2020-01-01' where id = 1`],
  ['order-place', /^production order PO-/, 'update production_orders set status_id = status_id + 1 where id = 1'],
  [
    'order-place',
    /^production order PO-/,
    `update order_history set from_status_id = to_status_id where kind = 'change'`,
  ],
  ['order-place', /^production order PO-/, `update production_orders set due_date = '2030-01-01' where id = 1`],
  ['order-place', /^production order PO-/, `delete from order_history where kind = 'created'`],
  ['order-place', /^production order PO-/, 'update production_orders set version = 1'],
  ['order-undo', /^production order PO-/, 'update production_orders set last_change_id = null'],
  ['order-undo', /^production order PO-/, 'update order_history set previous_change_id = null'],
  ['order-undo', /^production order PO-/, `update order_history set undoes_id = undoes_id - 1 where kind = 'undo'`],
  ['order-visits', /^production order PO-/, 'update order_history set days_late = 9'],
  [
    'order-visits',
    /^production order PO-/,
    `update order_history set change_date = '2020-01-01' where kind = 'change'`,
  ],
  [
    'order-visits',
    /^production order PO-/,
    `update order_history set visit_completed_date = '2020-01-01' where kind = 'change'`,
  ],
  ['order-state', /^production order PO-/, `update production_orders set state = 'open' where state = 'cancelled'`],
  ['order-state', /^production order PO-/, `update production_orders set state = 'completed' where state = 'open'`],
  [
    'order-state',
    /^production order PO-/,
    `update production_orders set completed_date = null where state = 'completed'`,
  ],
  ['order-status', /^production order PO-/, 'update production_orders set type_id = 2'],
  ['order-status', /^production order PO-/, `update production_orders set resume = '{"statusId":' where id = 1`],
  ['order-risk', /^production order PO-/, `update production_orders set risk_date = '2031-01-01'`],
  ['order-names', /^production order PO-/, `update production_orders set vendor_key = ''`],
  ['order-names', /^production order PO-/, `update production_orders set search_text = 'something else'`],
  ['order-names', /^production order PO-/, 'update production_orders set client_id = 2 where id = 1'],
  ['settings', /the studio/, `update studio set preferences = '{'`],
  ['settings', /the studio/, `update studio set preferences = '{"timeZone":"Mars/Olympus"}'`],
  ['cycles', /the type Print order/, 'update production_statuses set is_final = false where type_id = 1'],
  ['cycles', /the invoice statuses/, 'update invoice_statuses set is_active = false'],
  ['owner', /the users/, 'update users set is_active = false'],
  ['rights', /^user User/, `update users set rights = '{"moon":"view"}' where not is_owner`],
  ['firings-stand', /^firing \d/, `update firings set entry = 77, due_at = 9000000000000 where state = 'waiting'`],
  ['firings-stand', /^firing \d/, `update firings set state = 'waiting', due_at = 1 where because = 'cancelled'`],
  ['invoice-firings-stand', /^firing \d/, 'update invoices set status_id = status_id + 1'],
  ['firings-done', /^firing \d/, 'delete from tasks'],
  ['message-states', /^message \d/, `update messages set state = 'sending', attempts = 1`],
  ['message-states', /^message \d/, `update messages set lease_until = 1`],
  ['message-states', /^message \d/, `update messages set state = 'sent', attempts = 1`],
  ['message-states', /^message \d/, `update messages set state = 'sent', sent_at = 1`],
  ['message-states', /^message \d/, `update messages set sent_at = 1`],
  ['message-states', /^message \d/, `update messages set state = 'printed', sent_at = 1`],
  ['message-states', /^message \d/, `update messages set state = 'failed'`],
  ['message-states', /^message \d/, `update messages set state = 'failed', reason = 'No', is_filled = false`],
  [
    'message-states',
    /^message \d/,
    `update messages set state = 'sent', sent_at = 1, attempts = 1, channel = 'letter'`,
  ],
  [
    'message-states',
    /^message \d/,
    `update messages set state = 'unconfirmed', reason = 'No', attempts = 1, channel = 'webhook'`,
  ],
  ['message-states', /^message \d/, `update messages set state = 'lost'`],
  ['message-states', /^message \d/, `update messages set attempts = -1`],
  ['message-recipients', /^message \d/, 'update messages set firing_id = (select min(id) from firings)'],
  ['claims', /^firing \d/, `update firings set claimed_until = 9000000000000 where state = 'waiting'`],
  [
    'claims',
    /^message \d/,
    `update messages set state = 'sending', attempts = 1, lease_owner = 'x', lease_until = 9000000000000`,
  ],
  ['message-attachments', /^message \d/, `update messages set attachments = '[{"kind":"work_order","orderId":4310}]'`],
  ['message-attachments', /^message \d/, `update messages set attachments = '[{"kind":"invoice","invoiceId":4310}]'`],
  ['message-attachments', /^message \d/, `update messages set attachments = '[{"kind":"moon"}]'`],
  ['references', /a row of order_lines/, 'update order_lines set order_id = 4310'],
  ['references', /a row of products/, 'delete from vendors'],
];

test('a studio that was worked in is sound, and every rule finds its damage', { timeout: 300_000 }, async () => {
  const s = await studio();
  await liveIn(s);
  expect(await findingsAfter(s, async () => undefined)).toEqual([]);
  for (const [rule, record, statement] of damages) {
    const findings = await findingsAfter(s, (tx) => sql.raw(statement).execute(tx));
    const finding = findings.find(({ name }) => name === rule);
    expect.soft(finding?.offences[0]?.record, `${rule} after: ${statement}`).toMatch(record);
  }
  await expectStorageRules(s);
});

async function expectStorageRules(s: TestStudio): Promise<void> {
  const { dialect } = s.studio.database;
  const text = sql`(select search_text from production_orders where id = 1)`;
  const taken = sql`insert into order_search (order_search, rowid, search_text) values ('delete', 1, ${text})`;
  const statements: Record<string, RawBuilder<unknown>> = dialect === 'sqlite'
    ? { 'search-index': taken }
    : {
        storage: sql`update pg_index set indisvalid = false where indexrelid = 'orders_by_vendor'::regclass`,
        // Not taken back with the transaction, so it comes last.
        ids: sql`select setval(pg_get_serial_sequence('clients', 'id'), 1)`,
      };
  for (const [rule, statement] of Object.entries(statements)) {
    const findings = await findingsAfter(s, (tx) => statement.execute(tx));
    expect.soft(findings.map(({ name }) => name)).toEqual([rule]);
  }
}

test('many offenders are counted, and the first twenty named', async () => {
  const s = await studio();
  await s.studio.database.write(async (tx) => {
    const names = Array.from({ length: 30 }, (_, at) => ({
      name: `Closure ${at}`,
      fromDate: '2026-01-01',
      toDate: '2026-01-02',
    }));
    await tx.insertInto('closures').values(names).execute();
    const columns = { at: 1, count: 3 };
    await tx
      .insertInto('bulkChanges')
      .values(names.map(() => columns))
      .execute();
  });
  const snapshot = await openSnapshot(s.location);
  const findings = await examine(snapshot.db).finally(() => snapshot.close());
  expect(isSound(findings)).toBe(false);
  const [finding] = findings.filter(({ count }) => count > 0);
  expect(finding).toMatchObject({ name: 'bulk-changes', count: 30 });
  expect(finding?.offences).toHaveLength(20);
});

test('the quick look at the open orders and the storage finds what is wrong with them', async () => {
  const s = await studio();
  await liveIn(s);
  await s.studio.database.write((tx) => tx.updateTable('productionOrders').set({ lastChangeId: null }).execute());
  const progress: number[] = [];
  const snapshot = await openSnapshot(s.location);
  const options = { isQuick: true, progress: (_: string, share: number) => void progress.push(share) };
  const findings = await examine(snapshot.db, options).finally(() => snapshot.close());
  expect(findings.filter(({ count }) => count > 0).map(({ name }) => name)).toEqual(['order-undo']);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(progress.every((share) => share >= 0 && share <= 1)).toBe(true);
});

test('a database of another form is not judged', async () => {
  const s = await studio();
  await s.studio.database.write((tx) =>
    tx
      .deleteFrom('migrations')
      .where('name', '=', migrationNames.at(-1) ?? '')
      .execute(),
  );
  const snapshot = await openSnapshot(s.location);
  await expect(examine(snapshot.db).finally(() => snapshot.close())).rejects.toMatchObject({
    code: 'doctor.other_form',
  });
});
