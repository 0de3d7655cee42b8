/** Ways of writing dates and amounts that are offered; any other may be typed. */
export const locales: readonly string[] = [
  ...['cs-CZ', 'da-DK', 'de-AT', 'de-CH', 'de-DE', 'el-GR', 'en-AU', 'en-CA', 'en-GB', 'en-IE', 'en-IN', 'en-NZ'],
  ...['en-US', 'en-ZA', 'es-ES', 'es-MX', 'fi-FI', 'fr-BE', 'fr-CA', 'fr-CH', 'fr-FR', 'hu-HU', 'it-IT', 'ja-JP'],
  ...['ko-KR', 'nb-NO', 'nl-BE', 'nl-NL', 'pl-PL', 'pt-BR', 'pt-PT', 'ro-RO', 'sk-SK', 'sv-SE', 'tr-TR', 'uk-UA'],
];
