import { setImmediate as turn } from 'node:timers/promises';
import { csvType } from '@printrail/contract/exports';
import type { FileContent } from '@printrail/contract/fields';
import { stringify } from 'csv-stringify/sync';
import { decimalsOf } from '../imports/values.rules.ts';
import type { Reading } from '../studio/change.ts';
import type { Call } from '../studio/route.ts';
import { type CellKind, type CsvStyle, cellOf, headerOf } from './csv.rules.ts';

/** Which rows of a list to give: so many after an id, by id. */
export type Wanted<Filter> = { after: number; limit: number; filter: Filter };

/** A list that can be exported: its columns in order, and its rows by id. */
export type CsvList<Filter> = {
  name: string;
  columns: readonly { field: string; kind: CellKind }[];
  page(reading: Reading, wanted: Wanted<Filter>): Promise<({ id: number } & object)[]>;
};

/** A list with the columns of a selection, such as 'invoices.number as invoiceNumber'; those not named in kinds are plain. */
export function csvList<Filter>(
  name: string,
  selection: readonly string[],
  page: CsvList<Filter>['page'],
  kinds: Readonly<Record<string, CellKind>> = {},
): CsvList<Filter> {
  const columns = selection.map((each) => {
    const field = /[^ .]+$/.exec(each)?.[0] ?? each;
    return { field, kind: kinds[field] ?? 'plain' };
  });
  return { name, columns, page };
}

const rowsAtOnce = 500;
const markOfUtf8 = '\ufeff';

type Query<Filter> = { spreadsheet?: boolean } & Filter;

/**
 * The list as a file that is made while it is sent, some rows at a time: memory stays small, others are served meanwhile,
 * and each row is as it is when its turn comes.
 */
export async function csvFile<Filter>(
  call: Call,
  list: CsvList<Filter>,
  { spreadsheet = false, ...filter }: Query<Filter>,
): Promise<FileContent> {
  const { today, decimals } = await call.read(async (reading) => ({
    today: reading.today,
    decimals: decimalsOf(reading.preferences.currency),
  }));
  const pages = pagesOf(call, list, filter as Filter, { decimals, spreadsheet });
  // What cannot be read is refused as such, before any of the file is sent.
  const first = await pages.next();
  return { name: `${list.name}-${today}.csv`, mediaType: csvType, bytes: following(first.value ?? '', pages) };
}

async function* following(first: string, others: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(first);
  for await (const text of others) yield Buffer.from(text);
}

async function* pagesOf<Filter>(
  call: Call,
  { columns, page }: CsvList<Filter>,
  filter: Filter,
  style: CsvStyle,
): AsyncGenerator<string, undefined> {
  let before = (style.spreadsheet ? markOfUtf8 : '') + textOf([columns.map(({ field }) => headerOf(field))]);
  for (let after = 0; ; ) {
    const rows = await call.read((reading) => page(reading, { after, limit: rowsAtOnce, filter }));
    const cells = rows.map((row) => columns.map(({ field, kind }) => cellOf(kind, fieldOf(row, field), style)));
    yield before + textOf(cells);
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    after = last.id;
    before = '';
    await turn();
  }
}

function fieldOf(row: object, field: string): unknown {
  return (row as Record<string, unknown>)[field];
}

function textOf(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}
