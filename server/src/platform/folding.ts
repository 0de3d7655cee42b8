/**
 * The key by which names are compared, sorted and searched: no accents, lower case, single spaces.
 * Stored beside the name, so that every database compares alike.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþıς]/g, (letter) => letters[letter] ?? letter)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Letters that no decomposition takes apart. */
const letters: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' },
};

/** The words of a search, folded, each once. */
export function searchWords(search: string): string[] {
  return [...new Set(folded(search).split(' ').filter(Boolean))];
}

/** The text as a LIKE pattern for any part; backslash is the escape character. */
export function likePart(word: string): string {
  return `%${word.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
