import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findNode, majorVersion, root, runToEnd } from './processes.mjs';

const oldestMajor = 20;

/** Installs what package-lock.json asks for, unless it is there already; ends the process if it cannot. */
export async function ensureInstalled({ development = true } = {}) {
  if (majorVersion < oldestMajor) {
    stop(
      `Printrail needs Node.js ${oldestMajor} or newer to start; this is ${process.version}. See https://nodejs.org`,
    );
  }
  const missing = missingPackages({ development });
  if (missing.length > 0) {
    console.log(`Installing (packages missing or outdated: ${missing.length}); this takes about half a minute …`);
    await npm('ci', '--include=dev');
  }
  if (findNode() === undefined) {
    console.log('Fetching Node.js 26 …');
    await npm('rebuild', 'node');
  }
  if (findNode() === undefined)
    stop('npm ended well, yet Node.js 26 is not in node_modules. Try: rm -r node_modules && npm ci');
}

/** The packages of the lock file that node_modules lacks or has in another version. */
export function missingPackages({ development = true } = {}) {
  return Object.entries(readJson('package-lock.json')?.packages ?? {})
    .filter(([path, entry]) => path !== '' && entry.optional !== true && (development || entry.dev !== true))
    .filter(([path, entry]) => !isInstalled(path, entry))
    .map(([path]) => path);
}

/** Asks the package itself: npm's own list (.package-lock.json) also tells of changes not installed yet. */
function isInstalled(path, entry) {
  const installed = readJson(join(path, 'package.json'));
  return installed !== undefined && (entry.link === true || installed.version === entry.version);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'));
  } catch {
    return undefined;
  }
}

async function npm(...args) {
  const started = Date.now();
  const ticker = setInterval(() => {
    console.log(`  … ${Math.round((Date.now() - started) / 1000)} s`);
  }, 10_000);
  try {
    // ignore-scripts in a user's settings would leave Node.js 26 out: a script of its package links it.
    const code = await runToEnd('npm', [...args, '--ignore-scripts=false', '--loglevel=error'], {
      cwd: root,
      env: { ...process.env, PATH: systemPath() },
      shell: process.platform === 'win32',
    });
    if (code !== 0) stop(explainFailure(args, code));
  } catch (error) {
    if (error.code === 'ENOENT') stop('npm was not found. It comes with Node.js: https://nodejs.org');
    throw error;
  } finally {
    clearInterval(ticker);
  }
}

/** Without the folders of installed commands: npm must not run on a Node that it is replacing. */
function systemPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !/node_modules[\\/]\.bin[\\/]?$/.test(folder)).join(delimiter);
}

function explainFailure(args, code) {
  return [
    `"npm ${args.join(' ')}" ended with code ${code}. What helps is usually one of these:`,
    '- ENOTFOUND, ECONNREFUSED, ETIMEDOUT: the package registry cannot be reached from here; check the network or proxy',
    '- EUSAGE: package-lock.json is behind a package.json; run "npm install"',
    '- EACCES, ENOSPC: this folder cannot be written, or the disk is full',
  ].join('\n');
}

function stop(message) {
  console.error(`\n${message}`);
  process.exit(1);
}
