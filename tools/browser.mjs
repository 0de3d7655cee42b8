import { existsSync } from 'node:fs';
import { runToEnd } from './processes.mjs';

const shell = { place: '/usr/bin/chromium-headless-shell', debianPackage: 'chromium-headless-shell' };
const whole = { place: '/usr/bin/chromium', debianPackage: 'chromium' };

const places = [
  process.env.PRINTRAIL_CHROMIUM,
  whole.place,
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const exists = (place) => place !== undefined && existsSync(place);

/**
 * Where the browser is that pages are looked at in; installs Debian's where that is possible. Undefined, with a word
 * about what to do, where there is none.
 */
export async function browserForPages() {
  if (!places.some(exists)) await install(whole);
  const found = places.find(exists);
  if (found === undefined) {
    console.error(
      'The tests need Chromium or Chrome. Install it, or name it: PRINTRAIL_CHROMIUM=/path/to/chromium npm test',
    );
  }
  return found;
}

/** The same for journeys: rather Chromium without the window that no test sees, which opens a page in half the time. */
export async function browserForJourneys() {
  if (exists(process.env.PRINTRAIL_CHROMIUM)) return process.env.PRINTRAIL_CHROMIUM;
  if (!exists(shell.place)) await install(shell);
  return exists(shell.place) ? shell.place : browserForPages();
}

async function install({ debianPackage }) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log(`Installing ${debianPackage} for what runs in a browser …`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const quickly = ['-qq', '-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20'];
  await runToEnd('apt-get', ['update', ...quickly], options);
  await runToEnd('apt-get', ['install', '-y', ...quickly, '--no-install-recommends', debianPackage], options);
}
