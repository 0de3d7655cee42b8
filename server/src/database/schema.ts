import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sqliteStatements } from './migrate.ts';

/** The whole schema as the embedded database keeps it, in the order it is made. */
export function schemaText(): string {
  const database = new DatabaseSync(':memory:');
  for (const statement of sqliteStatements()) database.exec(statement);
  const rows = database
    .prepare(
      "select sql from sqlite_master where sql is not null and name not like 'sqlite_%' and name not in (select name from pragma_table_list where type = 'shadow') order by rowid",
    )
    .all();
  database.close();
  const statements = rows.map((row) => `${String(row.sql).replace(/^ {4}/gm, '')};\n`);
  return `-- Generated from migrations/ by node server/src/database/schema.ts; a test compares.\n\n${statements.join('\n')}`;
}

if (import.meta.main) writeFileSync(new URL('./schema.sql', import.meta.url), schemaText());
