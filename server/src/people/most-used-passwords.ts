import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const file = new URL('./most-used-passwords.txt.gz', import.meta.url);

let passwords: ReadonlySet<string> | undefined;

/**
 * The 10,000 most used of the passwords that Mark Burnett gathered from breaches and gave to the public, as far as they
 * are long enough to be allowed, and some of our own; folded, without spaces, one a line.
 */
export function mostUsedPasswords(): ReadonlySet<string> {
  passwords ??= new Set(gunzipSync(readFileSync(file)).toString().trimEnd().split('\n'));
  return passwords;
}
