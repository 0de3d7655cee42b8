/** How the studio reads and writes: set once its preferences are known. */
const reading = { locale: 'en-US', currency: 'USD', today: '1970-01-01' };

export function readAs(studio: { locale: string; currency: string; today: string }): void {
  Object.assign(reading, { locale: studio.locale, currency: studio.currency, today: studio.today });
  formats.clear();
}

/** Today in the studio, as the server says. */
export function today(): string {
  return reading.today;
}

/** "Thu 26 Nov", with the year when it is not this one: as the server says days in its explanations. */
export function dayWords(date: string): string {
  const format = cached('day', () => new Intl.DateTimeFormat('en-GB', { ...dayParts, timeZone: 'UTC' }));
  const year = date.slice(0, 4) === reading.today.slice(0, 4) ? '' : ` ${date.slice(0, 4)}`;
  return `${format.format(atUtc(date)).replace(',', '').replace('Sept', 'Sep')}${year}`;
}

const dayParts = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** "Thursday 26 November 2026", for what hovers and what is read aloud. */
export function wholeDayWords(date: string): string {
  return dateFormat({ dateStyle: 'full' }).format(atUtc(date));
}

/** "Thu 24 Dec – Fri 1 Jan 2027", or the one day. */
export function rangeWords(from: string, to: string): string {
  return from === to ? dayWords(from) : `${dayWords(from)} – ${dayWords(to)}`;
}

/** "November", for 1 to 12. */
export function monthWords(month: number): string {
  return dateFormat({ month: 'long' }).format(Date.UTC(2026, month - 1, 1));
}

/** "Thursday" or "Thu", for an ISO weekday number, 1 = Monday. */
export function weekdayWords(weekday: number, weekdayLength: 'long' | 'short' | 'narrow' = 'long'): string {
  // 5 January 2026 was a Monday.
  return dateFormat({ weekday: weekdayLength }).format(Date.UTC(2026, 0, 4 + weekday));
}

/** "26 Nov, 14:05" in the studio's words, at the reader's clock. */
export function momentWords(instant: string): string {
  return new Intl.DateTimeFormat(reading.locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(instant.slice(0, 4) === reading.today.slice(0, 4) ? {} : { year: 'numeric' }),
  }).format(new Date(instant));
}

/** Calendar days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((atUtc(to).getTime() - atUtc(from).getTime()) / 86_400_000);
}

/** "$18,420.00"; whole amounts without cents where they only take room. */
export function moneyWords(minorUnits: number, { whole = false } = {}): string {
  const digits = minorDigits();
  const format = cached(
    `money ${whole}`,
    () =>
      new Intl.NumberFormat(reading.locale, {
        style: 'currency',
        currency: reading.currency,
        ...(whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
      }),
  );
  return format.format(minorUnits / 10 ** digits);
}

/** How many decimals the studio's currency has. */
export function minorDigits(): number {
  const format = cached('digits', () => new Intl.NumberFormat('en', { style: 'currency', currency: reading.currency }));
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** What someone typed as an amount, in minor units; undefined when it is none. */
export function parseMoney(typed: string): number | undefined {
  const plain = typed
    .replaceAll(/[^\d.,-]/g, '')
    .replace(/[.,](?=\d{3}(\D|$))/g, '')
    .replace(',', '.');
  if (!/^-?\d*\.?\d+$/.test(plain) && !/^-?\d+\.?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 10 ** minorDigits());
}

export function numberWords(number: number): string {
  return cached('number', () => new Intl.NumberFormat(reading.locale)).format(number);
}

/** "1 order", "12 orders". */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${numberWords(count)} ${count === 1 ? one : many}`;
}

/** "3 business days", "no due date". */
export function durationWords(businessDays: number | null): string {
  return businessDays === null ? 'no due date' : countWords(businessDays, 'business day');
}

const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function cached<Format extends Intl.DateTimeFormat | Intl.NumberFormat>(name: string, make: () => Format): Format {
  const format = formats.get(name) ?? make();
  formats.set(name, format);
  return format as Format;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(
    JSON.stringify(options),
    () => new Intl.DateTimeFormat(reading.locale, { ...options, timeZone: 'UTC' }),
  );
}

function atUtc(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}
