import type { Preferences } from '@printrail/contract/calendar';
import { CalendarError, type IsoBusinessCalendar } from '../calendar/business-days.rules.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';

export type StoredPreferences = Omit<Preferences, 'version'>;

/** Preferences of a new studio; a preference that a later version brings takes its value from here. */
export const defaultPreferences: StoredPreferences = {
  studioName: 'My studio',
  address: {},
  phone: '',
  email: '',
  website: '',
  timeZone: 'UTC',
  locale: 'en-US',
  currency: 'USD',
  paperSize: 'Letter',
  workWeek: [1, 2, 3, 4, 5],
  dueDateMethod: 'forward',
  backwardCounts: 'business_days',
  orderNumberPattern: 'PO-{n:5}',
  invoiceNumberPattern: 'INV-{n:5}',
  orderCreation: { event: 'never', how: 'at_once' },
  invoiceCompletion: { setStatusId: null, setDeliveredDate: false, notifyUser: true },
};

/** Preferences as they are saved; what is missing there has its default. */
export function withDefaults(saved: string): StoredPreferences {
  return { ...defaultPreferences, ...(JSON.parse(saved) as Partial<StoredPreferences>) };
}

const token = /\{(n(?::([1-9]))?|yyyy|yy|mm)\}/g;

/**
 * The number a pattern gives: {n} or {n:5} is the running number (padded to that many digits), {yyyy}, {yy} and {mm} are
 * taken from the date.
 */
export function numberFrom(pattern: string, running: number, date: string): string {
  return pattern.replace(token, (_, name: string, digits: string | undefined) => {
    if (name === 'yyyy') return date.slice(0, 4);
    if (name === 'yy') return date.slice(2, 4);
    if (name === 'mm') return date.slice(5, 7);
    return String(running).padStart(Number(digits ?? 1), '0');
  });
}

/** Refuses a pattern that could give the same number twice or holds an unknown word. */
export function checkNumberPattern(field: string, pattern: string): void {
  const rest = pattern.replace(token, '');
  const running = [...pattern.matchAll(token)].filter((match) => match[1]?.startsWith('n')).length;
  const rule =
    running !== 1
      ? 'exactly one running number, {n} or {n:5}'
      : /[{}]/.test(rest)
        ? 'only the words {n}, {n:5}, {yyyy}, {yy} and {mm} in braces'
        : undefined;
  if (rule) throw new Refusal('preferences.number_pattern', { pattern, rule }).at(field);
}

/** Refuses what is not the name of a time zone; a plain offset such as +01:00 knows no summer time. */
export function checkTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    if (/^[+-]/.test(timeZone)) throw new RangeError('An offset is not a time zone.');
  } catch {
    throw new Refusal('preferences.unknown_time_zone', { timeZone }).at('timeZone');
  }
}

/** Refuses a locale that is not well-formed, and a language whose dates and numbers could not be written. */
export function checkLocale(locale: string): void {
  try {
    if (Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0) return;
  } catch {
    // Not well-formed: refused below like an unknown one.
  }
  throw new Refusal('preferences.unknown_locale', { locale }).at('locale');
}

export function checkCurrency(currency: string): void {
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    throw new Refusal('preferences.unknown_currency', { currency }).at('currency');
  }
}

/** Refuses an event for the creation of orders without the percentage or invoice status it waits for. */
export function checkOrderCreation({ event, percent, invoiceStatusId }: StoredPreferences['orderCreation']): void {
  const refuse = (field: string) =>
    new Refusal('preferences.creation_incomplete', { event, field }).at(`orderCreation.${field}`);
  if (event === 'paid_percent' && percent === undefined) throw refuse('percent');
  if (event === 'invoice_status' && invoiceStatusId === undefined) throw refuse('invoiceStatusId');
}

const longestDuration = 999;

/**
 * Refuses a calendar in which the longest duration of a status, 999 business days, could not be counted on from today and
 * back: with it, due dates would be refused later, order by order.
 */
export function checkReach(calendar: IsoBusinessCalendar, today: IsoDate, field: string): void {
  try {
    calendar.add(today, longestDuration);
    calendar.add(today, -longestDuration);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    const message = `Too few business days would be left: due dates need ${longestDuration} before and after ${today}.`;
    throw new Refusal('calendar.no_business_day', { message }).at(field);
  }
}

/** In what the counting of business days differs between two states of the preferences. */
export function calendarDifferences(before: StoredPreferences, after: StoredPreferences) {
  const differs = (field: keyof StoredPreferences) => String(before[field]) !== String(after[field]);
  return [
    ...(differs('workWeek') ? [{ what: 'work_week' as const }] : []),
    ...(differs('dueDateMethod') || differs('backwardCounts') ? [{ what: 'method' as const }] : []),
    ...(differs('timeZone') ? [{ what: 'time_zone' as const }] : []),
  ];
}
