import { existsSync } from 'node:fs';
import { runToEnd } from './processes.mjs';

const places = [
  process.env.PRINTRAIL_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser that journeys are tested in, if this machine has one. */
export function findBrowser() {
  return places.find((place) => place && existsSync(place));
}

/** Sees to it that there is a browser for the tests; installs Debian's where that is possible. Answers an exit code. */
export async function ensureBrowser() {
  if (findBrowser() !== undefined) return 0;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the tests in a browser …');
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    await runToEnd('apt-get', ['update', '-qq'], options);
    await runToEnd('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  }
  if (findBrowser() !== undefined) return 0;
  console.error(
    'The tests need Chromium or Chrome. Install it, or name it: PRINTRAIL_CHROMIUM=/path/to/chromium npm test',
  );
  return 1;
}
