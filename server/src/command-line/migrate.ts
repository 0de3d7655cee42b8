import { connect, type Location } from '../database/connect.ts';
import { migrate as applyMigrations } from '../database/migrate.ts';
import type { Command } from './command.ts';
import { print } from './output.ts';
import { config, explained } from './studio-at-hand.ts';

export const migrate: Command = {
  name: 'migrate',
  summary: 'Bring the database to the newest form; every other command does so by itself',
  options: { json: { says: 'Answer as JSON: {"applied": [names]}' } },
  run: async ({ options }) => {
    const { location } = config();
    const applied = await explained(location, () => migrateAt(location));
    if (options.json !== undefined) return print(JSON.stringify({ applied }));
    if (applied.length === 0) return print('The database has the newest form; nothing was applied.');
    print(`Applied ${applied.length} of the migrations: ${applied.join(', ')}`);
  },
};

async function migrateAt(location: Location): Promise<string[]> {
  const database = await connect(location);
  try {
    return await applyMigrations(database);
  } finally {
    await database.close();
  }
}
