import { changeStatus } from '@printrail/contract/changes';
import { addSession } from '@printrail/contract/clients';
import { listTypes, type ProductionType } from '@printrail/contract/cycles';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { getOrder, type ProductionOrder } from '@printrail/contract/orders';
import { dateOfDayNumber, dayNumber } from '../platform/iso-date.ts';
import { seeded } from '../sample/random.rules.ts';
import {
  givenClient,
  givenDepartment,
  givenInvoice,
  givenOrder,
  givenProduct,
  givenUser,
  givenVendor,
} from './givens.ts';
import type { TestStudio } from './studio.ts';

export type ManyOrders = {
  orders: ProductionOrder[];
  typeIds: number[];
  statusIds: number[];
  vendorIds: number[];
  clientIds: number[];
  sessionIds: number[];
  invoiceIds: number[];
  userIds: number[];
  departmentIds: number[];
};

const clientNames = [
  'Šárka Nováková',
  'O’Hara & Sons',
  'Zoë "Zed" Ångström',
  '100% Weddings',
  'a_b studio',
  'Ann Bell',
  'ann bell jr',
  'Weiß\\Gold',
];
const vendorNames = ['Prints & Co', 'Álbum Artesano', 'Frames 4 U', 'lab'];

/** Orders of every kind, about `count` of them: all types, states and statuses, with and without invoice, date and responsible. */
export async function manyOrders(s: TestStudio, count: number, today: string): Promise<ManyOrders> {
  const random = seeded(count).next;
  const pick = <Value>(values: readonly Value[]): Value => picked(random, values);
  const daysAgo = (most: number) => dateOfDayNumber(dayNumber(today) - Math.floor(random() * most));
  const { items: types } = await s.call(listTypes);
  const userIds = [await givenUser(s), await givenUser(s), await givenUser(s)];
  const departmentIds = [await givenDepartment(s), await givenDepartment(s)];
  const clientIds: number[] = [];
  for (const name of clientNames) clientIds.push(await givenClient(s, name));
  const vendors = [];
  for (const name of vendorNames) vendors.push(await givenVendor(s, { name, defaultTypeId: pick(types).id }));
  const [first, second] = clientIds as [number, number];
  const sessionIds = [await sessionOf(s, first), await sessionOf(s, second)];
  const products = [];
  for (const vendor of vendors)
    products.push(await givenProduct(s, { preferredVendorId: vendor.id, price: 100 + products.length }));

  const ids: number[] = [];
  const invoiceIds: number[] = [];
  while (ids.length < count) {
    const orderDate = daysAgo(40);
    if (random() < 0.75) {
      const clientId = pick([...clientIds, null, null]);
      ids.push((await givenOrder(s, { vendorId: pick(vendors).id, typeId: pick(types).id, clientId, orderDate })).id);
    } else {
      const clientId = pick(clientIds);
      const sessionId = clientId === first ? sessionIds[0] : clientId === second ? sessionIds[1] : undefined;
      const deliveryDate = pick([null, dateOfDayNumber(dayNumber(today) + Math.floor(random() * 60))]);
      const lines = products
        .filter(() => random() < 0.5)
        .map(({ id: productId }) => ({ productId, quantity: 1 + Math.floor(random() * 5) }));
      const invoice = await givenInvoice(s, {
        clientId,
        date: '2026-01-01',
        deliveryDate,
        lines,
        ...(sessionId ? { sessionId } : {}),
      });
      invoiceIds.push(invoice.id);
      const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: { orderDate } });
      ids.push(...created.map(({ id }) => id));
    }
  }
  const move = { s, types, userIds, departmentIds, today, random };
  for (const id of ids) await moveOn(move, id);
  await cancel(
    s,
    ids.filter((_, at) => at % 17 === 0),
  );
  return {
    ...{ orders: await readOrders(s, ids), clientIds, sessionIds, invoiceIds, userIds, departmentIds },
    ...{ typeIds: types.map(({ id }) => id), vendorIds: vendors.map(({ id }) => id) },
    statusIds: types.flatMap(({ statuses }) => statuses.map(({ id }) => id)),
  };
}

type Moving = {
  s: TestStudio;
  types: readonly ProductionType[];
  userIds: readonly number[];
  departmentIds: readonly number[];
  today: string;
  random: () => number;
};

/** Takes an order to up to three statuses, one after the other. */
async function moveOn({ s, types, userIds, departmentIds, today, random }: Moving, id: number): Promise<void> {
  const moves = Math.floor(random() * 4);
  for (let at = 0; at < moves; at++) {
    const { typeId, statusId, sinceDate } = await s.call(getOrder, { params: { id } });
    const { statuses = [] } = types.find((type) => type.id === typeId) ?? {};
    const to = picked(
      random,
      statuses.filter((status) => status.id !== statusId),
    );
    const span = dayNumber(today) - dayNumber(sinceDate);
    const body = {
      statusId: to.id,
      changeDate: dateOfDayNumber(dayNumber(sinceDate) + Math.floor(random() * (span + 1))),
      ...(random() < 0.2 && !to.isFinal
        ? { dueDate: dateOfDayNumber(dayNumber(today) - Math.floor(random() * 20)) }
        : {}),
      ...(random() < 0.5 ? { responsibleUserId: picked(random, userIds) } : {}),
      ...(random() < 0.4 ? { departmentId: picked(random, departmentIds) } : {}),
    };
    await s.call(changeStatus, { params: { id }, body });
  }
}

async function cancel(s: TestStudio, ids: readonly number[]): Promise<void> {
  const values = { state: 'cancelled', riskDate: null } as const;
  await s.studio.database.write((tx) =>
    tx.updateTable('productionOrders').set(values).where('id', 'in', ids).execute(),
  );
}

function picked<Value>(random: () => number, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)] as Value;
}

export async function readOrders(s: TestStudio, ids: readonly number[]): Promise<ProductionOrder[]> {
  const orders: ProductionOrder[] = [];
  for (const id of ids) orders.push(await s.call(getOrder, { params: { id } }));
  return orders;
}

async function sessionOf(s: TestStudio, clientId: number): Promise<number> {
  return (await s.call(addSession, { body: { clientId, name: 'Wedding' } })).id;
}
