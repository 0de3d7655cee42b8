import { type ImportMapping, importFiles } from '@printrail/contract/imports';
import { getOrder } from '@printrail/contract/orders';
import { openSnapshot } from '../database/snapshot.ts';
import { examine } from '../upkeep/doctor.ts';
import { givenDepartment, givenUser } from './givens.ts';
import { studio, type TestStudio } from './studio.ts';

const column = (name: string) => ({ column: name });
const keyed = { key: column('id') };

const mapping: ImportMapping = {
  steps: [
    { file: 'clients.csv', into: 'clients', ...keyed, fields: { name: column('name') } },
    { file: 'vendors.csv', into: 'vendors', ...keyed, fields: { name: column('name') } },
    { file: 'products.csv', into: 'products', ...keyed, fields: { name: column('name'), price: column('price') } },
    {
      ...{ file: 'invoices.csv', into: 'invoices', ...keyed },
      fields: {
        number: column('id'),
        client: column('client'),
        date: column('date'),
        deliveryDate: column('delivery'),
      },
      lines: { key: column('product'), fields: { product: column('product'), quantity: column('quantity') } },
    },
    {
      ...{ file: 'orders.csv', into: 'productionOrders', ...keyed },
      fields: {
        number: column('number'),
        type: { constant: 'Print order' },
        vendor: column('vendor'),
        invoice: { column: 'invoice', by: 'number' },
        orderDate: column('ordered'),
        status: column('status'),
        sinceDate: column('since'),
        dueDate: column('due'),
        responsible: { column: 'who', by: 'name' },
        completedDate: column('completed'),
        cancelledDate: column('cancelled'),
        cancelReason: column('why'),
      },
      lines: {
        key: column('product'),
        fields: { invoiceLine: column('product'), quantity: column('quantity') },
      },
    },
    {
      ...{ file: 'changes.csv', into: 'statusChanges', ...keyed },
      fields: {
        order: column('order'),
        from: column('from'),
        to: column('to'),
        date: column('date'),
        recorded: { column: 'recorded', format: 'yyyy-MM-dd HH:mm' },
        who: column('who'),
        dueDate: column('due'),
        note: column('note'),
      },
    },
  ],
};

const orderHead = 'id,number,vendor,invoice,ordered,status,since,due,who,completed,cancelled,why,product,quantity';
const changeHead = 'id,order,from,to,date,recorded,who,due,note';
export const orderRows = [
  'a,L-1,lab,7,2026-11-02,At the lab,2026-11-06,,Ann Bell,,,,print,2',
  'b,L-2,lab,,2026-10-01,Complete,2026-10-09,,,2026-10-09,,,,',
  'c,L-3,lab,,2026-10-01,On hold,2026-10-05,,,,2026-10-20,Client left,,',
  'd,L-4,lab,,2026-11-20,Order review,2026-11-20,2026-12-01,,,,,,',
];
export const changeRows = [
  '1,a,Retouching,Order review,2026-11-04,2026-11-04 09:30,Ann Bell,2026-11-03,late again',
  '2,a,Order review,On hold,2026-11-05,,Zed,2026-11-06,',
  '3,a,On hold,Order review,2026-11-06,,,,',
  '4,a,Order review,At the lab,2026-11-06,2026-11-06 17:00,,2026-11-09,',
];
const others = {
  'clients.csv': 'id,name\nann,Ann Archer\n',
  'vendors.csv': 'id,name\nlab,The Lab\n',
  'products.csv': 'id,name,price\nprint,Print,10\n',
  'invoices.csv': 'id,client,date,delivery,product,quantity\n7,ann,2026-11-01,2026-12-18,print,3\n',
};

/** Orders without lines are of a file of their own, as one of lines is. */
export function sent(orders: readonly string[] = orderRows, changes: readonly string[] = changeRows) {
  const [withLines, without] = [
    orders.filter((row) => !row.endsWith(',,')),
    orders.filter((row) => row.endsWith(',,')),
  ];
  const { lines: _, ...plain } = mapping.steps[4] as ImportMapping['steps'][number];
  const steps = [...mapping.steps.slice(0, 5), { ...plain, file: 'plain.csv' }, ...mapping.steps.slice(5)];
  const files = {
    ...others,
    'orders.csv': [orderHead, ...withLines].join('\n'),
    'plain.csv': [orderHead, ...without].join('\n'),
    'changes.csv': [changeHead, ...changes].join('\n'),
  };
  return { body: { mapping: { steps }, files } };
}

/** A studio with those that the imported orders name. */
export async function withPeople(): Promise<TestStudio> {
  const s = await studio();
  await givenUser(s, 'Ann Bell');
  await givenDepartment(s, 'Lab');
  return s;
}

export async function orderNumbered(s: TestStudio, number: string) {
  const row = await s.studio.database.read
    .selectFrom('productionOrders')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return s.call(getOrder, { params: { id: row.id } });
}

/** What the doctor finds wrong. */
export async function findings(s: TestStudio) {
  const snapshot = await openSnapshot(s.location);
  try {
    return (await examine(snapshot.db)).filter(({ count }) => count > 0);
  } finally {
    await snapshot.close();
  }
}

/** Of each step: into what, and how many came new, changed or stood already. */
export function countsOf(steps: readonly { into: string; added: number; changed: number; unchanged: number }[]) {
  return steps.map(({ into, added, changed, unchanged }) => [into, added, changed, unchanged]);
}

/** What is wrong with rows, by file, line, column and rule. */
export async function faultsOf(s: TestStudio, orders: readonly string[], changes: readonly string[] = []) {
  const problem = await s.refusal(importFiles, sent(orders, changes));
  const { rows } = problem.details as {
    rows: { file: string; line: number; column: string | null; value: string | null; rule: string }[];
  };
  return rows.map(({ file, line, column, rule }) => [file, line, column, rule]);
}
