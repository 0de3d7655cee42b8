import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import type { Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';

export type ViewRow = Row<'savedViews'> & { ownerName: string };
export type ViewColumns = Omit<Row<'savedViews'>, 'id' | 'version'>;

/** The views of a user and those that others share, in their order. */
export async function viewsSeenBy(db: Db, userId: number | null): Promise<ViewRow[]> {
  return seenBy(db, userId).orderBy('view.position').orderBy('view.nameKey').orderBy('view.id').execute();
}

export async function getViewSeenBy(db: Db, userId: number | null, id: number): Promise<ViewRow> {
  const view = await seenBy(db, userId).where('view.id', '=', id).executeTakeFirst();
  if (!view) throw new Refusal('view.not_found', { id });
  return view;
}

/** How many views a user has, and the last position among them. */
export async function placeOfViews(db: Db, userId: number): Promise<{ count: number; last: number }> {
  const { rows } = await sql<{ count: number; last: number }>`
    select count(*) as count, coalesce(max(position), 0) as last from saved_views where user_id = ${userId}`.execute(
    db,
  );
  return rows[0] ?? { count: 0, last: 0 };
}

export async function findViewByName(db: Db, userId: number, nameKey: string): Promise<{ id: number } | undefined> {
  const named = db.selectFrom('savedViews').select('id').where('userId', '=', userId).where('nameKey', '=', nameKey);
  return named.executeTakeFirst();
}

export async function insertView(tx: Tx, columns: ViewColumns): Promise<number> {
  const { id } = await tx.insertInto('savedViews').values(columns).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function saveView(tx: Tx, id: number, columns: ViewColumns): Promise<void> {
  await tx
    .updateTable('savedViews')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function removeView(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('savedViews').where('id', '=', id).execute();
}

function seenBy(db: Db, userId: number | null) {
  return db
    .selectFrom('savedViews as view')
    .innerJoin('users as owner', 'owner.id', 'view.userId')
    .selectAll('view')
    .select('owner.name as ownerName')
    .where(({ eb, or }) => or([eb('view.userId', '=', userId ?? 0), eb('view.isShared', '=', true)]));
}
