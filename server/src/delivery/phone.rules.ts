import type { CountryCode } from 'libphonenumber-js';

/**
 * A phone number as providers take it, E.164 such as +15550102000; undefined when it is none. A number without a country
 * code is of the country given (ISO 3166, such as US).
 */
export async function normalPhone(text: string, country: string): Promise<string | undefined> {
  const { default: parse, isSupportedCountry } = await import('libphonenumber-js');
  const parsed = parse(text.slice(0, 100), {
    ...(isSupportedCountry(country) ? { defaultCountry: country as CountryCode } : {}),
    extract: false,
  });
  return parsed?.isValid() && !parsed.ext ? parsed.number : undefined;
}

/** Whether phone numbers of the country are known. */
export async function isPhoneCountry(country: string): Promise<boolean> {
  const { isSupportedCountry } = await import('libphonenumber-js');
  return isSupportedCountry(country);
}

// The alphabet of GSM 03.38; those of the second line count twice.
const plainLetters = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€\f]*$/;
const doubleLetters = /[\^{}\\[~\]|€\f]/g;

/** As how many messages an SMS is counted and charged: 160 plain letters or 70 others, 153 or 67 each when joined. */
export function smsParts(text: string): { characters: number; parts: number } {
  const isPlain = plainLetters.test(text);
  const characters = isPlain ? text.length + (text.match(doubleLetters) ?? []).length : text.length;
  const [alone, joined] = isPlain ? [160, 153] : [70, 67];
  return { characters, parts: characters <= alone ? Math.min(characters, 1) : Math.ceil(characters / joined) };
}
