import {
  ExternalKey,
  Fields,
  Id,
  IsoDate,
  Line,
  Name,
  Nullable,
  PositiveMoney,
  Prose,
} from '@printrail/contract/fields';
import { Quantity } from '@printrail/contract/order-lines';
import { NumberInput, orderFields } from '@printrail/contract/orders';
import { type Static, Type } from 'typebox';
import type { Cycle, Status } from '../cycles/cycle.rules.ts';
import { folded } from '../platform/folding.ts';
import type { IsoDate as DateText } from '../platform/iso-date.ts';
import type { FieldError } from '../platform/refusal.ts';

export const ImportedLine = Fields({
  externalKey: ExternalKey,
  invoiceLine: Type.Optional(Nullable(ExternalKey)),
  productId: Type.Optional(Nullable(Id)),
  description: Type.Optional(Line),
  invoiceQuantity: Type.Optional(Quantity),
  quantity: Quantity,
  cost: Type.Optional(PositiveMoney),
  note: Type.Optional(Prose),
});
export type ImportedLine = Static<typeof ImportedLine>;

/** A production order as another system knows it, with where it is there. */
export const ImportedOrder = Fields({
  externalKey: ExternalKey,
  number: NumberInput,
  typeId: Id,
  vendorId: Id,
  invoiceId: Type.Optional(Nullable(Id)),
  clientId: Type.Optional(Nullable(Id)),
  orderDate: IsoDate,
  status: Name,
  sinceDate: Type.Optional(IsoDate),
  dueDate: Type.Optional(Nullable(IsoDate)),
  responsibleUserId: Type.Optional(Nullable(Id)),
  departmentId: Type.Optional(Nullable(Id)),
  completedDate: Type.Optional(Nullable(IsoDate)),
  cancelledDate: Type.Optional(Nullable(IsoDate)),
  cancelReason: Type.Optional(Prose),
  ...orderFields,
});
export type ImportedOrder = Static<typeof ImportedOrder> & { lines?: readonly ImportedLine[] };

export function statusNamed(cycle: Cycle, name: string): Status | undefined {
  const key = folded(name);
  return cycle.statuses.find(({ nameKey }) => nameKey === key);
}

/** What a fault says of a status that a type has not. */
export function noSuchStatus({ type, statuses }: Cycle, name: string): string {
  return `"${name}" is no status of ${type.name}; it has ${statuses.map((status) => status.name).join(', ')}`;
}

/**
 * What cannot be in the place an imported order is said to have: it was ordered, came to its status and was completed or
 * cancelled in this order and not after today; it is completed if it is at the final status, on the day it came there, and
 * then has no due date and cannot be cancelled; an order still open is at a status that is in use.
 */
export function faultsInPlace(order: ImportedOrder, status: Status, today: DateText): FieldError[] {
  const { orderDate, completedDate, cancelledDate, cancelReason, dueDate } = order;
  const sinceDate = order.sinceDate ?? completedDate ?? undefined;
  const faults: (string | false | undefined | null)[][] = [
    ['orderDate', orderDate > today && `must not be after today, ${today}`],
    ['sinceDate', order.sinceDate && order.sinceDate > today && `must not be after today, ${today}`],
    ['sinceDate', sinceDate && sinceDate < orderDate && `must not be before the order date, ${orderDate}`],
    ['completedDate', !status.isFinal && completedDate && `must be empty: ${status.name} is not the final status`],
    ['completedDate', completedDate && completedDate > today && `must not be after today, ${today}`],
    [
      'completedDate',
      status.isFinal && completedDate && completedDate !== sinceDate && `must be the since-date, ${sinceDate}`,
    ],
    ['dueDate', status.isFinal && dueDate && `must be empty: the final status, ${status.name}, has no due date`],
    ['cancelledDate', status.isFinal && cancelledDate && 'must be empty: a completed order cannot be cancelled'],
    ['cancelledDate', cancelledDate && cancelledDate > today && `must not be after today, ${today}`],
    [
      'cancelledDate',
      cancelledDate && cancelledDate < (sinceDate ?? orderDate) && `must not be before ${sinceDate ?? orderDate}`,
    ],
    ['cancelReason', cancelReason && cancelledDate === null && 'must be empty: the order is not cancelled'],
    ['status', !status.isActive && !cancelledDate && `must be in use: ${status.name} is inactive, the order open`],
  ];
  return faults.flatMap(([field, message]) => (field && message ? [{ field, message }] : []));
}
