import type { MessageChannel, MessageState } from '@printrail/contract/messages';
import type { Kysely } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { type Columns, insertRows, listOf, type Row } from '../database/rows.ts';
import type { Tables } from '../database/tables.ts';
import { Refusal } from '../platform/refusal.ts';

export type MessageColumns = Omit<Row<'messages'>, 'id' | 'version'>;
export type MessageRow = Awaited<ReturnType<typeof getMessageById>>;

export type MessageFilter = {
  state?: MessageState;
  channel?: MessageChannel;
  orderId?: number;
  invoiceId?: number;
  clientId?: number;
};

export async function getMessageById(db: Db, id: number) {
  const message = await shown(db).where('m.id', '=', id).executeTakeFirst();
  if (!message) throw new Refusal('message.not_found', { id });
  return message;
}

export async function messagesByIds(db: Db, ids: readonly number[]): Promise<MessageRow[]> {
  return shown(db).where('m.id', 'in', listOf(db, ids)).execute();
}

export async function messagesLatestFirst(
  db: Db,
  { state, ...filter }: MessageFilter,
  before: number | undefined,
  limit: number,
): Promise<MessageRow[]> {
  let query = shown(db);
  query = state ? query.where('m.state', '=', state) : query.where('m.state', '!=', 'deleted');
  for (const column of ['channel', 'orderId', 'invoiceId', 'clientId'] as const) {
    const value = filter[column];
    if (value !== undefined) query = query.where(`m.${column}`, '=', value as never);
  }
  if (before !== undefined) query = query.where('m.id', '<', before);
  return query.orderBy('m.id', 'desc').limit(limit).execute();
}

function shown(db: Kysely<Tables>) {
  return db
    .selectFrom('messages as m')
    .leftJoin('productionOrders as o', 'o.id', 'm.orderId')
    .leftJoin('invoices', 'invoices.id', 'm.invoiceId')
    .selectAll('m')
    .select(['o.number as orderNumber', 'invoices.number as invoiceNumber']);
}

/** How many messages are in each state still to be looked after, by channel. */
export async function countsOfMessages(db: Db) {
  return db
    .selectFrom('messages')
    .select(['state', 'channel'])
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .where('state', 'in', ['waiting', 'sending', 'failed', 'unconfirmed'])
    .groupBy(['state', 'channel'])
    .execute();
}

/** For whom firings have messages already. */
export async function recipientsOfFirings(db: Db, firingIds: readonly number[]) {
  if (firingIds.length === 0) return [];
  const messages = db.selectFrom('messages').select(['firingId', 'recipientKey']);
  return messages.where('firingId', 'in', listOf(db, firingIds)).execute();
}

const addedColumns: Columns = {
  ...{ message_id: 'text', firing_id: 'int', recipient_key: 'text', channel: 'text', recipient_name: 'text' },
  ...{ address: 'text', subject: 'text', text: 'text', html: 'text', attachments: 'text', is_filled: 'bool' },
  ...{ template_id: 'int', order_id: 'int', invoice_id: 'int', client_id: 'int', is_to_client: 'bool' },
  ...{ resend_of_id: 'int', state: 'text', reason: 'text', attempts: 'int', send_from: 'int', lease_owner: 'text' },
  ...{ lease_until: 'int', sent_at: 'int', created_at: 'int' },
};

export async function insertMessages(tx: Tx, messages: readonly MessageColumns[]): Promise<number[]> {
  const rows = await insertRows<{ id: number }>(tx, 'messages', addedColumns, messages, ['id']);
  return rows.map(({ id }) => id);
}

/** Changes a message a person has decided about. */
export async function saveMessage(tx: Tx, id: number, columns: Partial<MessageColumns>): Promise<void> {
  await tx
    .updateTable('messages')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function markPrinted(tx: Tx, ids: readonly number[], now: number): Promise<number[]> {
  const rows = await tx
    .updateTable('messages')
    .set((eb) => ({ state: 'printed' as const, sentAt: now, version: eb('version', '+', 1) }))
    .where('id', 'in', listOf(tx, ids))
    .where('state', '=', 'waiting')
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}
