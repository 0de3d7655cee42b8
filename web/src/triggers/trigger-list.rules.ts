import type { ProductionType } from '@printrail/contract/cycles';
import type { InvoiceStatus } from '@printrail/contract/invoice-statuses';
import type { Trigger } from '@printrail/contract/triggers';

/** A status that triggers may belong to, of an order type or of invoices. */
export type TriggerStatus = {
  /** Tells statuses of both kinds apart: "status-12", "invoice-3". */
  key: string;
  statusId: number | null;
  invoiceStatusId: number | null;
  name: string;
  color: string;
  isSide: boolean;
  isActive: boolean;
};

/** An order type with its statuses, or the invoices with theirs; those have no type. */
export type Place = { name: string; typeId: number | null; isActive: boolean; statuses: readonly TriggerStatus[] };

/** Everywhere triggers may be, in the order of the studio. */
export function placesOf(types: readonly ProductionType[], invoiceStatuses: readonly InvoiceStatus[]): Place[] {
  const ofType = ({ id, name, isActive, statuses }: ProductionType): Place => ({
    ...{ name, typeId: id, isActive },
    statuses: statuses.map((status) => ({
      ...{ key: `status-${status.id}`, statusId: status.id, invoiceStatusId: null, name: status.name },
      ...{ color: status.color, isSide: status.isSide, isActive: status.isActive },
    })),
  });
  const ofInvoices = invoiceStatuses.map((status) => ({
    ...{ key: `invoice-${status.id}`, statusId: null, invoiceStatusId: status.id, name: status.name },
    ...{ color: status.color, isSide: false, isActive: status.isActive },
  }));
  return [...types.map(ofType), { name: 'Invoices', typeId: null, isActive: true, statuses: ofInvoices }];
}

/** What the list is narrowed to, as it stands in the address. */
export type TriggerFilter = {
  status: number;
  invoiceStatus: number;
  type: number | 'invoices';
  active: boolean;
  q: string | number;
};

/** Whether a trigger is asked for; each word may stand anywhere in what it says, accents and case do not count. */
export function isAskedFor(
  trigger: Trigger,
  { status, invoiceStatus, type, active, q = '' }: Partial<TriggerFilter>,
): boolean {
  if (status !== undefined && trigger.statusId !== status) return false;
  if (invoiceStatus !== undefined && trigger.invoiceStatusId !== invoiceStatus) return false;
  if (type === 'invoices' && trigger.invoiceStatusId === null) return false;
  if (typeof type === 'number' && trigger.typeId !== type) return false;
  if (active !== undefined && trigger.isActive !== active) return false;
  const says = plain(`${trigger.sentence} ${trigger.description}`);
  return plain(String(q))
    .split(/\s+/)
    .every((word) => says.includes(word));
}

export type TriggerGroup = { place: Place; statuses: { status: TriggerStatus; triggers: Trigger[] }[] };

/** The triggers by order type and status, in the order of the studio; only where there are some. */
export function groupsOf(triggers: readonly Trigger[], places: readonly Place[]): TriggerGroup[] {
  return places
    .map((place) => ({
      place,
      statuses: place.statuses
        .map((status) => ({ status, triggers: triggers.filter((trigger) => belongs(trigger, status)) }))
        .filter((group) => group.triggers.length > 0),
    }))
    .filter(({ statuses }) => statuses.length > 0);
}

export function belongs(
  trigger: Pick<Trigger, 'statusId' | 'invoiceStatusId'>,
  { statusId, invoiceStatusId }: TriggerStatus,
): boolean {
  return trigger.statusId === statusId && trigger.invoiceStatusId === invoiceStatusId;
}

/** The status a filter asks for, if it asks for one. */
export function statusAskedFor(
  places: readonly Place[],
  { status, invoiceStatus }: Partial<TriggerFilter>,
): TriggerStatus | undefined {
  return places
    .flatMap(({ statuses }) => statuses)
    .find(({ statusId, invoiceStatusId }) =>
      statusId === null ? invoiceStatusId === invoiceStatus : statusId === status,
    );
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
