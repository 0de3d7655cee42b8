/** A date or range of dates, both ends included, on which the studio is closed. Closures may overlap. */
export interface Closure<DateForm = Temporal.PlainDate> {
  readonly from: DateForm;
  readonly to: DateForm;
  readonly name: string;
}

export interface BusinessCalendarInput {
  readonly workWeek: readonly number[];
  readonly closures: readonly Closure<Temporal.PlainDate | string>[];
}

export interface BusinessDays<DateForm> {
  /** Whether the date's weekday is in the work week and the date is not closed. */
  isBusinessDay(date: DateForm): boolean;

  /**
   * Counts business days on from a date, which need not be one itself. `days` is a whole number:
   * n > 0 gives the n-th business day strictly after the date, n < 0 the |n|-th strictly before it,
   * 0 the date itself if it is a business day, else the next one. The time taken does not depend on `days`.
   * Refuses `days` that are not whole, and a result that would lie outside 1900-01-01 to 2200-12-31.
   */
  add(date: DateForm, days: number): DateForm;

  /** Counts the business days after `from` up to and including `to`; between(a, b) = -between(b, a). */
  between(from: DateForm, to: DateForm): number;

  /** The closure on a date, whatever its weekday; where several overlap, the one listed first. */
  closureOn(date: DateForm): Closure<DateForm> | undefined;
}

export type BusinessCalendar = BusinessDays<Temporal.PlainDate>;
export type IsoBusinessCalendar = BusinessDays<string>;

export type CalendarRule =
  | 'list'
  | 'work-week-has-a-day'
  | 'weekday-from-1-to-7'
  | 'calendar-date'
  | 'date-from-1900-to-2200'
  | 'closure-ends-on-or-after-its-start'
  | 'whole-number'
  | 'business-day-left';

/** A refusal: the value of this field breaks this rule. The message is a sentence for people. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';
  readonly field: string;
  readonly value: unknown;
  readonly rule: CalendarRule;

  constructor(field: string, value: unknown, rule: CalendarRule, message: string) {
    super(message);
    this.field = field;
    this.value = value;
    this.rule = rule;
  }
}

/**
 * The studio's business calendar. A business day is a day whose weekday is in the work week and which is not closed.
 *
 * `workWeek` lists ISO weekdays, 1 = Monday to 7 = Sunday: at least one, in any order; one listed twice counts once.
 * `closures` come in any order, may overlap and may fall on free weekdays; their dates may also be ISO text.
 * Dates have no time and lie from 1900-01-01 to 2200-12-31; those of other Temporal calendars are read as the same day
 * of the ISO calendar, in which results are. A calendar without any business day can be made; only `add` refuses then.
 *
 * Source: the product's rule for business days, closures, and counting in business days.
 * @throws {CalendarError} for an empty work week, a weekday other than 1 to 7, a value that is not a date,
 * a date outside the range, a closure that ends before it starts; from `add` also as told there.
 */
export function createBusinessCalendar(input: BusinessCalendarInput): BusinessCalendar {
  const table = createDayTable(readWorkWeek(input.workWeek), readClosures(input.closures));
  const calendar: BusinessCalendar = {
    isBusinessDay: (date) => isBusinessDay(table, dayOfDate(date, 'date')),
    add: (date, days) => dateOfDay(addBusinessDays(table, dayOfDate(date, 'date'), days)),
    between: (from, to) => countBetween(table, dayOfDate(from, 'from'), dayOfDate(to, 'to')),
    closureOn: (date) => findClosure(table, dayOfDate(date, 'date'), dateOfDay),
  };
  dayTables.set(calendar, table);
  return calendar;
}

/**
 * The same calendar with ISO dates ('2026-11-26', nothing shorter or longer) in and out, as they travel and are stored.
 * Source and errors are the calendar's; text that is not such a date is refused too.
 */
export function onIsoDates(calendar: BusinessCalendar): IsoBusinessCalendar {
  const table = dayTables.get(calendar);
  if (table === undefined) {
    throw new TypeError('onIsoDates needs a calendar made by createBusinessCalendar.');
  }
  return {
    isBusinessDay: (date) => isBusinessDay(table, dayOfIso(date, 'date')),
    add: (date, days) => isoOfDay(addBusinessDays(table, dayOfIso(date, 'date'), days)),
    between: (from, to) => countBetween(table, dayOfIso(from, 'from'), dayOfIso(to, 'to')),
    closureOn: (date) => findClosure(table, dayOfIso(date, 'date'), isoOfDay),
  };
}

const { PlainDate } = Temporal;
const FIRST_ISO = '1900-01-01';
const LAST_ISO = '2200-12-31';
const FIRST_MONTH = 1900 * 12 + 1;
const MONTH_COUNT = (2200 - 1900 + 1) * 12;

// Inside, a day is a whole number: 0 is 1900-01-01, a Monday. A month is one too: 0 is January 1900.
const startOfMonth = (month: number) => (Date.UTC(1900, month) - Date.UTC(1900, 0)) / 86_400_000;
const monthStarts = Int32Array.from({ length: MONTH_COUNT }, (_, month) => startOfMonth(month));
const DAY_COUNT = startOfMonth(MONTH_COUNT);

// Making a date takes several times as long as the rest of an addition. Dates never change, so each is made once.
const datesByDay = new Array<Temporal.PlainDate | undefined>(DAY_COUNT);
const isoByDay = new Array<string | undefined>(DAY_COUNT);

interface DayTable {
  /** For each day how many business days lie before it; one entry more than there are days. */
  readonly before: Int32Array;
  /** The business days in order. */
  readonly businessDays: Int32Array;
  readonly closures: readonly Closure<number>[];
}

const dayTables = new WeakMap<BusinessCalendar, DayTable>();

function createDayTable(workWeek: ReadonlySet<number>, closures: readonly Closure<number>[]): DayTable {
  // How many closures begin less how many have ended, by day: overlapping long closures cost no more than short ones.
  const closureChanges = new Int32Array(DAY_COUNT + 1);
  for (const { from, to } of closures) {
    closureChanges[from] = (closureChanges[from] ?? 0) + 1;
    closureChanges[to + 1] = (closureChanges[to + 1] ?? 0) - 1;
  }
  const before = new Int32Array(DAY_COUNT + 1);
  const businessDays = new Int32Array(DAY_COUNT);
  const isWorkday = Array.from({ length: 7 }, (_, index) => workWeek.has(index + 1));
  let count = 0;
  let openClosures = 0;
  for (let day = 0; day < DAY_COUNT; day++) {
    before[day] = count;
    openClosures += closureChanges[day] ?? 0;
    if (openClosures === 0 && isWorkday[day % 7]) {
      businessDays[count] = day;
      count += 1;
    }
  }
  before[DAY_COUNT] = count;
  return { before, businessDays: businessDays.slice(0, count), closures };
}

function countBefore(table: DayTable, day: number): number {
  return table.before[day] as number;
}

function isBusinessDay(table: DayTable, day: number): boolean {
  return countBefore(table, day) !== countBefore(table, day + 1);
}

function countBetween(table: DayTable, from: number, to: number): number {
  return countBefore(table, to + 1) - countBefore(table, from + 1);
}

function findClosure<DateForm>(table: DayTable, day: number, write: (day: number) => DateForm) {
  const closure = table.closures.find(({ from, to }) => from <= day && day <= to);
  return closure && { from: write(closure.from), to: write(closure.to), name: closure.name };
}

function addBusinessDays(table: DayTable, day: number, days: number): number {
  if (!Number.isInteger(days)) {
    throw new CalendarError('days', days, 'whole-number', `days must be a whole number, not ${describe(days)}.`);
  }
  const place = days > 0 ? countBefore(table, day + 1) + days - 1 : countBefore(table, day) + days;
  const result = table.businessDays[place];
  if (result === undefined) {
    throw refuseSum(table, day, days);
  }
  return result;
}

function refuseSum(table: DayTable, day: number, days: number): CalendarError {
  const end = days < 0 ? FIRST_ISO : LAST_ISO;
  const where = `${days === 0 ? 'on or after' : days < 0 ? 'before' : 'after'} ${isoOfDay(day)}`;
  const earlier = countBefore(table, days > 0 ? day + 1 : day);
  const left = days < 0 ? earlier : table.businessDays.length - earlier;
  if (left === 0) {
    const message = `No business day is left ${where}: the calendar reaches only to ${end}.`;
    return new CalendarError('days', days, 'business-day-left', message);
  }
  const message = `${Math.abs(days)} business days ${where} would pass ${end}: only ${left} left.`;
  return new CalendarError('days', days, 'date-from-1900-to-2200', message);
}

function readWorkWeek(workWeek: readonly number[]): ReadonlySet<number> {
  requireList(workWeek, 'workWeek');
  if (workWeek.length === 0) {
    throw new CalendarError('workWeek', workWeek, 'work-week-has-a-day', 'The work week must have at least one day.');
  }
  for (const [index, weekday] of workWeek.entries()) {
    if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) {
      const field = `workWeek[${index}]`;
      const message = `${field} must be a weekday from 1 (Monday) to 7 (Sunday), not ${describe(weekday)}.`;
      throw new CalendarError(field, weekday, 'weekday-from-1-to-7', message);
    }
  }
  return new Set(workWeek);
}

function readClosures(closures: BusinessCalendarInput['closures']): readonly Closure<number>[] {
  requireList(closures, 'closures');
  return Array.from(closures, (closure, index) => {
    const field = `closures[${index}]`;
    const from = readClosureDate(closure?.from, `${field}.from`);
    const to = readClosureDate(closure?.to, `${field}.to`);
    if (to < from) {
      const message = `${field}.to must not be before the closure starts on ${isoOfDay(from)}, as ${isoOfDay(to)} is.`;
      throw new CalendarError(`${field}.to`, closure.to, 'closure-ends-on-or-after-its-start', message);
    }
    return { from, to, name: closure.name };
  });
}

function readClosureDate(value: unknown, field: string): number {
  return typeof value === 'string' ? dayOfIso(value, field) : dayOfDate(value, field);
}

function requireList(value: unknown, field: string): void {
  if (!Array.isArray(value)) {
    throw new CalendarError(field, value, 'list', `${field} must be a list, not ${describe(value)}.`);
  }
}

function dayOfDate(value: unknown, field: string): number {
  if (!(value instanceof PlainDate)) {
    const message = `${field} must be a Temporal.PlainDate, not ${describe(value)}.`;
    throw new CalendarError(field, value, 'calendar-date', message);
  }
  const date = value.calendarId === 'iso8601' ? value : value.withCalendar('iso8601');
  const start = monthStarts[date.year * 12 + date.month - FIRST_MONTH];
  if (start === undefined) {
    throw refuseOutside(date.toString(), field, value);
  }
  return start + date.day - 1;
}

function dayOfIso(value: unknown, field: string): number {
  if (typeof value === 'string') {
    const month = digits(value, 0, 4) * 12 + digits(value, 5, 7) - FIRST_MONTH;
    const day = (monthStarts[month] ?? DAY_COUNT) + digits(value, 8, 10) - 1;
    // Whatever the digits came to, only the one true spelling of a day leads back to itself.
    if (day >= 0 && day < DAY_COUNT && isoOfDay(day) === value) {
      return day;
    }
    if (/^\d{4}-\d\d-\d\d$/.test(value) && (value < FIRST_ISO || value > LAST_ISO)) {
      throw refuseOutside(value, field, value);
    }
  }
  const message = `${field} must be an ISO date such as 2026-11-26, not ${describe(value)}.`;
  throw new CalendarError(field, value, 'calendar-date', message);
}

function digits(text: string, from: number, end: number): number {
  let value = 0;
  for (let place = from; place < end; place++) {
    value = value * 10 + text.charCodeAt(place) - 48;
  }
  return value;
}

function isoOfDay(day: number): string {
  return isoByDay[day] ?? keepIso(day);
}

function keepIso(day: number): string {
  const iso = dateOfDay(day).toString();
  isoByDay[day] = iso;
  return iso;
}

function dateOfDay(day: number): Temporal.PlainDate {
  return datesByDay[day] ?? keepDate(day);
}

function keepDate(day: number): Temporal.PlainDate {
  const utc = new Date(Date.UTC(1900, 0, 1 + day));
  const date = new PlainDate(utc.getUTCFullYear(), utc.getUTCMonth() + 1, utc.getUTCDate());
  datesByDay[day] = date;
  return date;
}

function refuseOutside(date: string, field: string, value: unknown): CalendarError {
  const message = `${field} must be a date from ${FIRST_ISO} to ${LAST_ISO}, not ${date}.`;
  return new CalendarError(field, value, 'date-from-1900-to-2200', message);
}

function describe(value: unknown): string {
  if (Object(value) === value) {
    return Object.prototype.toString.call(value).slice(8, -1);
  }
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
}
