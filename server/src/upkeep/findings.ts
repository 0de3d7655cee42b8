import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Cycles } from '../cycles/cycles.queries.ts';
import type { Db } from '../database/connect.ts';
import type { DescribedTable } from '../database/described-tables.ts';
import type { Settings } from './settings-at-hand.ts';

/** A record that breaks a rule, and how. */
export type Offence = { record: string; id: number | null; says: string };

/** What a check found: how many records break its rule, and the first of them. */
export type Finding = { name: string; rule: string; count: number; offences: readonly Offence[] };

/** What checks look at: one state of the database. */
export type Examined = {
  db: Db;
  tables: readonly DescribedTable[];
  cycles: Cycles;
  settings: Settings;
  /** Only what is done in seconds at any size. */
  isQuick: boolean;
};

/** A rule that every sound database keeps. */
export type Check = {
  name: string;
  rule: string;
  /** Done in seconds at any size. */
  isQuick?: true;
  find(examined: Examined, offences: Offences): Promise<void>;
};

const mostNamed = 20;

export class Offences {
  private readonly named: Offence[] = [];
  private count = 0;

  add(offence: Offence): void {
    this.count += 1;
    if (this.named.length < mostNamed) this.named.push(offence);
  }

  /** Adds the rows of a query, which have to be in a fixed order; those beyond the first are only counted. */
  async addRows<Row>(db: Db, query: RawBuilder<Row>, offenceOf: (row: Row) => Offence): Promise<void> {
    const { rows } = await sql<Row>`${query} limit ${mostNamed}`.execute(db);
    for (const row of rows) this.add(offenceOf(row));
    if (rows.length < mostNamed) return;
    const all = await sql<{ many: number }>`select count(*) as many from (${query}) as offending`.execute(db);
    this.count += (all.rows[0]?.many ?? mostNamed) - mostNamed;
  }

  finding({ name, rule }: Pick<Check, 'name' | 'rule'>): Finding {
    return { name, rule, count: this.count, offences: this.named };
  }
}

/** The error as an offence: what cannot be read cannot be sound. */
export function unreadable(record: string, error: unknown): Offence {
  return { record, id: null, says: `cannot be examined: ${error instanceof Error ? error.message : String(error)}` };
}
