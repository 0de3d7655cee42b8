import { cyclesOf } from '../cycles/cycles.queries.ts';
import type { Db } from '../database/connect.ts';
import { listOf } from '../database/rows.ts';
import type { Reading } from '../studio/change.ts';
import { type About, type Party, type Person, postalAddress } from './handover.rules.ts';

/** The order or invoice of a firing: what it is called, where it stands, and who has to do with it. */
export type Subject = Omit<About, 'members'> & {
  orderId: number | null;
  orderNumber: string | null;
  invoiceId: number | null;
  invoiceNumber: string | null;
  statusName: string;
  departmentId: number | null;
};

export type Concerned = { orderId: number | null; invoiceId: number | null };

/** What firings are about, each looked up by its order or invoice. */
export async function subjectsOf(
  reading: Reading,
  concerned: readonly Concerned[],
): Promise<(of: Concerned) => Subject> {
  const idsOf = (field: keyof Concerned) => [...new Set(concerned.flatMap((each) => each[field] ?? []))];
  const orders = await ordersAbout(reading, idsOf('orderId'));
  const invoices = await invoicesAbout(reading, idsOf('invoiceId'));
  return ({ orderId, invoiceId }) => {
    const subject = orderId === null ? invoices.get(invoiceId ?? 0) : orders.get(orderId);
    if (!subject) throw new Error(`There is nothing a firing could be about: ${orderId}, ${invoiceId}.`);
    return subject;
  };
}

async function ordersAbout(reading: Reading, ids: readonly number[]): Promise<Map<number, Subject>> {
  if (ids.length === 0) return new Map();
  const { statuses } = await cyclesOf(reading);
  const rows = await reading.db
    .selectFrom('productionOrders as o')
    .leftJoin('invoices', 'invoices.id', 'o.invoiceId')
    .leftJoin('users', 'users.id', 'o.responsibleUserId')
    .select(['o.id', 'o.number', 'o.statusId', 'o.clientId', 'o.vendorId', 'o.invoiceId', 'o.departmentId'])
    .select(['invoices.number as invoiceNumber', 'users.id as userId', 'users.name as userName'])
    .select(['users.email as userEmail', 'users.isActive as isUserActive'])
    .where('o.id', 'in', listOf(reading.db, ids))
    .execute();
  const clients = await clientsById(
    reading.db,
    rows.map(({ clientId }) => clientId),
  );
  const vendors = await vendorsById(
    reading.db,
    rows.map(({ vendorId }) => vendorId),
  );
  const subjects = rows.map((row): Subject => {
    const { userId, userName, userEmail, departmentId, invoiceId, invoiceNumber } = row;
    const responsible =
      userId && row.isUserActive ? { id: userId, name: userName ?? '', email: userEmail ?? '' } : null;
    return {
      ...{ orderId: row.id, orderNumber: row.number, invoiceId, invoiceNumber, departmentId, responsible },
      statusName: statuses.get(row.statusId)?.name ?? '',
      client: clients.get(row.clientId ?? 0) ?? null,
      vendor: vendors.get(row.vendorId) ?? null,
    };
  });
  return new Map(subjects.map((subject) => [subject.orderId ?? 0, subject]));
}

async function invoicesAbout(reading: Reading, ids: readonly number[]): Promise<Map<number, Subject>> {
  if (ids.length === 0) return new Map();
  const { invoiceStatuses } = await cyclesOf(reading);
  const rows = await reading.db
    .selectFrom('invoices')
    .select(['id', 'number', 'statusId', 'clientId'])
    .where('id', 'in', listOf(reading.db, ids))
    .execute();
  const clients = await clientsById(
    reading.db,
    rows.map(({ clientId }) => clientId),
  );
  const subjects = rows.map(
    ({ id, number, statusId, clientId }): Subject => ({
      ...{ orderId: null, orderNumber: null, invoiceId: id, invoiceNumber: number },
      ...{ vendor: null, responsible: null, departmentId: null },
      statusName: invoiceStatuses.find((status) => status.id === statusId)?.name ?? '',
      client: clients.get(clientId) ?? null,
    }),
  );
  return new Map(subjects.map((subject) => [subject.invoiceId ?? 0, subject]));
}

const partyColumns = [
  ...(['id', 'name', 'email', 'phone', 'street', 'city', 'region', 'postalCode', 'country'] as const),
] as const;

async function clientsById(
  db: Db,
  ids: readonly (number | null)[],
): Promise<Map<number, NonNullable<About['client']>>> {
  const rows = await db
    .selectFrom('clients')
    .select([...partyColumns, 'doNotCall', 'doNotMarket'])
    .where('id', 'in', listOf(db, distinct(ids)))
    .execute();
  return new Map(rows.map((row) => [row.id, { ...row, address: postalAddress(row) }]));
}

async function vendorsById(db: Db, ids: readonly number[]): Promise<Map<number, Party>> {
  const vendors = db.selectFrom('vendors').select(partyColumns);
  const rows = await vendors.where('id', 'in', listOf(db, distinct(ids))).execute();
  return new Map(rows.map((row) => [row.id, { ...row, address: postalAddress(row) }]));
}

function distinct(ids: readonly (number | null)[]): number[] {
  return [...new Set(ids.flatMap((id) => id ?? []))];
}

/** The active members of departments. */
export async function membersOf(db: Db, departmentIds: readonly number[]): Promise<ReadonlyMap<number, Person[]>> {
  if (departmentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('userDepartments')
    .innerJoin('users', 'users.id', 'userDepartments.userId')
    .select(['userDepartments.departmentId', 'users.id', 'users.name', 'users.email'])
    .where('departmentId', 'in', departmentIds)
    .where('users.isActive', '=', true)
    .orderBy('users.id')
    .execute();
  return Map.groupBy(rows, ({ departmentId }) => departmentId);
}
