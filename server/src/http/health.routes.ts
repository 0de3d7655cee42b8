import { getHealth } from '@printrail/contract/health';
import { sql } from 'kysely';
import { dialectOf } from '../database/connect.ts';
import { type Route, reads } from '../studio/route.ts';

export const healthRoutes: readonly Route[] = [
  reads(getHealth, async ({ db }) => {
    await sql`select 1`.execute(db);
    return { status: 'ok' as const, database: dialectOf(db) };
  }),
];
