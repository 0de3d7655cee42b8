import type { IsoDate } from './iso-date.ts';

/** Where the time comes from; tests give their own. */
export type Clock = { now(): number };

export const systemClock: Clock = { now: () => Date.now() };

/** The calendar date at an instant (UTC milliseconds) in a time zone. */
export function dateIn(timeZone: string, now: number): IsoDate {
  return formatterOf(timeZone).format(now);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

// The Swedish locale writes dates as YYYY-MM-DD; building a formatter costs more than using it a thousand times.
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}
