import {
  type AskedChange,
  type Decision,
  decideChange,
  type OrderToChange,
  type Surroundings,
} from '../changes/status-change.rules.ts';
import { type Cycle, laterOnTrack, type Status, trackOf } from '../cycles/cycle.rules.ts';
import type { Row } from '../database/rows.ts';
import { placeOf } from '../orders/place.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { Random } from './random.rules.ts';

type HistoryRow = Omit<Row<'orderHistory'>, 'id' | 'orderId' | 'previousChangeId' | 'externalKey' | 'who'>;

/** What the journey of an order goes by. */
export type Roads = {
  random: Random;
  today: IsoDate;
  surroundingsOf(typeId: number): Omit<Surroundings, 'userId'>;
  /** Who works in a department; everyone for none. */
  peopleOf(departmentId: number | null): readonly number[];
  /** The instant of a minute of a day in the studio's time zone, never after now. */
  instantOf(date: IsoDate, minute: number): number;
};

type Traveller = OrderToChange & { typeId: number; riskDate: IsoDate | null };

/** Where the order is today, and the rows of its history after its creation. */
export type Journey = { order: Traveller; rows: HistoryRow[] };

const openingMinute = 8 * 60 + 30;
const lastMinute = 17 * 60 + 45;

/** Lets an order travel along its cycle from its initial status up to today, by the rules of a status change. */
export function travel(roads: Roads, start: Traveller): Journey {
  const { random, today } = roads;
  const around = roads.surroundingsOf(start.typeId);
  const rows: HistoryRow[] = [];
  let order = start;
  let minute = random.whole(openingMinute, 11 * 60);
  while (order.state === 'open') {
    const status = statusOf(around.cycle, order.statusId);
    const changeDate = endOfVisit(roads, around, order, status);
    if (changeDate === undefined || changeDate > today) break;
    minute =
      changeDate === order.sinceDate
        ? Math.min(minute + random.whole(5, 90), lastMinute)
        : random.whole(openingMinute, lastMinute);
    const userId = random.pick(roads.peopleOf(order.departmentId));
    const asked = { changeDate, ...askedFrom(roads, around, status, changeDate) };
    const decision = decideChange(order, asked, { ...around, userId });
    const by = { at: roads.instantOf(changeDate, minute), userId };
    if (random.chance(0.015)) rows.push(noteRow({ ...by, at: by.at - 60_000 }, random.pick(notes)));
    rows.push(changeRow(order, decision, { ...by, ...saidOf(random, status, decision) }));
    order = {
      ...order,
      ...decision.place,
      state: decision.state,
      riskDate: decision.riskDate,
      version: order.version + 1,
    };
  }
  return { order, rows };
}

/** Most visits end in time, some a few days late, a few much later; undefined when the calendar ends before. */
function endOfVisit(
  { random }: Roads,
  { method }: Pick<Surroundings, 'method'>,
  order: Traveller,
  status: Status,
): IsoDate | undefined {
  const wait = status.isSide ? sideWait(random, status) : trackWait(random, status.duration ?? 0);
  // What is done on the day it came needs no business day to be counted.
  return wait === 0 ? order.sinceDate : method.calendar.add(order.sinceDate, wait);
}

function trackWait(random: Random, duration: number): number {
  const luck = random.next();
  if (luck < 0.8)
    return Math.ceil(duration * (0.3 + 0.7 * random.next()) - (duration <= 1 && random.chance(0.4) ? 1 : 0));
  if (luck < 0.95) return duration + random.whole(1, 2 + Math.floor(duration / 3));
  return duration + random.whole(2, 6 + duration);
}

function sideWait(random: Random, status: Status): number {
  if (status.duration !== null) return random.whole(1, status.duration * 2);
  return random.chance(0.02) ? random.whole(60, 300) : random.whole(2, 25);
}

/** Mostly the next status; now and then a side status, a step back, a skip, another due date or someone of one's own. */
function askedFrom(
  { random, peopleOf }: Roads,
  around: Omit<Surroundings, 'userId'>,
  from: Status,
  changeDate: IsoDate,
): AskedChange {
  const to = targetFrom(random, around.cycle, from);
  const asked: AskedChange = to ? { statusId: to.id } : {};
  if (to?.isSide && random.chance(0.12)) asked.notComplete = false;
  const next = to ?? laterOnTrack(around.cycle, from)[0];
  if (!next || next.isFinal || from.isSide) return asked;
  if (random.chance(0.55)) asked.responsibleUserId = random.pick(peopleOf(next.departmentId));
  if (random.chance(0.02) && next.duration !== null) {
    asked.dueDate = around.method.calendar.add(changeDate, next.duration + random.whole(1, 5));
  }
  return asked;
}

/** Undefined: the next status. */
function targetFrom(random: Random, cycle: Cycle, from: Status): Status | undefined {
  const sides = cycle.statuses.filter((status) => status.isSide && status.isActive && status.id !== from.id);
  const luck = random.next();
  if (from.isSide) return luck < 0.06 && sides.length > 0 ? random.pick(sides) : undefined;
  if (luck < 0.03 && sides.length > 0) return random.pick(sides);
  if (luck < 0.045) {
    const earlier = trackOf(cycle).filter((status) => status.position < from.position);
    return earlier.length > 0 ? random.pick(earlier) : undefined;
  }
  const afterNext = laterOnTrack(cycle, from)[1];
  return luck < 0.055 && afterNext && !afterNext.isFinal ? afterNext : undefined;
}

function statusOf(cycle: Cycle, id: number): Status {
  const status = cycle.statuses.find((each) => each.id === id);
  if (!status) throw new Error(`Status ${id} is not of the type ${cycle.type.name}.`);
  return status;
}

type By = { at: number; userId: number };

function changeRow(
  order: Traveller,
  { to, changeDate, visitCompletedDate, daysLate }: Decision,
  said: By & { through: string; note: string },
): HistoryRow {
  const { statusId, ...place } = placeOf(order);
  return {
    ...{
      ...place,
      kind: 'change',
      fromStatusId: statusId,
      toStatusId: to.id,
      changeDate,
      visitCompletedDate,
      daysLate,
    },
    ...{ ...said, apiKeyId: null, bulkChangeId: null, undoesId: null },
  };
}

function noteRow(by: By, note: string): HistoryRow {
  const nowhere = { fromStatusId: null, toStatusId: null, changeDate: null, visitCompletedDate: null, daysLate: null };
  const noDates = {
    sinceDate: null,
    dueDate: null,
    isDueDateOverridden: null,
    completedDate: null,
    completedById: null,
  };
  const noPlace = { responsibleUserId: null, departmentId: null, entry: null, daysLeft: null, resume: null };
  return {
    ...nowhere,
    ...noDates,
    ...noPlace,
    kind: 'note',
    ...by,
    through: 'web',
    note,
    apiKeyId: null,
    bulkChangeId: null,
    undoesId: null,
  };
}

function saidOf(random: Random, from: Status, { to, direction }: Decision): { through: string; note: string } {
  const through = from.isSide || to.isSide || random.chance(0.7) ? 'web' : 'barcode';
  const chance = direction === 'back' ? 0.8 : direction === 'side' ? 0.7 : 0.04;
  const note = random.chance(chance)
    ? random.pick(direction === 'back' ? backNotes : direction === 'side' ? sideNotes : notes)
    : '';
  return { through, note };
}

const notes = [
  'Client called, asked for an update.',
  'Skin tones checked against the soft proof.',
  'Tracking number added.',
  'Crop confirmed by phone.',
  'Shipped with the Tuesday parcel.',
  'Second set added at no charge.',
  'Lab confirms the paper is back in stock.',
  'Files re-exported in the lab’s profile.',
];
const sideNotes = [
  'Waiting for the client to choose the cover.',
  'Client is travelling until next week.',
  'Card declined; front desk will call.',
  'Paper out of stock.',
  'Waiting for the missing image number.',
];
const backNotes = [
  'Colour cast on two prints.',
  'Scratch on the glass, sent back.',
  'Name misspelt on the cover.',
  'Wrong crop on the 8×10.',
];
