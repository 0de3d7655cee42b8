import { Misread } from './values.rules.ts';

/** Where a text comes from in a row: places of columns counted from 0, or the same text for every row. */
export type Source = {
  places: readonly number[];
  constant?: string;
  separator: string;
  values?: ReadonlyMap<string, string>;
  /** Every column must hold something; otherwise empty ones are passed over when several are joined. */
  isKey: boolean;
  /** What a fault calls it; null for a constant. */
  column: string | null;
};

/** The text as it stands in the row, without blanks around it. */
export function textOf({ places, constant, separator, isKey }: Source, cells: readonly string[]): string {
  if (constant !== undefined) return constant;
  const [only = 0] = places;
  if (places.length === 1) return (cells[only] ?? '').trim();
  const parts = places.map((place) => (cells[place] ?? '').trim());
  const held = parts.filter(Boolean);
  return isKey && held.length < parts.length ? '' : held.join(separator);
}

/** The text that the mapping's list of values gives for the text of the row. */
export function replaced({ values }: Source, text: string): string {
  if (!values) return text;
  const value = values.get(text);
  if (value !== undefined || text === '') return value ?? '';
  throw new Misread(`must be one of ${[...values.keys()].map((key) => JSON.stringify(key)).join(', ')}`);
}
