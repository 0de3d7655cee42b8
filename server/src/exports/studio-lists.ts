import type { Rights } from '@printrail/contract/people';
import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { listOf } from '../database/rows.ts';
import { kindsViewableBy } from '../live/live.rules.ts';
import { system } from '../studio/change.ts';
import { csvList } from './csv-file.ts';

const statusColumns = [
  ...(['status.id', 'status.typeId', 'productionTypes.name as typeName', 'productionTypes.kind as typeKind'] as const),
  ...(['productionTypes.isActive as isTypeActive', 'status.position', 'status.name', 'status.duration'] as const),
  ...(['status.isInitial', 'status.isFinal', 'status.isSide', 'status.isActive'] as const),
  ...(['departments.name as departmentName', 'users.name as userName', 'status.workflowStage'] as const),
  ...(['status.clientWording', 'status.color'] as const),
] as const;

export const productionStatuses = csvList('production-statuses', statusColumns, ({ db }, { after, limit }) =>
  db
    .selectFrom('productionStatuses as status')
    .innerJoin('productionTypes', 'productionTypes.id', 'status.typeId')
    .leftJoin('departments', 'departments.id', 'status.departmentId')
    .leftJoin('users', 'users.id', 'status.userId')
    .select(statusColumns)
    .where('status.id', '>', after)
    .orderBy('status.id')
    .limit(limit)
    .execute(),
);

const invoiceStatusColumns = [
  ...(['id', 'position', 'name', 'duration', 'isInitial', 'isFinal', 'isActive', 'color'] as const),
] as const;

export const invoiceStatuses = csvList('invoice-statuses', invoiceStatusColumns, ({ db }, { after, limit }) =>
  db
    .selectFrom('invoiceStatuses')
    .select(invoiceStatusColumns)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute(),
);

const reasonColumns = ['id', 'position', 'name', 'isCharged', 'isActive'] as const;

export const reorderReasons = csvList('reorder-reasons', reasonColumns, ({ db }, { after, limit }) =>
  db.selectFrom('reorderReasons').select(reasonColumns).where('id', '>', after).orderBy('id').limit(limit).execute(),
);

const closureColumns = ['id', 'fromDate', 'toDate', 'name'] as const;

export const closures = csvList('closures', closureColumns, ({ db }, { after, limit }) =>
  db.selectFrom('closures').select(closureColumns).where('id', '>', after).orderBy('id').limit(limit).execute(),
);

const departmentColumns = ['id', 'name', 'isActive'] as const;

export const departments = csvList('departments', departmentColumns, ({ db }, { after, limit }) =>
  db.selectFrom('departments').select(departmentColumns).where('id', '>', after).orderBy('id').limit(limit).execute(),
);

const userColumns = ['id', 'name', 'email', 'isOwner', 'isActive', 'rights'] as const;

export const users = csvList(
  'users',
  [...userColumns, 'departments', 'createdAt'],
  async ({ db }, { after, limit }) => {
    const query = db.selectFrom('users').select(userColumns).select('createdAt').where('id', '>', after);
    const rows = await query.orderBy('id').limit(limit).execute();
    const named = await departmentNames(
      db,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({
      ...{ ...row, rights: rightsInWords(row.rights) },
      departments: (named.get(row.id) ?? []).map(({ name }) => name).join('; '),
    }));
  },
  { createdAt: 'instant' },
);

async function departmentNames(db: Db, userIds: readonly number[]) {
  const rows = await db
    .selectFrom('userDepartments')
    .innerJoin('departments', 'departments.id', 'userDepartments.departmentId')
    .select(['userDepartments.userId', 'departments.name'])
    .where('userDepartments.userId', 'in', listOf(db, userIds))
    .orderBy('departments.id')
    .execute();
  return Map.groupBy(rows, ({ userId }) => userId);
}

/** As the command line takes them: clients=change,invoices=view. */
function rightsInWords(json: string): string {
  return Object.entries(JSON.parse(json) as Rights)
    .map(([area, level]) => `${area}=${level}`)
    .join(',');
}

const apiKeyColumns = ['id', 'name', 'prefix', 'rights', 'createdAt', 'lastUsedAt', 'revokedAt'] as const;

export const apiKeys = csvList(
  'api-keys',
  apiKeyColumns,
  async ({ db }, { after, limit }) => {
    const query = db.selectFrom('apiKeys').select(apiKeyColumns).where('id', '>', after);
    const rows = await query.orderBy('id').limit(limit).execute();
    return rows.map((row) => ({ ...row, rights: rightsInWords(row.rights) }));
  },
  { createdAt: 'instant', lastUsedAt: 'instant', revokedAt: 'instant' },
);

const auditColumns = [
  ...(['entry.id', 'entry.at', 'entry.through', 'entry.action', 'entry.record', 'entry.recordId'] as const),
  ...(['entry.before', 'entry.after'] as const),
] as const;

export const audit = csvList(
  'audit',
  [...auditColumns.slice(0, 2), 'who', ...auditColumns.slice(2)],
  ({ db, actor }, { after, limit }) => {
    const kinds = kindsViewableBy(actor);
    const rows = db
      .selectFrom('auditEntries as entry')
      .leftJoin('users', 'users.id', 'entry.userId')
      .leftJoin('apiKeys', 'apiKeys.id', 'entry.apiKeyId')
      .select(auditColumns)
      .select(sql<string>`coalesce(users.name, api_keys.name, ${system.name})`.as('who'))
      .where('entry.id', '>', after)
      .orderBy('entry.id')
      .limit(limit);
    return (kinds === undefined ? rows : rows.where('entry.record', 'in', kinds)).execute();
  },
  { at: 'instant' },
);
