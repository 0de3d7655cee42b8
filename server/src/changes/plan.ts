import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type { getPlan as endpoint, HistoryEntry } from '@printrail/contract/history';
import { type Cycle, type Status, trackOf } from '../cycles/cycle.rules.ts';
import { cycleOf, cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import { type ExpectedStep, expectedSteps } from '../cycles/plan.rules.ts';
import { getOrderAtPlace, type OrderAtPlace } from '../orders/orders.queries.ts';
import { resumePlaceOf } from '../orders/place.ts';
import { laterOf, spokenDate } from '../platform/iso-date.ts';
import type { Reading } from '../studio/change.ts';
import { entriesOf } from './history.queries.ts';

type Plan = AnswerOf<typeof endpoint>;
type Step = Plan['steps'][number];

/** The track of an order: what is done, where it is, and what is expected when. */
export async function getPlan(reading: Reading, { params }: InputOf<typeof endpoint>): Promise<Plan> {
  const { today, calendar } = reading;
  const order = await getOrderAtPlace(reading.db, params.id);
  const cycles = await cyclesOf(reading);
  const cycle = cycleOf(cycles, order.typeId);
  const status = statusOf(cycles, order.statusId);
  const resume = resumePlaceOf(order);
  const isOpen = order.state === 'open';
  const expected = isOpen ? expectedSteps(calendar, today, { cycle, status, dueDate: order.dueDate, resume }) : [];
  const completed = completedVisits(await entriesOf(reading, order.id));
  const expectedCompletion = isOpen ? (expected.at(-1)?.date ?? laterOf(order.dueDate ?? today, today)) : null;
  return {
    steps: shownSteps(cycle, status).map((step) => stepOf(step, { order, completed, expected, today })),
    sideStatus: status.isSide
      ? { statusId: status.id, statusName: status.name, sinceDate: order.sinceDate, dueDate: order.dueDate }
      : null,
    expectedCompletion,
    deliveryDate: order.deliveryDate,
    isLate: isOpen && order.dueDate !== null && order.dueDate < today,
    isAtRisk: expectedCompletion !== null && order.deliveryDate !== null && expectedCompletion > order.deliveryDate,
  };
}

/** The active track, and the status the order stands at even if it is no longer active. */
function shownSteps(cycle: Cycle, status: Status): Status[] {
  const track = trackOf(cycle);
  if (status.isSide || track.includes(status)) return track;
  return [...track, status].toSorted((a, b) => a.position - b.position);
}

/** The latest completed visit of each status that was not taken back. */
function completedVisits(entries: readonly HistoryEntry[]): Map<number, HistoryEntry> {
  const visits = entries.filter((entry) => entry.kind === 'change' && !entry.isUndone && entry.completedDate !== null);
  return new Map(visits.map((entry) => [entry.fromStatusId ?? 0, entry]));
}

type Known = {
  order: OrderAtPlace;
  completed: ReadonlyMap<number, HistoryEntry>;
  expected: readonly ExpectedStep[];
  today: string;
};

function stepOf(status: Status, { order, completed, expected, today }: Known): Step {
  const named = { statusId: status.id, statusName: status.name };
  const ahead = expected.find((step) => step.status.id === status.id);
  const visit = completed.get(status.id);
  if (status.id === order.statusId) {
    const place = order.state === 'completed' ? 'done' : 'current';
    return {
      ...named,
      place,
      completedDate: order.completedDate,
      dueDate: order.dueDate,
      expectedDate: null,
      explanation: '',
    };
  }
  if (ahead) {
    const days = `${ahead.businessDays} business ${ahead.businessDays === 1 ? 'day' : 'days'} after ${spokenDate(ahead.from, today)}`;
    return {
      ...named,
      place: 'expected',
      completedDate: null,
      dueDate: null,
      expectedDate: ahead.date,
      explanation: days,
    };
  }
  if (visit) {
    const { completedDate, dueDate } = visit;
    return { ...named, place: 'done', completedDate, dueDate, expectedDate: null, explanation: '' };
  }
  return { ...named, place: 'skipped', completedDate: null, dueDate: null, expectedDate: null, explanation: '' };
}
