import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { openStudio } from '../main.ts';
import { startPostgres } from './embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresAdminUrl: string;
  }
}

/** Vitest calls this once before the tests of the `postgres` project, and what it returns after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  await prepare(postgres.adminUrl);
  project.provide('postgresAdminUrl', postgres.adminUrl);
  return postgres.stop;
}

/** Name of the database that a test's own one is copied from: migrating each anew took most of the time. */
export const preparedName = 'prepared';

async function prepare(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create database ${preparedName}`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = `/${preparedName}`;
  await (await openStudio({ url: url.href })).database.close();
}

/** For tests of the `postgres` project: where to create a database of one's own. */
export function postgresAdminUrl(): string {
  return inject('postgresAdminUrl');
}
