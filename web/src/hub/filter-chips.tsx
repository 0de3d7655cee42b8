import { CloseButton } from '@mantine/core';
import { listOrders } from '@printrail/contract/hub';
import { useAnswer } from '../queries.ts';
import looks from '../ui/chip.module.css';
import { dayWords } from '../ui/words.ts';
import type { HubView } from './hub-view.rules.ts';
import { usePeople, useVendors } from './people.ts';
import type { Hub } from './use-hub.ts';

/** What else is filtered, each to take away. */
export function FilterChips({ hub }: { hub: Hub }) {
  const { view, change, types, statuses } = hub;
  const { users, departments } = usePeople();
  const vendors = useVendors();
  const subject = useSubject(view);
  const names = (ids: readonly number[] | undefined, of: readonly { id: number; name: string }[]) =>
    ids?.map((id) => of.find((each) => each.id === id)?.name ?? `no. ${id}`).join(', ');
  const chips: { name: string; value: string | undefined; keys: (keyof HubView)[] }[] = [
    { name: 'Type', value: names(view.typeId, types), keys: ['typeId'] },
    { name: 'Status', value: names(view.statusId, [...statuses.values()]), keys: ['statusId'] },
    { name: 'Vendor', value: names(view.vendorId, vendors), keys: ['vendorId'] },
    { name: 'Responsible', value: names(view.responsibleUserId, users), keys: ['responsibleUserId'] },
    { name: 'Department', value: names(view.departmentId, departments), keys: ['departmentId'] },
    { name: 'Due', value: view.due ? undefined : dueWords(view), keys: ['dueFrom', 'dueTo'] },
    { name: 'Client', value: view.clientId && subject?.clientName, keys: ['clientId'] },
    { name: 'Session', value: view.sessionId && `no. ${view.sessionId}`, keys: ['sessionId'] },
    { name: 'Invoice', value: view.invoiceId && subject?.invoiceNumber, keys: ['invoiceId'] },
  ].map((chip) => ({ ...chip, value: chip.value || undefined }) as (typeof chips)[number]);
  return chips.map(({ name, value, keys }) =>
    value === undefined ? null : (
      <span key={name} className={looks.filter}>
        <span className="cut">
          <span className="quiet">{name}</span> {value}
        </span>
        <CloseButton
          size="sm"
          radius="xl"
          aria-label={`Do not filter by ${name.toLowerCase()}`}
          onClick={() => change(Object.fromEntries(keys.map((key) => [key, undefined])))}
        />
      </span>
    ),
  );
}

/** The client or invoice that an address filters by, named by one of its orders. */
function useSubject({ clientId, invoiceId }: HubView): { clientName: string; invoiceNumber: string } | undefined {
  const isNeeded = clientId !== undefined || invoiceId !== undefined;
  const query = { ...(clientId ? { clientId } : { invoiceId }), state: 'all', limit: 1, totals: false } as const;
  const order = useAnswer(listOrders, { query }, { enabled: isNeeded }).data?.items[0];
  if (!isNeeded) return undefined;
  return {
    clientName: order?.clientName ?? `no. ${clientId}`,
    invoiceNumber: order?.invoiceNumber ?? `no. ${invoiceId}`,
  };
}

function dueWords({ dueFrom, dueTo }: HubView): string | undefined {
  if (dueFrom && dueTo) return dueFrom === dueTo ? dayWords(dueFrom) : `${dayWords(dueFrom)} to ${dayWords(dueTo)}`;
  if (dueFrom) return `from ${dayWords(dueFrom)}`;
  return dueTo ? `to ${dayWords(dueTo)}` : undefined;
}
