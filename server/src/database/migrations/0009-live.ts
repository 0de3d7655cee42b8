import type { Words } from '../migrate.ts';

/**
 * What changes touched, one row for each, for those who look on; kept for a day. The first row stands for everything before
 * there were any, so that a place in the order of commits is never older than the oldest row kept without a loss.
 */
export function live({ commitId, int, json, strict }: Words): string[] {
  return [
    `create table live_events (
      id ${commitId},
      at ${int} not null,
      changes ${json} not null
    )${strict}`,
    `insert into live_events (at, changes) values (0, '[]')`,
  ];
}
