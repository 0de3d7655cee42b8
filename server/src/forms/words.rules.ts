import type { Address } from '@printrail/contract/fields';
import type { IsoDate } from '../platform/iso-date.ts';
import type { StoredPreferences } from '../studio/preferences.rules.ts';

/** How the studio writes dates, amounts and addresses. */
export type Words = {
  /** A date with its weekday; nothing for none. */
  date(date: IsoDate | null): string;
  /** Minor units of the studio's currency. */
  money(amount: number): string;
  number(value: number): string;
  addressLines(address: Address): string[];
};

const cityBeforePostalCode = ['US', 'CA', 'AU', 'GB', 'NZ', 'IE', 'IN'];

/** The words of a studio, after its locale and currency. The order within an address follows the locale's region. */
export function wordsOf({ locale, currency }: Pick<StoredPreferences, 'locale' | 'currency'>): Words {
  const dates = new Intl.DateTimeFormat(locale, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    timeZone: 'UTC',
  });
  const amounts = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const numbers = new Intl.NumberFormat(locale);
  const minorUnits = 10 ** (amounts.resolvedOptions().maximumFractionDigits ?? 2);
  const isCityFirst = cityBeforePostalCode.includes(new Intl.Locale(locale).maximize().region ?? '');
  return {
    date: (date) => (date === null ? '' : dates.format(new Date(`${date}T00:00:00Z`))),
    money: (amount) => amounts.format(amount / minorUnits),
    number: (value) => numbers.format(value),
    addressLines: (address) => addressLines(address, isCityFirst),
  };
}

function addressLines(address: Address, isCityFirst: boolean): string[] {
  const { street = '', city = '', region = '', postalCode = '', country = '' } = address;
  const place = isCityFirst
    ? joined([joined([city, region], ', '), postalCode], ' ')
    : joined([joined([postalCode, city], ' '), region], ', ');
  return [street, place, country].filter((line) => line !== '');
}

export function joined(parts: readonly (string | null)[], by: string): string {
  return parts.filter((part) => part !== null && part !== '').join(by);
}
