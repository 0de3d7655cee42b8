import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../server/src/testing/embedded-postgres.ts';
import { command, type Place, startPrintrail } from './processes.ts';
import { median, type Row, rowOf, say } from './results.ts';

const roundCount = 3;
const root = join(import.meta.dirname, '..');
const northwind = join(root, '../shared/data/northwind');
const ordersOfNorthwind = 2_076;

/** A studio into which Northwind was imported, copied for each round, as creating orders can be done but once. */
type Copies = { prepared: Place; copy(round: number): Promise<Place>; remove(): Promise<void> };

/** The production orders of all Northwind invoices at once, over HTTP, on both databases. */
export async function benchNorthwind(): Promise<Row[]> {
  if (!existsSync(northwind)) {
    say(`  left out: the Northwind data is not at ${northwind}`);
    return [];
  }
  const rows: Row[] = [];
  for (const [database, prepare] of Object.entries({ SQLite: onFile, PostgreSQL: onPostgres })) {
    const times = await createdIn(database, await prepare());
    const name = `creating all ${ordersOfNorthwind.toLocaleString('en')} production orders of Northwind, ${database}`;
    rows.push(rowOf({ name, measured: median(times), floor: null, unit: 's', target: { atMost: 2 } }));
  }
  return rows;
}

async function createdIn(database: string, { prepared, copy, remove }: Copies): Promise<number[]> {
  try {
    await command(prepared, 'import', 'examples/northwind/mapping.json', '--dir', northwind);
    const token = await command(prepared, 'api-key', 'add', '--name', 'Bench', '--rights', 'all');
    const times: number[] = [];
    for (let round = 0; round < roundCount; round++) {
      const seconds = await createAll(await copy(round), token);
      say(`  ${database}, round ${round}: ${seconds.toFixed(2)} s`);
      times.push(seconds);
    }
    return times;
  } finally {
    await remove();
  }
}

async function createAll(place: Place, token: string): Promise<number> {
  const server = await startPrintrail(place);
  try {
    const begun = performance.now();
    const response = await fetch(`http://127.0.0.1:${server.port}/api/v1/invoices/bulk/production-orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    const answer = (await response.json()) as { createdCount?: number };
    const seconds = (performance.now() - begun) / 1_000;
    if (answer.createdCount !== ordersOfNorthwind)
      throw new Error(`Not all orders were created: ${JSON.stringify(answer)}`);
    return seconds;
  } finally {
    await server.stop();
  }
}

async function onFile(): Promise<Copies> {
  const folder = mkdtempSync(join(tmpdir(), 'printrail-bench-'));
  const fileOf = (name: string) => join(folder, name, 'printrail.db');
  const prepared = fileOf('prepared');
  return {
    prepared,
    copy: async (round) => {
      const file = fileOf(String(round));
      mkdirSync(dirname(file));
      copyFileSync(prepared, file);
      return file;
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function onPostgres(): Promise<Copies> {
  const postgres = await startPostgres();
  const admin = new pg.Client({ connectionString: postgres.adminUrl });
  await admin.connect();
  const made = async (name: string, template: string): Promise<Place> => {
    await admin.query(`create database ${name} template ${template}`);
    const url = new URL(postgres.adminUrl);
    url.pathname = `/${name}`;
    return { url: url.href };
  };
  return {
    prepared: await made('prepared', 'template1'),
    copy: (round) => made(`round_${round}`, 'prepared'),
    remove: async () => {
      await admin.end();
      await postgres.stop();
    },
  };
}
