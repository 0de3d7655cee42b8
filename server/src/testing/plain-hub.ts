import { type HubQuery, hubSorts } from '@printrail/contract/hub';
import type { ProductionOrder } from '@printrail/contract/orders';
import fc from 'fast-check';
import { folded } from '../platform/folding.ts';
import type { ManyOrders } from './many-orders.ts';

/** Queries of every filter and sort over such orders. */
export function queriesOver(many: ManyOrders): fc.Arbitrary<HubQuery> {
  const some = (ids: readonly number[]) => fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 });
  const dates = fc.constantFrom(...many.orders.flatMap(({ dueDate }) => dueDate ?? []));
  const conditions = fc.record(
    {
      ...{ typeId: some(many.typeIds), statusId: some(many.statusIds), vendorId: some(many.vendorIds) },
      ...{ responsibleUserId: some(many.userIds), departmentId: some(many.departmentIds) },
      ...{ clientId: fc.constantFrom(...many.clientIds), sessionId: fc.constantFrom(...many.sessionIds) },
      ...{ invoiceId: fc.constantFrom(...many.invoiceIds), dueFrom: dates, dueTo: dates },
      ...{
        late: fc.constant(true as const),
        atRisk: fc.constant(true as const),
        unassigned: fc.constant(true as const),
        mine: fc.constant(true as const),
      },
      search: fc.constantFrom('a', 'ar', 'ann', 'bell lab', 'PO-000', 'inv', '%'),
    },
    { requiredKeys: [] },
  );
  const fewer = fc.tuple(conditions, fc.uniqueArray(fc.nat(), { maxLength: 2 })).map(([all, kept]) => {
    const names = Object.entries(all);
    return Object.fromEntries(
      kept.flatMap((at) => (names.length > 0 ? [names[at % names.length] as [string, unknown]] : [])),
    );
  });
  const open = fc.record({ sort: fc.constantFrom(...hubSorts), descending: fc.boolean() }, { requiredKeys: [] });
  const closed = fc.record(
    {
      state: fc.constantFrom('completed' as const, 'cancelled' as const, 'all' as const),
      ...{
        sort: fc.constantFrom('number' as const, 'orderDate' as const, 'completed' as const),
        descending: fc.boolean(),
      },
    },
    { requiredKeys: ['state'] },
  );
  const limit = fc.constantFrom(3, 10, 50, 500);
  return fc
    .tuple(fewer, fc.oneof(open, closed), limit)
    .map(([filter, order, most]) => ({ ...filter, ...order, limit: most }) as HubQuery);
}

/** Who asks, and what the studio is like on the day. */
export type Asker = { id: number; departmentIds: readonly number[]; today: string };

/** Whether an order belongs in the list, looked at by itself. */
export function matches(order: ProductionOrder, query: HubQuery, { id: me, departmentIds, today }: Asker): boolean {
  const {
    state = 'open',
    typeId,
    statusId,
    vendorId,
    responsibleUserId,
    departmentId,
    clientId,
    sessionId,
    invoiceId,
  } = query;
  const among = (ids: readonly number[] | undefined, id: number | null) =>
    ids === undefined || (id !== null && ids.includes(id));
  const is = (asked: number | undefined, id: number | null) => asked === undefined || asked === id;
  const words = folded(query.search ?? '').split(' ');
  const isOfOpen = state === 'open' || (state === 'all' && (query.late ?? query.atRisk) === true);
  const holds = (word: string) =>
    isOfOpen || [...word].length > 2 ? textOf(order).includes(word) : ` ${textOf(order)}`.includes(` ${word}`);
  const isMine =
    order.responsibleUserId === me ||
    (order.responsibleUserId === null && order.departmentId !== null && departmentIds.includes(order.departmentId));
  return (
    (state === 'all' || order.state === state) &&
    among(typeId, order.typeId) &&
    among(statusId, order.statusId) &&
    among(vendorId, order.vendorId) &&
    among(responsibleUserId, order.responsibleUserId) &&
    among(departmentId, order.departmentId) &&
    is(clientId, order.clientId) &&
    is(sessionId, order.sessionId) &&
    is(invoiceId, order.invoiceId) &&
    (query.dueFrom === undefined || (order.dueDate !== null && order.dueDate >= query.dueFrom)) &&
    (query.dueTo === undefined || (order.dueDate !== null && order.dueDate <= query.dueTo)) &&
    (!query.late || (order.state === 'open' && order.dueDate !== null && order.dueDate < today)) &&
    (!query.atRisk || order.isAtRisk) &&
    (!query.unassigned || (order.responsibleUserId === null && order.departmentId === null)) &&
    (!query.mine || isMine) &&
    words.every(holds)
  );
}

/** What the search looks through. */
export function textOf({ number, clientName, invoiceNumber, vendorName }: ProductionOrder): string {
  return folded([number, clientName ?? '', invoiceNumber ?? '', vendorName].join(' '));
}

/** By the sort's value and then the id; those without a value come last either way. Statuses stand in their cycles' order. */
export function sorted(
  orders: readonly ProductionOrder[],
  query: HubQuery,
  statusIds: readonly number[],
): ProductionOrder[] {
  const isOpen = (query.state ?? 'open') === 'open';
  const sort = query.sort ?? (isOpen ? 'due' : query.state === 'completed' ? 'completed' : 'orderDate');
  const direction = (query.descending ?? !isOpen) ? -1 : 1;
  const keyOf = (order: ProductionOrder) =>
    ({
      ...{
        due: order.dueDate,
        number: folded(order.number),
        orderDate: order.orderDate,
        completed: order.completedDate,
      },
      ...{ client: folded(order.clientName ?? ''), vendor: folded(order.vendorName), status: order.dueDate },
      ...{ since: order.sinceDate, responsible: order.responsibleUserId },
    })[sort];
  const places = new Map(statusIds.map((id, at) => [id, at]));
  const placeOf = ({ statusId }: ProductionOrder) => (sort === 'status' ? (places.get(statusId) ?? -1) : 0);
  return orders.toSorted((a, b) => {
    if (placeOf(a) !== placeOf(b)) return direction * (placeOf(a) - placeOf(b));
    const [one, other] = [keyOf(a), keyOf(b)];
    if (one === null || other === null) return one === other ? direction * (a.id - b.id) : one === null ? 1 : -1;
    const order =
      typeof one === 'number' ? one - Number(other) : Buffer.compare(Buffer.from(one), Buffer.from(String(other)));
    return direction * (order || a.id - b.id);
  });
}
