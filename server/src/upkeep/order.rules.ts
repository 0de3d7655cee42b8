import type { IsoBusinessCalendar } from '../calendar/business-days.rules.ts';
import { type Cycles, cycleOf, statusOf } from '../cycles/cycles.queries.ts';
import { riskDateOf } from '../cycles/plan.rules.ts';
import { searchTextOf } from '../orders/order-search.rules.ts';
import { resumePlaceOf } from '../orders/place.ts';
import { folded } from '../platform/folding.ts';
import { faultInPlace, faultInState, faultInUndoChain, faultInVisits } from './history.rules.ts';
import type { WalkedOrder } from './order-walk.queries.ts';

type Around = { cycles: Cycles; calendar: IsoBusinessCalendar };

/** A rule that every order keeps by itself; `fault` says how it does not, in words, and may throw when it cannot tell. */
export type OrderRule = {
  name: string;
  rule: string;
  fault(order: WalkedOrder, around: Around): string | undefined;
};

export const orderRules: readonly OrderRule[] = [
  {
    name: 'order-place',
    rule: 'An order stands where its history led it: each row starts from the place the row before led to.',
    fault: (order) => faultInPlace(order, order.history),
  },
  {
    name: 'order-undo',
    rule: 'An order, and each row of its history, names the latest change that undo can take back.',
    fault: (order) => faultInUndoChain(order, order.history),
  },
  {
    name: 'order-visits',
    rule: 'A change ends a visit on or after its since-date, with its date completed and days late as the dates say.',
    fault: ({ history }) => faultInVisits(history),
  },
  {
    name: 'order-state',
    rule: 'An order is completed if it has a date completed, cancelled if its history says so, and otherwise open.',
    fault: (order) => faultInState(order, order.history),
  },
  {
    name: 'order-status',
    rule: 'An order’s status is one of its type, and so is the status it resumes at.',
    fault: faultInStatus,
  },
  {
    name: 'order-risk',
    rule: 'An open order keeps the date from which on it is at risk by its plan; any other keeps none.',
    fault: faultInRisk,
  },
  {
    name: 'order-names',
    rule: 'An order keeps the client of its invoice, and the names it is sorted and searched by as they are now.',
    fault: faultInNames,
  },
];

function faultInStatus(order: WalkedOrder, { cycles }: Around): string | undefined {
  const status = statusOf(cycles, order.statusId);
  if (status.typeId !== order.typeId) return `its status ${status.name} is not of its type`;
  const resume = resumePlaceOf(order);
  if (resume === null || order.state !== 'open') return undefined;
  if (statusOf(cycles, resume.statusId).typeId !== order.typeId) return 'it resumes at a status of another type';
  const { interrupted } = resume;
  const isWhole =
    interrupted === null || (Number.isInteger(interrupted.entry) && interrupted.parkedDate <= order.sinceDate);
  return isWhole ? undefined : 'the visit it resumes has no entry, or was parked after it came where it is';
}

function faultInRisk(order: WalkedOrder, { cycles, calendar }: Around): string | undefined {
  const { state, riskDate, dueDate, deliveryDate } = order;
  if (state !== 'open') return riskDate === null ? undefined : `it is ${state}, and at risk from ${riskDate} on`;
  const cycle = cycleOf(cycles, order.typeId);
  const at = { cycle, status: statusOf(cycles, order.statusId), dueDate, resume: resumePlaceOf(order) };
  const computed = riskDateOf(calendar, at, deliveryDate);
  if (riskDate === computed) return undefined;
  return `it keeps ${riskDate ?? 'no date'} from which on it is at risk, and by its plan it is ${computed ?? 'none'}`;
}

function faultInNames(order: WalkedOrder): string | undefined {
  const { number, clientId, invoiceClientId, clientName, vendorName } = order;
  if (invoiceClientId !== null && clientId !== invoiceClientId) return 'its client is not the client of its invoice';
  const kept = {
    numberKey: folded(number),
    clientKey: folded(clientName ?? ''),
    vendorKey: folded(vendorName ?? ''),
    searchText: searchTextOf({ ...order, vendorName: vendorName ?? '' }),
  };
  const wrong = (Object.keys(kept) as (keyof typeof kept)[]).find((name) => order[name] !== kept[name]);
  return wrong && `it keeps ${wrong} "${order[wrong]}", and it is "${kept[wrong]}" by now`;
}
