import { sql } from 'kysely';
import type { DescribedTable } from '../database/described-tables.ts';
import { storageFaults, tablesOfUsedIds } from '../database/soundness.ts';
import type { Check } from './findings.ts';

/** What holds in any database, whatever it is about. */
export const storageChecks: readonly Check[] = [
  {
    name: 'storage',
    rule: 'The database can be read throughout, and its indexes agree with its rows.',
    isQuick: true,
    find: async ({ db, isQuick }, offences) => {
      for (const says of await storageFaults(db, isQuick)) offences.add({ record: 'the database', id: null, says });
    },
  },
  {
    name: 'ids',
    rule: 'The id that the database gives next is free.',
    isQuick: true,
    find: async ({ db, tables }, offences) => {
      for (const table of await tablesOfUsedIds(db, tables)) {
        offences.add({
          record: `the table ${table}`,
          id: null,
          says: 'has a row with an id that is still to be given',
        });
      }
    },
  },
  {
    name: 'references',
    rule: 'What a record refers to exists.',
    find: async ({ db, tables }, offences) => {
      for (const table of tables.filter(({ refersTo }) => refersTo.size > 0)) {
        await offences.addRows(db, rowsWithoutParent(table), ({ id, missing }) => ({
          ...{ record: `a row of ${table.name}`, id: id === null ? null : Number(id) },
          says: `refers by ${missing} to a record that does not exist`,
        }));
      }
    },
  },
];

/** One look through a table for all that its rows refer to. */
function rowsWithoutParent({ name, key, refersTo }: DescribedTable) {
  const missing = [...refersTo].map(([column, parent]) => ({
    column,
    isMissing: sql<boolean>`t.${sql.ref(column)} is not null
      and not exists (select 1 from ${sql.table(parent)} as parent where parent.id = t.${sql.ref(column)})`,
  }));
  const id = sql`t.${sql.ref(key[0] ?? 'id')}`;
  return sql<{ id: number; missing: string }>`
    select ${id} as id, case ${sql.join(
      missing.map(({ column, isMissing }) => sql`when ${isMissing} then ${sql.lit(column)}`),
      sql` `,
    )} end as missing
    from ${sql.table(name)} as t
    where ${sql.join(
      missing.map(({ isMissing }) => sql`(${isMissing})`),
      sql` or `,
    )}
    order by ${id}`;
}
