import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';

const fewestCharacters = 12;
const fewestOfOnesOwn = 6;

/** What most password lists begin with, as far as it is long enough to be allowed; compared folded, without spaces. */
const mostUsed = new Set(
  `
  123456789012 1234567890123 12345678901234 123456789123 123456123456 1234567891011 0123456789012 112233445566
  123123123123 987654321098 098765432109 147258369147 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1q2w3e4r5t6y7u8i
  q1w2e3r4t5y6 qazwsxedcrfv qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyqwerty qwerty123456 qwerty12345678
  123456qwerty qwertyuiopasdf asdfghjkl123 qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm zxcvbnm12345 azertyuiop12
  azertyuiop123 asdfasdfasdf password1234 password12345 password123456 passwordpassword password2024 password2025
  password2026 passw0rd1234 p@ssw0rd1234 p@ssword1234 password123! password1234! p@ssw0rd123! mypassword12
  mypassword123 thisismypassword changeme1234 changeme123! changemechangeme letmein12345 letmeinletmein
  welcome12345 welcome1234! welcome2025! welcome2026! administrator administrator1 administrator123 admin1234567
  adminadminadmin iloveyou1234 iloveyou12345 iloveyousomuch iloveyouforever ihateyou1234 abcdefghijkl abcdefghijklm
  abcdefghijklmnop abcdefghijklmnopqrstuvwxyz abcd12345678 abc123456789 a1b2c3d4e5f6 aa123456789a a12345678901
  abcdef123456 123456abcdef 123456789abc football1234 baseball1234 sunshine1234 princess1234 superman1234
  michael12345 trustno1trustno1 monkey123456 dragon123456 photography1 photography12 photography123 photographer
  photographer1 photographer123 photostudio1 photostudio123 correcthorsebatterystaple unknownpassword nopassword123
  secret123456`
    .trim()
    .split(/\s+/),
);

/** Passwords are the same however a keyboard composes their letters. */
export function normalizedPassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Refuses a password that is easily guessed: fewer than 12 characters, among the most used, a few characters repeated,
 * or little more than the user's name or e-mail address, or Printrail's. No rule about kinds of characters and no end
 * of validity (OWASP ASVS 5.0, 6.2). `field` is where the input has it.
 */
export function checkPassword(password: string, about: { name: string; email: string }, field = 'password'): void {
  const rule = weaknessOf(normalizedPassword(password), about);
  if (rule) throw new Refusal('user.password_weak', { rule }).at(field);
}

function weaknessOf(password: string, { name, email }: { name: string; email: string }): string | undefined {
  const length = [...password].length;
  if (length < fewestCharacters) return `at least ${fewestCharacters} characters (it has ${length})`;
  const plain = withoutSpaces(password);
  if (mostUsed.has(plain)) return 'to be something other than one of the most used passwords';
  if (new Set(plain).size < 5 || /^(.{1,6})\1+.{0,5}$/u.test(plain)) return 'more than a few characters repeated';
  const known = [email, ...email.split('@'), name, ...name.split(/\s+/), 'printrail'].map(withoutSpaces);
  if ([...withoutParts(plain, known)].length < fewestOfOnesOwn) {
    return `at least ${fewestOfOnesOwn} characters besides the name and the e-mail address`;
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
