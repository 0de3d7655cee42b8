import { DatabaseSync } from 'node:sqlite';

// Holds the write lock of a database file until it is ended; says so once it has it.
const database = new DatabaseSync(process.argv[2] ?? '');
database.exec('begin immediate');
process.stdout.write('locked\n');
setInterval(() => undefined, 1_000);
