import type { Hub } from './use-hub.ts';
export function DueCalendar(_: { hub: Hub }) {
  return null;
}
