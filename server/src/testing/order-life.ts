import {
  addClosure,
  deleteClosure,
  getPreferences,
  listClosures,
  updatePreferences,
} from '@printrail/contract/calendar';
import { type ProductionType, updateStatus } from '@printrail/contract/cycles';
import { calendarDaysBetween, type IsoDate } from '../platform/iso-date.ts';
import {
  givenDepartment,
  givenOrder,
  givenOrderFor,
  givenType,
  givenUser,
  givenVendor,
  statusNamed,
} from './givens.ts';
import type { StatusPlace, Wish } from './order-life-steps.ts';
import { type ModelOrder, type ModelStatus, modelStatus, newOrder, type World } from './order-model.ts';
import type { Asked } from './order-model-changes.ts';
import { move } from './plain-workdays.ts';
import type { TestStudio } from './studio.ts';

/** A studio and the model of it: three orders of a type and a vendor of their own. */
export type Life = {
  s: TestStudio;
  world: World;
  orders: ModelOrder[];
  vendorId: number;
  /** As the application last answered it. */
  type: ProductionType;
  people: People;
  /** The latest bulk change, and where it stands in the history of each order. */
  bulk: { id: number; at: Map<ModelOrder, number> } | undefined;
  /** The rows of the history as first seen, by order. */
  rows: Map<number, unknown[]>;
};

export type People = { users: number[]; departments: number[] };

const begin = '2026-11-20';
const workWeek = [1, 2, 3, 4, 5];
const backwardCounts = 'business_days';

export async function givenPeople(s: TestStudio): Promise<People> {
  return {
    users: [await givenUser(s), await givenUser(s)],
    departments: [await givenDepartment(s), await givenDepartment(s)],
  };
}

/** Begins a life: the settings as in the beginning, a new cycle, one order due soon, one due later, one of no invoice. */
export async function beginLife(s: TestStudio, people: People, method: World['method']): Promise<Life> {
  s.today(begin);
  const { version } = await s.call(getPreferences);
  await s.call(updatePreferences, { version, body: { dueDateMethod: method, backwardCounts, workWeek } });
  for (const { id, version } of (await s.call(listClosures)).items) {
    await s.call(deleteClosure, { params: { id }, version });
  }
  const closure = await s.call(addClosure, { body: { from: '2026-11-26', to: '2026-11-27', name: 'Thanksgiving' } });
  const type = await givenCycle(s, people);
  const closures = [{ id: closure.id, from: closure.from, to: closure.to }];
  const statuses = type.statuses.map(modelStatus);
  const world: World = { today: begin, method, backwardCounts, workWeek, closures, statuses };
  const vendor = await givenVendor(s, { defaultTypeId: type.id });
  const near = await givenOrderFor(s, { deliveryDate: '2026-12-08', orderDate: '2026-11-18', vendor });
  const far = await givenOrderFor(s, { deliveryDate: '2027-01-17', vendor });
  const free = await givenOrder(s, { vendorId: vendor.id, typeId: type.id });
  const orders = [near, far, free].map(({ id, invoiceId, deliveryDate: delivery, orderDate }) =>
    newOrder(world, { id, invoiceId, delivery, orderDate }),
  );
  return { s, world, orders, vendorId: vendor.id, type, people, bulk: undefined, rows: new Map() };
}

async function givenCycle(s: TestStudio, { users, departments }: People): Promise<ProductionType> {
  const [userId = null, departmentId = null] = [users[0], departments[0]];
  const type = await givenType(s, [
    { name: 'Retouching', duration: 2, userId },
    { name: 'Printing', duration: 5, departmentId },
    { name: 'Framing', duration: 4 },
    { name: 'Drying', duration: null },
    { name: 'Check', duration: 0, userId, departmentId },
    { name: 'Complete' },
    { name: 'Waiting on client', duration: 5, isSide: true, userId },
    { name: 'On hold', isSide: true },
  ]);
  const { id, version } = statusNamed(type, 'Framing');
  return s.call(updateStatus, { params: { id }, version, body: { isActive: false } });
}

/** What is asked of an order, by the ids and dates there are. */
export function askedOf({ world, people }: Life, { visit }: ModelOrder, wish: Wish): Asked {
  const nobody = 999_999;
  return {
    ...(wish.status === undefined ? {} : { statusId: world.statuses[wish.status]?.id ?? nobody }),
    ...(wish.when === undefined ? {} : { changeDate: dateIn(world, visit.since, wish.when) }),
    ...(wish.dueInDays === undefined ? {} : { dueDate: daysOn(world, wish.dueInDays) }),
    ...(wish.user === undefined ? {} : { responsibleUserId: oneOf(people.users, wish.user) }),
    ...(wish.department === undefined ? {} : { departmentId: oneOf(people.departments, wish.department) }),
    ...(wish.notComplete === undefined ? {} : { notComplete: wish.notComplete }),
    ...(wish.note === undefined ? {} : { note: wish.note }),
  };
}

function dateIn({ today }: World, since: IsoDate, eighths: number): IsoDate {
  const days = Math.max(0, calendarDaysBetween(since, today));
  if (eighths < 0 || eighths > 8) return move(since, eighths < 0 ? -1 : days + 1);
  return move(since, Math.round((days * eighths) / 8));
}

export function statusAt({ world, orders }: Life, place: StatusPlace): ModelStatus {
  if (typeof place === 'number') return world.statuses[place % world.statuses.length] as ModelStatus;
  const { visit } = orders[place.of] as ModelOrder;
  return visit.resume?.status ?? visit.status;
}

export function daysOn({ today }: World, days: number | null): IsoDate | null {
  return days === null ? null : move(today, days);
}

export function oneOf(ids: readonly number[], at: number | null): number | null {
  return at === null ? null : (ids[at] ?? null);
}

/** A life so far, a line per order: what the error of a failed life tells. */
export function told({ world, orders }: Life): string {
  const lines = orders.map(({ visit, cancelled, delivery }, at) => {
    const { status, since, due } = visit;
    return `  ${at}: ${status.name} since ${since}, due ${due}, delivery ${delivery}${cancelled ? ', cancelled' : ''}`;
  });
  return [`${world.today}, ${world.method}`, ...lines].join('\n');
}
