import type { Words } from '../migrate.ts';

/** Views of the hub under a name, each somebody's own and perhaps shared. */
export function savedViews({ id, int, text, key, bool, strict }: Words): string[] {
  return [
    `create table saved_views (
      id ${id},
      user_id ${int} not null references users (id),
      name ${text} not null,
      name_key ${key} not null,
      address ${text} not null,
      is_shared ${bool} not null,
      position ${int} not null,
      version ${int} not null default 1,
      constraint saved_views_name unique (user_id, name_key)
    )${strict}`,
  ];
}
