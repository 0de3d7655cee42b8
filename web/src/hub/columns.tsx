import type { HubSort } from '@printrail/contract/hub';
import type { OrderSummary } from '@printrail/contract/orders';
import { Day, DueDate, StatusName } from '../ui/attention.tsx';
import { moneyWords } from '../ui/words.ts';
import type { ColumnId } from './hub-view.rules.ts';
import type { Hub } from './use-hub.ts';

export type HubColumn = {
  id: ColumnId;
  name: string;
  /** At least so many pixels, and so large a part of what is left. */
  width: number;
  part: number;
  sort?: HubSort;
  isNumber?: boolean;
  show: (order: OrderSummary, hub: Pick<Hub, 'statuses'>) => React.ReactNode;
};

function text(value: string | null): React.ReactNode {
  return value ? <span className="cut">{value}</span> : <span className="quiet">–</span>;
}

const all: Record<ColumnId, Omit<HubColumn, 'id'>> = {
  order: { name: 'Order', width: 104, part: 1, sort: 'number', show: ({ number }) => text(number) },
  client: { name: 'Client', width: 132, part: 3, sort: 'client', show: ({ clientName }) => text(clientName) },
  type: { name: 'Type', width: 110, part: 1, show: ({ typeName }) => text(typeName) },
  status: {
    ...{ name: 'Status', width: 140, part: 2, sort: 'status' },
    show: ({ statusId, statusName, statusColor }, { statuses }) => (
      <StatusName name={statusName} color={statusColor} isSide={statuses.get(statusId)?.isSide ?? false} />
    ),
  },
  due: { name: 'Due', width: 152, part: 1, sort: 'due', show: (order) => <DueDate order={order} /> },
  vendor: { name: 'Vendor', width: 104, part: 2, sort: 'vendor', show: ({ vendorName }) => text(vendorName) },
  responsible: {
    ...{ name: 'Responsible', width: 110, part: 2, sort: 'responsible' },
    show: (order) => text(responsibleOf(order)),
  },
  invoice: { name: 'Invoice', width: 90, part: 1, show: ({ invoiceNumber }) => text(invoiceNumber) },
  since: { name: 'Since', width: 96, part: 0, sort: 'since', show: ({ sinceDate }) => <Day date={sinceDate} /> },
  orderDate: {
    ...{ name: 'Order date', width: 96, part: 0, sort: 'orderDate' },
    show: ({ orderDate }) => <Day date={orderDate} />,
  },
  deliveryDate: { name: 'Delivery', width: 96, part: 0, show: ({ deliveryDate }) => <Day date={deliveryDate} /> },
  vendorOrderNumber: {
    ...{ name: 'Vendor’s number', width: 120, part: 1 },
    show: ({ vendorOrderNumber }) => text(vendorOrderNumber),
  },
  value: { name: 'Value', width: 96, part: 0, isNumber: true, show: ({ value }) => moneyWords(value) },
  completed: {
    ...{ name: 'Completed', width: 112, part: 0, sort: 'completed' },
    show: ({ completedDate }) => <Day date={completedDate} />,
  },
};

export const columnNames = (id: ColumnId) => all[id].name;

export function columnsOf(ids: readonly ColumnId[]): HubColumn[] {
  return ids.map((id) => ({ id, ...all[id] }));
}

export function responsibleOf({ responsibleUserName, departmentName }: OrderSummary): string | null {
  return [responsibleUserName, departmentName].filter(Boolean).join(' · ') || null;
}
