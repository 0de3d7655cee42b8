import { encodeCursor } from '../server/src/studio/pages.ts';
import { ask } from './data-sets.ts';

/** A page of the hub as the screen asks for it. */
export type HubPage = { name: string; path: string };

const sortColumns = {
  ...{ due: 'due_date', number: 'number_key', orderDate: 'order_date', client: 'client_key', vendor: 'vendor_key' },
  ...{ status: 'due_date', since: 'since_date', responsible: 'responsible_user_id', completed: 'completed_date' },
};
type Sort = keyof typeof sortColumns;
type State = 'open' | 'completed' | 'all';

const openSorts = ['due', 'number', 'orderDate', 'client', 'vendor', 'status', 'since', 'responsible'] as const;
const closedSorts = ['number', 'orderDate', 'completed'] as const;

/** Every filter and sort that the hub offers: the first page with totals, and pages deep in the list. */
export function hubPages(file: string): HubPage[] {
  return [
    ...filters(file),
    ...sorts(file, 'open', openSorts),
    ...sorts(file, 'completed', closedSorts),
    ...sorts(file, 'all', closedSorts),
  ];
}

function filters(file: string): HubPage[] {
  const usual = (column: string) =>
    ask<{ id: number }>(
      file,
      `select ${column} as id from production_orders where state = 'open' and ${column} is not null group by 1 order by count(*) desc limit 1`,
    )[0]?.id;
  const [today = '', soon = ''] = [0, 7].map((days) =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
  );
  const conditions: Record<string, string> = {
    type: `typeId=${usual('type_id')}`,
    status: `statusId=${usual('status_id')}`,
    'status by client': `statusId=${usual('status_id')}&sort=client`,
    vendor: `vendorId=${usual('vendor_id')}`,
    'vendor by number': `vendorId=${usual('vendor_id')}&sort=number`,
    responsible: `responsibleUserId=${usual('responsible_user_id')}`,
    department: `departmentId=${usual('department_id')}`,
    unassigned: 'unassigned=true',
    client: `clientId=${usual('client_id')}&state=all`,
    invoice: `invoiceId=${usual('invoice_id')}&state=all`,
    session: `sessionId=1&state=all`,
    'due this week': `dueFrom=${today}&dueTo=${soon}`,
    late: 'late=true',
    'late of a type': `late=true&typeId=${usual('type_id')}`,
    'at risk': 'atRisk=true',
    'completed of a vendor': `state=completed&vendorId=${usual('vendor_id')}`,
    'all of a type': `state=all&typeId=${usual('type_id')}`,
    'search by number': 'search=o-9',
    'search by name': 'search=wojc',
    'search two words': 'search=ova%20lark',
    'search all orders': 'search=wojcik%20print&state=all',
  };
  return Object.entries(conditions).map(([name, query]) => ({ name: `filter ${name}`, path: pathOf(query) }));
}

function sorts(file: string, state: State, names: readonly Sort[]): HubPage[] {
  return names.flatMap((sort) =>
    [false, true].flatMap((descending) => {
      const query = `state=${state}&sort=${sort}&descending=${descending}`;
      const name = `${state} by ${sort}${descending ? ', descending' : ''}`;
      const after = deepCursor(file, state, sort, descending);
      return [
        { name, path: pathOf(query) },
        { name: `${name}, deep`, path: pathOf(`${query}&after=${after}`) },
      ];
    }),
  );
}

/** Where a page four fifths down the list begins. */
function deepCursor(file: string, state: State, sort: Sort, descending: boolean): string {
  if (sort === 'status') return deepInStatuses(file, descending);
  const column = sortColumns[sort];
  const where = `${state === 'all' ? '1 = 1' : `state = '${state}'`} and ${column} is not null`;
  const count =
    ask<{ count: number }>(file, `select count(*) as count from production_orders where ${where}`)[0]?.count ?? 0;
  const direction = descending ? 'desc' : 'asc';
  const [row] = ask<{ key: string | number; id: number; status_id: number }>(
    file,
    `select ${column} as key, id, status_id from production_orders where ${where} order by ${column} ${direction}, id ${direction} limit 1 offset ${Math.floor(count * 0.8)}`,
  );
  return row ? encodeCursor([`${descending ? '-' : ''}${sort}`, row.status_id, row.key, row.id]) : '';
}

/** The same for the sort by status: a status four fifths down the cycles. */
function deepInStatuses(file: string, descending: boolean): string {
  const [row] = ask<{ id: number; due_date: string; status_id: number }>(
    file,
    `select o.id, o.due_date, o.status_id from production_orders o
     join production_statuses s on s.id = o.status_id join production_types t on t.id = s.type_id
     where o.state = 'open' and o.due_date is not null order by t.position, s.is_side, s.position, o.due_date, o.id
     limit 1 offset (select count(*) * ${descending ? 2 : 8} / 10 from production_orders where state = 'open' and due_date is not null)`,
  );
  return row ? encodeCursor([`${descending ? '-' : ''}status`, row.status_id, row.due_date, row.id]) : '';
}

function pathOf(query: string): string {
  return `/api/v1/production-orders?${query}`;
}
