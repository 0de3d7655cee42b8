import type { Hub, useTotals } from './use-hub.ts';
export function Board(_: { hub: Hub; counted: ReturnType<typeof useTotals> }) {
  return null;
}
