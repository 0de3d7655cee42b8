import { setImmediate as nextTurn } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { updateRows } from '../database/many-rows.ts';
import { type Named, prepared } from '../database/prepared.ts';
import { type Columns, insertRows, listIn, listOf, tableOf } from '../database/rows.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { Firing, NewFiring } from './firing-plan.rules.ts';

const firingFields = [
  ...(['id', 'triggerId', 'orderId', 'invoiceId', 'entry', 'days', 'counts', 'dueOn', 'dueAt'] as const),
  ...(['state', 'because', 'reason', 'withdrawnBy', 'isAutomatic'] as const),
] as const satisfies readonly (keyof Firing)[];

/** The firings of orders, or of invoices. */
export function firingsOf(db: Db, column: 'orderId' | 'invoiceId', ids: readonly number[]): Promise<Firing[]> {
  return firingsBy[column](db, { ids: JSON.stringify(ids) });
}

const firingsBy = { orderId: firingsByColumn('orderId'), invoiceId: firingsByColumn('invoiceId') };

function firingsByColumn(column: 'orderId' | 'invoiceId') {
  return prepared((db, value: Named<{ ids: string }>) =>
    db
      .selectFrom('firings')
      .select(firingFields)
      .where(column, 'in', listIn(db, value('ids')))
      .orderBy('id'),
  );
}

const changedColumns: Columns = {
  ...{ due_on: 'date', due_at: 'int', state: 'text', because: 'text', reason: 'text', withdrawn_by: 'int' },
  is_automatic: 'bool',
};
const addedColumns: Columns = {
  ...{ trigger_id: 'int', order_id: 'int', invoice_id: 'int', entry: 'int', days: 'int', counts: 'text' },
  ...changedColumns,
};

export async function insertFirings(tx: Tx, firings: readonly NewFiring[]): Promise<void> {
  if (firings.length > 0) await insertRows(tx, 'firings', addedColumns, firings);
}

export async function saveFirings(tx: Tx, firings: readonly Firing[]): Promise<void> {
  if (firings.length > 0) await updateRows(tx, 'firings', changedColumns, firings);
}

export async function hasFirings(db: Db, triggerId: number): Promise<boolean> {
  const firing = db.selectFrom('firings').select('id').where('triggerId', '=', triggerId).limit(1);
  return (await firing.executeTakeFirst()) !== undefined;
}

/** Withdraws for good what a trigger had planned. */
export async function withdrawAll(tx: Tx, triggerId: number): Promise<void> {
  const withdrawn = { state: 'withdrawn', because: 'trigger', reason: 'the trigger was made inactive' } as const;
  for await (const { after, to } of slicesOf(tx, triggerId)) {
    await tx
      .updateTable('firings')
      .set((eb) => ({ ...withdrawn, version: eb('version', '+', 1) }))
      .where('triggerId', '=', triggerId)
      .where('id', '>', after)
      .where('id', '<=', to)
      .where('state', 'in', ['waiting', 'cannot_be_sent'])
      .execute();
  }
}

export async function setAutomatic(tx: Tx, triggerId: number, isAutomatic: boolean): Promise<void> {
  for await (const { after, to } of slicesOf(tx, triggerId)) {
    await tx
      .updateTable('firings')
      .set((eb) => ({ isAutomatic, version: eb('version', '+', 1) }))
      .where('triggerId', '=', triggerId)
      .where('id', '>', after)
      .where('id', '<=', to)
      .where('state', '=', 'waiting')
      .execute();
  }
}

/** Has the firings that wait for a date due as it begins by then. Those withdrawn get their moment if they come back. */
export async function retime(tx: Tx, begins: (date: IsoDate) => number): Promise<void> {
  for await (const { after, to } of slicesOf(tx)) {
    const range = sql`firings.id > ${after} and firings.id <= ${to} and firings.state = 'waiting'`;
    const { rows } = await sql<{ dueOn: IsoDate }>`
      select distinct due_on from firings where ${range} and due_on is not null`.execute(tx);
    if (rows.length === 0) continue;
    const moments = rows.map(({ dueOn }) => ({ dueOn, dueAt: begins(dueOn) }));
    await sql`
      update firings set due_at = given.due_at, version = firings.version + 1
      from ${tableOf(tx, { due_on: 'date', due_at: 'int' }, moments)} as given
      where firings.due_on = given.due_on and ${range}`.execute(tx);
  }
}

const firingsAtOnce = 2_000;

/** The firings, or those of a trigger, in ranges of ids; after each the process sees to its other work. */
async function* slicesOf(tx: Tx, triggerId?: number): AsyncGenerator<{ after: number; to: number }> {
  const whose = triggerId === undefined ? sql`1 = 1` : sql`trigger_id = ${triggerId}`;
  for (let after = 0; ; ) {
    const { rows } = await sql<{ to: number | null }>`
      select max(id) as "to" from (
        select id from firings where ${whose} and id > ${after} order by id limit ${firingsAtOnce}) as slice`.execute(
      tx,
    );
    const to = rows[0]?.to ?? null;
    if (to === null) return;
    yield { after, to };
    await nextTurn();
    after = to;
  }
}

/** Whether any automatic firing is due that nobody has claimed; looks at what is due, not at what waits. */
export async function isAnyDue(db: Db, now: number): Promise<boolean> {
  const { rows } = await sql`select 1 from firings where ${isClaimable(now)} limit 1`.execute(db);
  return rows.length > 0;
}

export type Claim = { by: string; until: number };

/** Claims automatic firings that are due, until then; another may claim them afterwards. Gives their ids. */
export async function claimDue(tx: Tx, now: number, { by, until }: Claim, most: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update firings set claimed_by = ${by}, claimed_until = ${until}
    where id in (select id from firings where ${isClaimable(now)} order by due_at, id limit ${most})
      and ${isClaimable(now)}
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

function isClaimable(now: number): RawBuilder<boolean> {
  return sql`state = 'waiting' and is_automatic and due_at <= ${now}
    and (claimed_until is null or claimed_until < ${now})`;
}

/** What is processed now: of those named the ones in the queue, or the ones still claimed and due. */
export function firingsToProcess(tx: Tx, ids: readonly number[], claim?: { by: string; now: number }) {
  let query = tx
    .selectFrom('firings')
    .select(['id', 'triggerId', 'orderId', 'invoiceId', 'state', 'reason'])
    .where('id', 'in', listOf(tx, ids));
  if (claim) {
    query = query.where('claimedBy', '=', claim.by).where('state', '=', 'waiting').where('dueAt', '<=', claim.now);
  } else query = query.where('state', 'in', ['waiting', 'cannot_be_sent']).where('dueAt', 'is not', null);
  return query.orderBy('id').execute();
}

/** The orders and invoices of firings. */
export function subjectsOf(db: Db, ids: readonly number[]) {
  return db.selectFrom('firings').select(['orderId', 'invoiceId']).where('id', 'in', listOf(db, ids)).execute();
}

export type Outcome = Pick<Firing, 'id' | 'state' | 'because' | 'reason'> & { processedAt: number | null };

const outcomeColumns: Columns = { state: 'text', because: 'text', reason: 'text', processed_at: 'int' };

export async function saveOutcomes(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length > 0) await updateRows(tx, 'firings', outcomeColumns, outcomes);
}

/** Of a trigger the firings in the queue: due or unsent, or all. */
export async function queuedIds(db: Db, triggerId: number, now: number, isLaterWanted: boolean): Promise<number[]> {
  const due = isLaterWanted ? sql`due_at is not null` : sql`due_at <= ${now}`;
  const { rows } = await sql<{ id: number }>`
    select id from firings where trigger_id = ${triggerId} and state = 'waiting' and ${due}
    union all
    select id from firings where trigger_id = ${triggerId} and state = 'cannot_be_sent' order by id`.execute(db);
  return rows.map(({ id }) => id);
}
