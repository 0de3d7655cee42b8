/** Currencies by the region of a language tag; the most used ones, others are chosen by hand. */
const currencyOf: Record<string, string> = {
  ...{ US: 'USD', CA: 'CAD', MX: 'MXN', BR: 'BRL', GB: 'GBP', CH: 'CHF', NO: 'NOK', SE: 'SEK', DK: 'DKK', PL: 'PLN' },
  ...{ CZ: 'CZK', HU: 'HUF', AU: 'AUD', NZ: 'NZD', JP: 'JPY', KR: 'KRW', CN: 'CNY', IN: 'INR', ZA: 'ZAR', SG: 'SGD' },
  ...Object.fromEntries(
    ['AT', 'BE', 'DE', 'ES', 'FI', 'FR', 'GR', 'IE', 'IT', 'NL', 'PT'].map((land) => [land, 'EUR']),
  ),
};

export function likelyCurrency(locale: string): string {
  return currencyOf[regionOf(locale)] ?? 'USD';
}

/** Paper as it is bought there: Letter in North America, A4 elsewhere. */
export function likelyPaper(locale: string): 'A4' | 'Letter' {
  return ['US', 'CA', 'MX'].includes(regionOf(locale)) ? 'Letter' : 'A4';
}

export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

export function currencies(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }));
}

function regionOf(locale: string): string {
  return new Intl.Locale(locale).maximize().region ?? 'US';
}
