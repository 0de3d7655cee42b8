import { isIsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';

/** What stands in a list's `after`: the sort keys of the last row given. */
export type Cursor = readonly (string | number | null)[];

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * The keys in `after`, checked against what the list's sort needs: 's' a text, 'n' a number, 'd' a date; capitals allow
 * null as well.
 */
export function decodeCursor<Keys extends Cursor>(after: string | undefined, shape: string): Keys | undefined {
  if (after === undefined) return undefined;
  try {
    const keys: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    if (Array.isArray(keys) && keys.length === shape.length && keys.every((key, at) => fits(key, shape[at]))) {
      return keys as unknown as Keys;
    }
  } catch {
    // Not base64 of JSON: refused below like any other foreign cursor.
  }
  throw new Refusal('cursor.invalid', { field: 'after' }).at('after');
}

function fits(key: unknown, kind = ''): boolean {
  if (key === null) return kind !== kind.toLowerCase();
  if (kind.toLowerCase() === 'n') return Number.isSafeInteger(key);
  if (kind.toLowerCase() === 'd') return typeof key === 'string' && isIsoDate(key);
  return typeof key === 'string' && !key.includes('\0');
}

/** Where a list sorted by name goes on. */
export type NameCursor = [nameKey: string, id: number];

export const pageSize = 50;

/** A page from one row more than it shows: whether there is a following one, and where it begins. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => Cursor,
  itemOf: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(itemOf), next: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}
