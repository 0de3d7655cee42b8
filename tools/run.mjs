import { browserForJourneys, browserForPages } from './browser.mjs';
import { ensureWebBuilt } from './build-web.mjs';
import { ensureInstalled } from './install.mjs';
import { root, runNode } from './processes.mjs';

const cli = 'server/src/cli.ts';

const commands = {
  start: async () => (await ensureWebBuilt()) || runNode([cli, 'serve', ...rest], { cwd: root }),
  dev: () =>
    Promise.race([
      runNode(['--watch', '--watch-preserve-output', cli, 'serve', ...rest], { cwd: root }),
      runNode(['node_modules/vite/bin/vite.js', 'web'], { cwd: root }),
    ]),
  test: async () =>
    (await ensureWebBuilt()) || runIn(await browserForJourneys(), ['node_modules/vitest/vitest.mjs', 'run', ...rest]),
  check: () => runNode(['tools/check.mjs', ...rest], { cwd: root }),
  fix: () => runNode(['node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...rest], { cwd: root }),
  bench: async () => (await ensureWebBuilt()) || runIn(await browserForPages(), ['bench/run.ts', ...rest]),
  crash: () => runNode(['crash/run.ts', ...rest], { cwd: root }),
  fuzz: () => runNode(['fuzz/run.ts', ...rest], { cwd: root }),
  screenshots: async () => (await ensureWebBuilt()) || runIn(await browserForPages(), ['e2e/screenshots.ts']),
};

const [name, ...rest] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`Usage: node tools/run.mjs ${Object.keys(commands).join('|')} [arguments]`);
  process.exit(2);
}
await ensureInstalled({ development: name !== 'start' });
process.exitCode = await command();

/** Runs a program that opens pages in the browser at that place; without one it fails. */
function runIn(browser, args) {
  return browser === undefined ? 1 : runNode(args, { cwd: root, env: { ...process.env, PRINTRAIL_CHROMIUM: browser } });
}
