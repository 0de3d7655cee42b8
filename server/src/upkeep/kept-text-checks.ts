import { productColumns } from '../catalog/products.rules.ts';
import { changedVendorColumns } from '../catalog/vendors.rules.ts';
import { changedClientColumns } from '../clients/clients.rules.ts';
import type { DescribedTable } from '../database/described-tables.ts';
import { pagesOf } from '../database/table-pages.ts';
import { folded } from '../platform/folding.ts';
import type { Check, Examined, Offences } from './findings.ts';

/** Texts that records keep of themselves, to be compared, sorted and searched by. */
export const keptTextChecks: readonly Check[] = [
  {
    name: 'name-keys',
    rule: 'The key that names and numbers are compared by is the name or number, folded.',
    find: async ({ db, tables }, offences) => {
      for (const table of tables) {
        // Orders are walked through by themselves.
        const keyed = table.name === 'production_orders' ? [] : keyedColumns(table);
        if (keyed.length === 0) continue;
        const columns = keyed.flatMap((column) => [column, `${column}_key`]);
        for await (const rows of pagesOf(db, table, columns)) {
          for (const row of rows) checkKeys(table.name, keyed, row, offences);
        }
      }
    },
  },
  {
    name: 'search-texts',
    rule: 'Clients, vendors and products are found by what they hold now.',
    find: async (examined, offences) => {
      await checkTexts(examined, 'clients', (row) => changedClientColumns(row, {}).searchText, offences);
      await checkTexts(examined, 'vendors', (row) => changedVendorColumns(row, {}).searchText, offences);
      await checkTexts(examined, 'products', (row) => productColumns(row).searchText, offences);
    },
  },
];

function keyedColumns({ columns }: DescribedTable): string[] {
  return [...columns.keys()].filter((column) => columns.has(`${column}_key`));
}

function checkKeys(table: string, columns: readonly string[], row: Record<string, unknown>, offences: Offences): void {
  for (const column of columns) {
    const text = row[column] as string | null;
    const key = row[`${column}_key`];
    const wanted = text === null ? null : folded(text);
    if (key === wanted) continue;
    const record = `${text ?? 'a row'} in ${table}`;
    offences.add({ record, id: Number(row.id), says: `its ${column}_key is "${key}", and not "${wanted}"` });
  }
}

const rowsAtOnce = 2_000;

type Searched = 'clients' | 'vendors' | 'products';

async function checkTexts<Table extends Searched>(
  { db }: Examined,
  table: Table,
  textOf: (row: never) => string,
  offences: Offences,
): Promise<void> {
  let after = 0;
  for (;;) {
    const query = db
      .selectFrom(table as Searched)
      .selectAll()
      .where('id', '>', after);
    const rows = await query.orderBy('id').limit(rowsAtOnce).execute();
    for (const row of rows) {
      const wanted = textOf(row as never);
      const says = `it is found by "${row.searchText}", and not by "${wanted}"`;
      if (row.searchText !== wanted) offences.add({ record: `${row.name} in ${table}`, id: row.id, says });
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}
