import type { HistoryEntry } from '@printrail/contract/history';
import { type Cycles, cyclesOf } from '../cycles/cycles.queries.ts';
import type { Db } from '../database/connect.ts';
import { listOf, type Row } from '../database/rows.ts';
import { calendarDaysBetween } from '../platform/iso-date.ts';
import type { Reading } from '../studio/change.ts';

export type HistoryRow = Row<'orderHistory'>;

/** The rows of undoable changes, by id. */
export async function changesById(db: Db, ids: readonly number[]): Promise<Map<number, HistoryRow>> {
  const rows = await db.selectFrom('orderHistory').selectAll().where('id', 'in', listOf(db, ids)).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function changesOfBulk(db: Db, bulkChangeId: number): Promise<HistoryRow[]> {
  return db
    .selectFrom('orderHistory')
    .selectAll()
    .where('bulkChangeId', '=', bulkChangeId)
    .orderBy('orderId')
    .execute();
}

/** Whether every one of the changes was taken back. */
export async function areUndone(db: Db, changes: readonly HistoryRow[]): Promise<boolean> {
  const orderIds = changes.map((row) => row.orderId);
  const rows = await db
    .selectFrom('orderHistory')
    .select('undoesId')
    .where('orderId', 'in', listOf(db, orderIds))
    .where('undoesId', 'is not', null)
    .execute();
  const undone = new Set(rows.map((row) => row.undoesId));
  return changes.every((row) => undone.has(row.id));
}

/** Everything that happened to an order, oldest first. */
export async function entriesOf(reading: Reading, orderId: number): Promise<HistoryEntry[]> {
  const cycles = await cyclesOf(reading);
  const rows = await namedRows(reading.db).where('h.orderId', '=', orderId).orderBy('h.id').execute();
  const undone = new Set(rows.map((row) => row.undoesId));
  return rows.map((row) => entryOf(reading, cycles, row, undone.has(row.id)));
}

export async function latestEvent(reading: Reading, orderId: number): Promise<HistoryEntry | undefined> {
  const cycles = await cyclesOf(reading);
  const row = await namedRows(reading.db)
    .where('h.orderId', '=', orderId)
    .orderBy('h.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && entryOf(reading, cycles, row, false);
}

function namedRows(db: Db) {
  return db
    .selectFrom('orderHistory as h')
    .leftJoin('users', 'users.id', 'h.userId')
    .leftJoin('apiKeys', 'apiKeys.id', 'h.apiKeyId')
    .leftJoin('users as responsible', 'responsible.id', 'h.responsibleUserId')
    .leftJoin('departments', 'departments.id', 'h.departmentId')
    .selectAll('h')
    .select([
      'users.name as userName',
      'apiKeys.name as keyName',
      'responsible.name as responsibleUserName',
      'departments.name as departmentName',
    ]);
}

type NamedRow = Awaited<ReturnType<ReturnType<typeof namedRows>['execute']>>[number];

function entryOf({ calendar }: Reading, cycles: Cycles, row: NamedRow, isUndone: boolean): HistoryEntry {
  const nameOf = (id: number | null) => (id === null ? null : (cycles.statuses.get(id)?.name ?? null));
  const [since, until] = row.kind === 'change' || row.kind === 'undo' ? [row.sinceDate, row.changeDate] : [null, null];
  return {
    id: row.id,
    kind: row.kind,
    at: new Date(row.at).toISOString(),
    who: row.userName ?? row.who ?? row.keyName ?? 'Printrail',
    through: row.through,
    fromStatusId: row.fromStatusId,
    fromStatusName: nameOf(row.fromStatusId),
    toStatusId: row.toStatusId,
    toStatusName: nameOf(row.toStatusId),
    enteredDate: row.sinceDate,
    changeDate: row.changeDate,
    completedDate: row.visitCompletedDate,
    dueDate: row.dueDate,
    daysLate: row.daysLate,
    calendarDays: since && until ? calendarDaysBetween(since, until) : null,
    businessDays: since && until ? calendar.between(since, until) : null,
    responsibleUserName: row.responsibleUserName,
    departmentName: row.departmentName,
    note: row.note,
    batchId: row.bulkChangeId,
    isUndone,
    undoesId: row.undoesId,
  };
}
