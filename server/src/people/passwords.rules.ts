import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { mostUsedPasswords } from './most-used-passwords.ts';

const fewestCharacters = 12;
const fewestOfOnesOwn = 6;

/** Words that a password for a studio is first guessed with; beside them it needs characters of its own. */
const expectedWords = ['printrail', 'photographers', 'photographer', 'photography', 'photostudio', 'photo', 'studio'];

/** Passwords are the same however a keyboard composes their letters. */
export function normalizedPassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Refuses a password that is easily guessed: fewer than 12 characters, among the most used, a few characters repeated,
 * or little more than the user's name or e-mail address, or words such as photography. No rule about kinds of characters
 * and no end of validity (OWASP ASVS 5.0, 6.2). `field` is where the input has it.
 */
export function checkPassword(password: string, about: { name: string; email: string }, field = 'password'): void {
  const rule = weaknessOf(normalizedPassword(password), about);
  if (rule) throw new Refusal('user.password_weak', { rule }).at(field);
}

function weaknessOf(password: string, { name, email }: { name: string; email: string }): string | undefined {
  const length = [...password].length;
  if (length < fewestCharacters) return `at least ${fewestCharacters} characters (it has ${length})`;
  const plain = withoutSpaces(password);
  if (mostUsedPasswords().has(plain)) return 'to be something other than one of the most used passwords';
  if (new Set(plain).size < 5 || /^(.{1,6})\1+.{0,5}$/u.test(plain)) return 'more than a few characters repeated';
  const known = [email, ...email.split('@'), name, ...name.split(/\s+/), ...expectedWords].map(withoutSpaces);
  if ([...withoutParts(plain, known)].length < fewestOfOnesOwn) {
    return `at least ${fewestOfOnesOwn} characters besides the name, the e-mail address and words such as studio`;
  }
  return undefined;
}

/** The text without the parts; the longest are taken out first, those under four letters are left. */
function withoutParts(text: string, parts: readonly string[]): string {
  const longestFirst = parts.filter((part) => part.length >= 4).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, part) => rest.replaceAll(part, ''), text);
}

function withoutSpaces(text: string): string {
  return folded(text).replaceAll(' ', '');
}
