import type { Words } from '../migrate.ts';

/** The image on the studio's printed forms; at most one. */
export function logo({ int, text, bytes, strict }: Words): string[] {
  return [
    `create table studio_logo (
      id ${int} primary key check (id = 1),
      media_type ${text} not null,
      width ${int} not null,
      height ${int} not null,
      image ${bytes} not null
    )${strict}`,
  ];
}
