import type { Compilable, CompiledQuery } from 'kysely';
import { type Database, type Db, dialectOf } from './connect.ts';

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
    const parameters = query.parameters.map((each) => (each instanceof Place ? values[each.name] : each));
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}
