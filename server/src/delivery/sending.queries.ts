import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { listOf, type Row } from '../database/rows.ts';
import type { SentChannel } from './settings.rules.ts';

/** Messages whose template is still to be filled in; of those named, or the oldest. */
export async function unfilledMessages(db: Db, limit: number, ids?: readonly number[]): Promise<Row<'messages'>[]> {
  let query = db
    .selectFrom('messages')
    .selectAll()
    .where(sql<boolean>`is_filled = false`)
    .where('state', '=', 'waiting');
  if (ids) query = query.where('id', 'in', listOf(db, ids));
  return query.orderBy('id').limit(limit).execute();
}

export async function isAnyUnfilled(db: Db): Promise<boolean> {
  const { rows } = await sql`select 1 from messages where is_filled = false and state = 'waiting' limit 1`.execute(db);
  return rows.length > 0;
}

type Filled = Pick<Row<'messages'>, 'subject' | 'text' | 'html' | 'attachments'>;

/** Saves what a message says; with a reason it has failed. */
export async function saveFilled(tx: Tx, id: number, filled: Filled, reason: string): Promise<void> {
  const state = reason ? ('failed' as const) : ('waiting' as const);
  await tx
    .updateTable('messages')
    .set((eb) => ({ ...filled, isFilled: true, state, reason, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

export type Claim = {
  channel: SentChannel;
  now: number;
  /** Whether messages to clients may go out now. */
  isSendingTime: boolean;
  limit: number;
  /** Names the attempt. */
  owner: string;
  leaseUntil: number;
};

/** Whether a message of the channel is due. */
export async function isAnyDue(db: Db, claim: Pick<Claim, 'channel' | 'now' | 'isSendingTime'>): Promise<boolean> {
  const { rows } = await sql`select 1 from messages m where ${due(claim)} limit 1`.execute(db);
  return rows.length > 0;
}

/**
 * Takes due messages to be sent, each for one attempt. What is due is asked again where the rows are changed: another
 * process may have taken them since.
 */
export async function claimMessages(tx: Tx, claim: Claim): Promise<Row<'messages'>[]> {
  const { rows } = await sql<{ id: number }>`
    update messages set state = 'sending', attempts = attempts + 1, version = version + 1,
      lease_owner = ${claim.owner}, lease_until = ${claim.leaseUntil}
    where id in (select m.id from messages m where ${due(claim)} order by m.send_from, m.id limit ${claim.limit})
      and state = 'waiting' and send_from <= ${claim.now}
    returning id`.execute(tx);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  return tx.selectFrom('messages').selectAll().where('id', 'in', listOf(tx, ids)).orderBy('id').execute();
}

function due({ channel, now, isSendingTime }: Pick<Claim, 'channel' | 'now' | 'isSendingTime'>) {
  const allowed = isSendingTime ? sql`1 = 1` : sql`m.is_to_client = ${false}`;
  return sql`m.state = 'waiting' and m.channel = ${channel} and m.send_from <= ${now}
    and m.is_filled = ${true} and ${allowed}`;
}

export type Recorded = Pick<Row<'messages'>, 'state' | 'reason' | 'sendFrom' | 'sentAt'>;

/**
 * Writes down what came of an attempt, if it is still this process's to say. That it was sent is said even of a message
 * which has become unconfirmed meanwhile.
 */
export async function recordAttempt(tx: Tx, id: number, owner: string, recorded: Recorded): Promise<boolean> {
  const from = recorded.state === 'sent' ? (['sending', 'unconfirmed'] as const) : (['sending'] as const);
  const saved = await tx
    .updateTable('messages')
    .set((eb) => ({ ...recorded, leaseUntil: null, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('leaseOwner', '=', owner)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  return Number(saved.numUpdatedRows) === 1;
}

export async function isAnyLeftOver(db: Db, now: number): Promise<boolean> {
  const { rows } = await sql`select 1 from messages where state = 'sending' and lease_until < ${now} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

const lostReason = 'Printrail stopped while it was being sent: it is not known whether it went out.';

/** What a process that ended was sending: webhooks are sent again, the others wait for a person unless they may repeat. */
export async function releaseLeftOver(tx: Tx, now: number, repeatUnconfirmed: boolean): Promise<number[]> {
  const repeats = repeatUnconfirmed ? sql`1 = 1` : sql`channel = 'webhook'`;
  const { rows } = await sql<{ id: number }>`
    update messages set state = case when ${repeats} then 'waiting' else 'unconfirmed' end,
      reason = ${lostReason}, send_from = ${now}, lease_until = null, version = version + 1
    where state = 'sending' and lease_until < ${now}
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}
