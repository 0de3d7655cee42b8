import { isIsoDate } from '../platform/iso-date.ts';

/** A text that cannot be read as what its field holds; the message is the rule it breaks. */
export class Misread extends Error {}

export type NumberSigns = { decimal: string; thousands: string };

/** How many decimals the money of a currency has: 2 for USD, 0 for JPY. */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * A number with at most `decimals` decimals, times 10 to their power and so exact: 32.38 with 2 is 3238. Zeros beyond
 * the decimals are allowed; another digit there is misread, as are signs that are not the ones agreed on.
 */
export function readScaled(text: string, decimals: number, signs: NumberSigns): number {
  const [, minus, whole, fraction = ''] = numberShape(signs).exec(text) ?? [];
  if (whole === undefined) throw new Misread(`must be a number such as ${sample(signs)}`);
  const beyond = fraction.slice(decimals);
  if (/[^0]/.test(beyond)) {
    throw new Misread(decimals === 0 ? 'must be a whole number' : `must have at most ${decimals} decimals`);
  }
  const digits =
    (signs.thousands ? whole.replaceAll(signs.thousands, '') : whole) +
    fraction.slice(0, decimals).padEnd(decimals, '0');
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) throw new Misread('must have fewer digits');
  return minus && value !== 0 ? -value : value;
}

const shapes = new Map<string, RegExp>();

function numberShape({ decimal, thousands }: NumberSigns): RegExp {
  const name = decimal + thousands;
  let shape = shapes.get(name);
  if (!shape) {
    const whole = thousands ? `\\d{1,3}(?:\\${thousands}\\d{3})+|\\d+` : '\\d+';
    shape = new RegExp(`^(-?)(${whole})(?:\\${decimal}(\\d+))?$`);
    shapes.set(name, shape);
  }
  return shape;
}

function sample({ decimal, thousands }: NumberSigns): string {
  return `1${thousands}234${decimal}5`;
}

/** A part from 0 to 1 in steps of 0.0001; `percent` reads 15 as 0.15. The limits are the field's own rule. */
export function readDiscount(text: string, percent: boolean, signs: NumberSigns): number {
  return readScaled(text, percent ? 2 : 4, signs) / 10_000;
}

const booleans = new Map([
  ...['true', 'yes', '1'].map((text) => [text, true] as const),
  ...['false', 'no', '0'].map((text) => [text, false] as const),
]);

/** true, yes, 1 and false, no, 0, in any case. */
export function readBoolean(text: string): boolean {
  const value = booleans.get(text.toLowerCase());
  if (value === undefined) throw new Misread('must be true, yes or 1, or false, no or 0');
  return value;
}

export type DateFormat = { name: string; shape: RegExp; order: readonly string[] };

const dateWords: Record<string, string> = { yyyy: '\\d{4}', MM: '\\d{2}', M: '\\d{1,2}', dd: '\\d{2}', d: '\\d{1,2}' };
const timeWords: Record<string, string> = { HH: '\\d{2}', H: '\\d{1,2}', mm: '\\d{2}', ss: '\\d{2}', SSS: '\\d{1,9}' };
const orderOfDate = ['y', 'M', 'd'];

/**
 * A date format in the words yyyy, MM or M, dd or d; and of a time of day HH or H, mm, ss, SSS. Any other letter,
 * a word twice, and a format without year, month and day, is an error.
 */
export function dateFormat(name: string): DateFormat {
  const order: string[] = [];
  const shape = name.replace(/([A-Za-z])\1*|[^A-Za-z]/gu, (word) => {
    if (!/[A-Za-z]/.test(word)) return `\\u{${word.codePointAt(0)?.toString(16)}}`;
    if (word === 'T' || word === 'Z') return word;
    const pattern = dateWords[word] ?? timeWords[word];
    if (!pattern) throw new Misread(`"${word}" is not a word of a date format: yyyy, MM, M, dd, d, HH, H, mm, ss, SSS`);
    order.push(word[0] ?? '');
    return `(${pattern})`;
  });
  if (new Set(order).size < order.length || orderOfDate.some((letter) => !order.includes(letter)))
    throw new Misread('must hold the year, the month and the day, each once');
  return { name, order, shape: new RegExp(`^${shape}$`, 'u') };
}

/** The date a text tells in a format, as YYYY-MM-DD; dates that do not exist, or outside 1900 to 2200, are misread. */
export function readDate(text: string, format: DateFormat): string {
  return dateIn(partsOf(text, format));
}

/**
 * The date and time of day a text tells in a format, as YYYY-MM-DDTHH:mm:ss; what the format has not is 0. With a Z in the
 * format it is UTC, and has one too.
 */
export function readMoment(text: string, format: DateFormat): string {
  const part = partsOf(text, format);
  const time = [part('H'), part('m'), part('s')] as const;
  if (time[0] > '23' || time[1] > '59' || time[2] > '59') throw new Misread('must have a time of day that exists');
  return `${dateIn(part)}T${time.join(':')}${format.name.includes('Z') ? 'Z' : ''}`;
}

type Parts = (letter: string) => string;

function partsOf(text: string, { name, shape, order }: DateFormat): Parts {
  const found = shape.exec(text);
  if (!found) throw new Misread(`must be a date in the format ${name}`);
  const texts = new Map(order.map((letter, at) => [letter, found[at + 1] ?? '']));
  return (letter) => (texts.get(letter) ?? '').padStart(2, '0');
}

function dateIn(part: Parts): string {
  const date = `${part('y')}-${part('M')}-${part('d')}`;
  if (!isIsoDate(date)) throw new Misread('must be a date that exists, from 1900-01-01 to 2200-12-31');
  return date;
}
