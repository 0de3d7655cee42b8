import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/notices';
import type { Notice } from '@printrail/contract/notices';
import type { Db } from '../database/connect.ts';
import { type Columns, insertRows, type Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, Change, Reading } from '../studio/change.ts';
import { decodeCursor, pageOf, pageSize } from '../studio/pages.ts';

/** Something to tell; of each invoice one thing at a time. */
export type NewNotice = Pick<Notice, 'kind' | 'text'> & { invoiceId: number };

// A bulk may complete thousands of invoices: all are told of, and the first few are answered with.
const mostAnswered = 100;

/** Tells whoever made the change what followed from it; kept, and answered with the change. */
export async function notify(change: Change, all: readonly NewNotice[]): Promise<void> {
  if (all.length === 0) return;
  const userId = change.actor.kind === 'user' ? change.actor.id : null;
  const told = all.map((notice) => ({ ...notice, at: change.now, userId, isRead: false }));
  const columns: Columns = {
    ...{ at: 'int', kind: 'text', text: 'text', user_id: 'int', invoice_id: 'int', is_read: 'bool' },
  };
  const returned = ['id', 'invoice_id'];
  const saved = await insertRows<{ id: number; invoiceId: number }>(change.tx, 'notices', columns, told, returned);
  change.touched(
    'notice',
    saved.map(({ id }) => id),
  );
  const ids = new Map(saved.map(({ id, invoiceId }) => [invoiceId, id]));
  const room = Math.max(0, mostAnswered - change.notices.length);
  change.notices.push(
    ...told.slice(0, room).map((notice) => noticeOf({ ...notice, id: ids.get(notice.invoiceId) ?? 0 })),
  );
}

export async function listNotices(
  { db, actor }: Reading,
  { query }: InputOf<typeof contract.listNotices>,
): Promise<AnswerOf<typeof contract.listNotices>> {
  const limit = query.limit ?? pageSize;
  const [before] = decodeCursor<[number]>(query.after, 'n') ?? [];
  let rows = noticesFor(db, actor)
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before !== undefined) rows = rows.where('id', '<', before);
  if (query.unread) rows = rows.where('isRead', '=', false);
  if (query.invoiceId !== undefined) rows = rows.where('invoiceId', '=', query.invoiceId);
  return pageOf(await rows.execute(), limit, (row) => [row.id], noticeOf);
}

export async function readNotice(change: Change, { params }: InputOf<typeof contract.readNotice>): Promise<null> {
  const notice = await noticesFor(change.tx, change.actor).select('id').where('id', '=', params.id).executeTakeFirst();
  if (!notice) throw new Refusal('notice.not_found', { id: params.id });
  await change.tx.updateTable('notices').set({ isRead: true }).where('id', '=', notice.id).execute();
  change.touched('notice', [notice.id]);
  return null;
}

/** A user's own notices, and those for everyone. */
function noticesFor(db: Db, actor: Actor) {
  return db
    .selectFrom('notices')
    .where((where) =>
      where.or([where('userId', 'is', null), ...(actor.kind === 'user' ? [where('userId', '=', actor.id)] : [])]),
    );
}

function noticeOf({ id, at, kind, text, invoiceId, isRead }: Row<'notices'>): Notice {
  return { id, at: new Date(at).toISOString(), kind, text, invoiceId, isRead };
}
