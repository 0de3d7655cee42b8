import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { root, runNode } from './processes.mjs';

const cli = 'server/src/cli.ts';

const commands = {
  start: () => runNode([cli, 'serve', ...rest], { cwd: root }),
  dev: () => runNode(['--watch', '--watch-preserve-output', cli, 'serve', ...rest], { cwd: root }),
  test: () => runNode(['node_modules/vitest/vitest.mjs', 'run', ...rest], { cwd: root }),
  check: () => runNode(['tools/check.mjs', ...rest], { cwd: root }),
  fix: () => runNode(['node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...rest], { cwd: root }),
  bench: () => {
    if (existsSync(join(root, 'bench/run.ts'))) return runNode(['bench/run.ts', ...rest], { cwd: root });
    console.error('There is no bench/run.ts yet.');
    return 1;
  },
};

const [name, ...rest] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`Usage: node tools/run.mjs ${Object.keys(commands).join('|')} [arguments]`);
  process.exit(2);
}
await ensureInstalled({ development: name !== 'start' });
process.exitCode = await command();
