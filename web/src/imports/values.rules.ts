/** The words in which dates are written, from how some of them look; undefined where they are no dates one can read. */
export function likelyDateFormat(texts: readonly string[], locale: string): string | undefined {
  const dates = texts.map((text) => /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(.*)$/.exec(text));
  const [first] = dates;
  if (!first || dates.some((date) => !date || date[2] !== first[2])) return undefined;
  const parts = dates.map((date) => [date?.[1] ?? '', date?.[3] ?? '', date?.[4] ?? ''] as const);
  const sign = first[2] ?? '-';
  const isPadded = parts.every((three) => three.every((part) => part.length !== 1));
  const [day, month] = isPadded ? ['dd', 'MM'] : ['d', 'M'];
  const order = parts.every(([start]) => start.length === 4)
    ? ['yyyy', month, day]
    : parts.every(([, , end]) => end.length === 4)
      ? [...(isDayFirst(parts, sign, locale) ? [day, month] : [month, day]), 'yyyy']
      : undefined;
  const time = timeFormat(dates.map((date) => date?.[5] ?? '').find(Boolean) ?? '');
  return order && time !== undefined ? order.join(sign) + time : undefined;
}

function isDayFirst(parts: readonly (readonly [string, string, string])[], sign: string, locale: string): boolean {
  if (parts.some(([start]) => Number(start) > 12)) return true;
  if (parts.some(([, middle]) => Number(middle) > 12)) return false;
  return sign !== '/' || !['en-US', 'en'].includes(locale);
}

function timeFormat(text: string): string | undefined {
  if (text === '') return '';
  const [all, gap, hours = '', seconds, parts, zone] = /^([ T])(\d{1,2}):\d{2}(:\d{2}(\.\d+)?)?(Z)?$/.exec(text) ?? [];
  if (all === undefined) return undefined;
  return `${gap}${hours.length === 1 ? 'H' : 'HH'}:mm${seconds ? ':ss' : ''}${parts ? '.SSS' : ''}${zone ?? ''}`;
}

/** The signs in numbers, from how some of them look: a point before the decimals unless they show otherwise. */
export function likelySigns(texts: readonly string[]): { decimal: '.' | ','; thousands?: '.' | ',' | ' ' | "'" } {
  const isComma = texts.some((text) => /,\d{1,2}$/.test(text)) && !texts.some((text) => /\.\d{1,2}$/.test(text));
  const decimal = isComma ? ',' : '.';
  const thousands = ([isComma ? '.' : ',', ' ', "'"] as const).find((sign) =>
    texts.some((text) => new RegExp(`\\d\\${sign}\\d{3}(\\D|$)`).test(text)),
  );
  return thousands ? { decimal, thousands } : { decimal };
}
