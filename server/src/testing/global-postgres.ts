import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresAdminUrl: string;
  }
}

/** Vitest calls this once before the tests of the `postgres` project, and what it returns after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide('postgresAdminUrl', postgres.adminUrl);
  return postgres.stop;
}

/** For tests of the `postgres` project: where to create a database of one's own. */
export function postgresAdminUrl(): string {
  return inject('postgresAdminUrl');
}
