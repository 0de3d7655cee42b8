import type { ImportMapping } from '@printrail/contract/imports';

/** Files to import, with the mapping that brings them in. */
export type Filed = { what: string; rows: number; text: string; mapping: ImportMapping; files: Record<string, string> };

const known = { clients: 2_000, vendors: 40, products: 300 };
const linesOfOrder = 2;
const statuses = ['Retouching', 'Order review', 'At the lab', 'Quality check', 'Packaging', 'Complete'];
const surnames = ['Archer', 'Bell', 'Çelik', 'Dvořák', 'Eriksen', 'Ferreira', 'García', 'Huang', 'Ivanova', 'Jensen'];
const names = ['Ann', 'Ben', 'Carla', 'Dirk', 'Elif', 'Farid', 'Grace'];
const cities = ['Lisbon', 'Porto', 'Brno', 'Oslo', 'Sevilla', 'Taipei', 'Leeds'];

const column = (name: string) => ({ column: name });
const clientFields = {
  ...{ name: column('Name'), email: column('E-mail'), phone: column('Phone') },
  ...{ 'address.street': column('Street'), 'address.postalCode': column('Postcode'), 'address.city': column('City') },
};
const clientHead = 'Number,Name,E-mail,Phone,Street,Postcode,City';

/** What the orders name, to be brought in before. */
export const others: Pick<Filed, 'mapping' | 'files'> = {
  mapping: {
    steps: [
      { file: 'clients.csv', into: 'clients', key: column('Number'), fields: clientFields },
      { file: 'vendors.csv', into: 'vendors', key: column('Code'), fields: { name: column('Name') } },
      {
        ...{ file: 'products.csv', into: 'products', key: column('Code') },
        fields: { name: column('Name'), price: column('Price'), cost: column('Cost') },
      },
    ],
  },
  files: {
    'clients.csv': clients('C', known.clients),
    'vendors.csv': fileOf('Code,Name', known.vendors, (at) => [`V${at},Lab number ${at}`]),
    'products.csv': fileOf('Code,Name,Price,Cost', known.products, (at) => [
      `P${at},Print ${at} × ${at},${at}.50,${at}.10`,
    ]),
  },
};

/** Orders with two lines each, a row for each line; and clients. */
export function filesOf(counts: { orders: number; clients: number }): Filed[] {
  const orders = fileOf(
    'Number,Lab,Client,Ordered,Status,Since,Due,Lab number,Notes,Product,Quantity,Cost',
    counts.orders,
    orderRows,
  );
  return [
    {
      what: `${spoken(counts.orders)} production orders of ${linesOfOrder} lines`,
      rows: counts.orders * linesOfOrder,
      text: orders,
      mapping: { steps: [orderStep] },
      files: { 'orders.csv': orders },
    },
    filedClients(counts.clients),
  ];
}

const orderStep: ImportMapping['steps'][number] = {
  ...{ file: 'orders.csv', into: 'productionOrders', key: column('Number') },
  fields: {
    ...{ number: column('Number'), type: { constant: 'Print order' }, vendor: column('Lab'), client: column('Client') },
    ...{ orderDate: column('Ordered'), status: column('Status'), sinceDate: column('Since'), dueDate: column('Due') },
    ...{ vendorOrderNumber: column('Lab number'), studioNotes: column('Notes') },
  },
  lines: {
    key: column('Product'),
    fields: { product: column('Product'), quantity: column('Quantity'), cost: column('Cost') },
  },
};

function orderRows(at: number): string[] {
  const day = String((at % 28) + 1).padStart(2, '0');
  const status = statuses[at % statuses.length];
  const due = status === 'Complete' ? '' : `2026-11-${day}`;
  const head = `O-${at},V${at % known.vendors},C${at % known.clients},2026-09-${day},${status},2026-10-${day},${due},${700_000 + at},"Matte, as last time"`;
  return Array.from({ length: linesOfOrder }, (_, line) => `${head},P${(at + line) % known.products},${line + 1},4.50`);
}

function filedClients(count: number): Filed {
  const text = clients('N', count);
  const step = { file: 'clients.csv', into: 'clients' as const, key: column('Number'), fields: clientFields };
  return {
    what: `${spoken(count)} clients`,
    rows: count,
    text,
    mapping: { steps: [step] },
    files: { 'clients.csv': text },
  };
}

function clients(prefix: string, count: number): string {
  return fileOf(clientHead, count, (at) => {
    const [name, surname] = [names[at % names.length], surnames[at % surnames.length]];
    const place = `"${at % 90} Long Street, 2nd floor",${10_000 + (at % 9_000)},${cities[at % cities.length]}`;
    return [`${prefix}${at},${name} ${surname},${name}.${at}@client.example,+351 21 ${1_000_000 + at},${place}`];
  });
}

function fileOf(head: string, count: number, rowsOf: (at: number) => string[]): string {
  return [head, ...Array.from({ length: count }, (_, at) => rowsOf(at)).flat()].join('\n');
}

function spoken(count: number): string {
  return count.toLocaleString('en');
}
