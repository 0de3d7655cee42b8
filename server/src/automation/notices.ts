import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/notices';
import type { Notice } from '@printrail/contract/notices';
import type { Db } from '../database/connect.ts';
import type { Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, Change, Reading } from '../studio/change.ts';
import { decodeCursor, pageOf, pageSize } from '../studio/pages.ts';

/** Tells whoever made the change what followed from it; kept, and answered with the change. */
export async function notify(change: Change, kind: Notice['kind'], text: string, invoiceId: number): Promise<void> {
  const userId = change.actor.kind === 'user' ? change.actor.id : null;
  const row = await change.tx
    .insertInto('notices')
    .values({ at: change.now, kind, text, userId, invoiceId, isRead: false })
    .returningAll()
    .executeTakeFirstOrThrow();
  change.notices.push(noticeOf(row));
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
