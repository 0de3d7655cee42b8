import {
  AliasNode,
  ColumnNode,
  type Compilable,
  CompiledQuery,
  IdentifierNode,
  type OperationNode,
  ReferenceNode,
  SelectQueryNode,
} from 'kysely';
import { runBuilt } from './built.ts';
import { type Database, type Db, dialectOf } from './connect.ts';
import { camelCase } from './names.ts';
import { isBooleanColumn } from './sqlite.ts';

/** Stands in a query for a value that is given when it runs. */
class Place {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Gives the place of a value by its name. */
export type Named<Values> = <Name extends keyof Values & string>(name: Name) => Values[Name];

/** A query built once and run with other values each time: building one takes many times longer than running it. */
export function prepared<Values extends Record<string, unknown>, Row>(
  build: (db: Db, value: Named<Values>) => Compilable<Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  const built = new Map<Database['dialect'], CompiledQuery<Row>>();
  return async (db, values) => {
    const dialect = dialectOf(db);
    const query = built.get(dialect) ?? build(db, (name) => new Place(name) as never).compile();
    built.set(dialect, query);
    return runBuilt(db, { ...query, parameters: valuesFor(query, values) });
  };
}

/**
 * The same for many wide rows of numbers, texts, dates and booleans: they come as one text, which is taken apart several
 * times quicker than values that come one by one.
 */
export function preparedWide<Values extends Record<string, unknown>, Row>(
  build: (db: Db, value: Named<Values>) => Compilable<Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  const built = new Map<Database['dialect'], Wide<Row>>();
  return async (db, values) => {
    const dialect = dialectOf(db);
    const { query, rowOf } =
      built.get(dialect) ??
      wide<Row>(
        dialect,
        build(db, (name) => new Place(name) as never),
      );
    built.set(dialect, { query, rowOf });
    const [answer] = await runBuilt<{ rows: string }>(db, { ...query, parameters: valuesFor(query, values) });
    return (JSON.parse(answer?.rows ?? '[]') as unknown[][]).map(rowOf);
  };
}

type Wide<Row> = { query: CompiledQuery<{ rows: string }>; rowOf(values: unknown[]): Row };

function valuesFor(query: CompiledQuery, values: Record<string, unknown>): unknown[] {
  return query.parameters.map((each) => (each instanceof Place ? values[each.name] : each));
}

function wide<Row>(dialect: Database['dialect'], compilable: Compilable<Row>): Wide<Row> {
  const inner = compilable.compile();
  if (!SelectQueryNode.is(inner.query)) throw new Error(`Only a selection has rows: ${inner.sql}`);
  const columns = (inner.query.selections ?? []).map(({ selection }) => columnOf(selection));
  const [listOf, rowsOf] = dialect === 'sqlite' ? ['json_array', 'json_group_array'] : ['json_build_array', 'json_agg'];
  const list = columns.map((column) => `q."${column}"`).join(', ');
  const cast = dialect === 'sqlite' ? '' : '::text';
  const text = `select ${rowsOf}(${listOf}(${list}))${cast} as rows from (${inner.sql}) as q`;
  const query = CompiledQuery.raw(text, [...inner.parameters]) as CompiledQuery<{ rows: string }>;
  return { query, rowOf: rowWith<Row>(columns) };
}

function columnOf(selection: OperationNode): string {
  if (AliasNode.is(selection) && IdentifierNode.is(selection.alias)) return selection.alias.name;
  if (ReferenceNode.is(selection) && ColumnNode.is(selection.column)) return selection.column.column.name;
  throw new Error(`A column without a name: ${selection.kind}`);
}

/** Rows that begin as copies of one, as a text gave it, are of one shape: quick to fill and to write. */
function rowWith<Row>(columns: readonly string[]): (values: unknown[]) => Row {
  const fields = columns.map(camelCase);
  const empty: Record<string, unknown> = JSON.parse(
    JSON.stringify(Object.fromEntries(fields.map((each) => [each, null]))),
  );
  const booleans = columns.flatMap((column, at) => (isBooleanColumn(column) ? [at] : []));
  return (values) => {
    for (const at of booleans) if (values[at] !== null) values[at] = Boolean(values[at]);
    const row = { ...empty };
    for (let at = 0; at < fields.length; at++) row[fields[at] as string] = values[at];
    return row as Row;
  };
}
