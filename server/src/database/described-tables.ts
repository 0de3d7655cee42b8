import { DatabaseSync } from 'node:sqlite';
import { statementsOf, type Words } from './migrate.ts';

/** What a column holds, whatever the database calls it. */
export type Kind = 'int' | 'text' | 'date' | 'bool' | 'bytes';

/** A table as the migrations make it; names are those of the database. */
export type DescribedTable = {
  name: string;
  columns: ReadonlyMap<string, Kind>;
  /** The columns of the primary key, in order. */
  key: readonly string[];
  /** Whether the database gives its ids. */
  hasIds: boolean;
  /** The table that a column refers to, by column. */
  refersTo: ReadonlyMap<string, string>;
};

/** The tables that the named migrations make, each after those it refers to. */
export function tablesAfter(names: readonly string[]): DescribedTable[] {
  const database = new DatabaseSync(':memory:');
  try {
    for (const statement of statementsOf(names, tellingWords)) database.exec(statement);
    const rows = database.prepare("select name from sqlite_master where type = 'table' order by rowid").all();
    return inOrder(rows.map(({ name }) => describe(database, String(name))));
  } finally {
    database.close();
  }
}

const given = 'given';

/** Types that say what a column holds; the database takes any word for one. */
const tellingWords: Words = {
  ...{ id: `${given} primary key`, addedId: `${given} primary key`, commitId: 'int primary key' },
  ...{ int: 'int', text: 'text', key: 'text', date: 'date', bool: 'bool' },
  ...{ json: 'text', bytes: 'bytes', strict: '', wordParts: () => [] },
};

function describe(database: DatabaseSync, name: string): DescribedTable {
  const columns = database.prepare('select name, type, pk from pragma_table_info(?) order by cid').all(name);
  const references = database.prepare('select "from", "table" from pragma_foreign_key_list(?)').all(name);
  const keyed = columns.filter(({ pk }) => Number(pk) > 0).toSorted((a, b) => Number(a.pk) - Number(b.pk));
  return {
    name,
    columns: new Map(columns.map((column) => [String(column.name), kindOf(String(column.type))])),
    key: keyed.map((column) => String(column.name)),
    hasIds: columns.some(({ type }) => type === given),
    refersTo: new Map(references.map(({ from, table }) => [String(from), String(table)])),
  };
}

function kindOf(type: string): Kind {
  return type === given ? 'int' : (type.toLowerCase() as Kind);
}

function inOrder(tables: readonly DescribedTable[]): DescribedTable[] {
  const ordered = new Set<DescribedTable>();
  const add = (table: DescribedTable, above: readonly DescribedTable[]) => {
    if (ordered.has(table)) return;
    if (above.includes(table)) throw new Error(`The tables around ${table.name} refer to one another in a circle.`);
    for (const other of tables) {
      if (other !== table && [...table.refersTo.values()].includes(other.name)) add(other, [...above, table]);
    }
    ordered.add(table);
  };
  for (const table of tables) add(table, []);
  return [...ordered];
}
