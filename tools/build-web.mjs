import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode } from './processes.mjs';

const stampFile = join(root, 'web/dist/built-from.txt');

/** Builds the web application, unless what is built was built from these very files. Answers an exit code. */
export async function ensureWebBuilt() {
  const stamp = stampOf([
    'web/src',
    'web/public',
    'contract/src',
    'web/index.html',
    'web/vite.config.ts',
    'web/contract-as-data.ts',
    'package-lock.json',
  ]);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return 0;
  console.log('Building the web application …');
  const started = Date.now();
  const code = await runNode(['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn'], { cwd: root });
  if (code !== 0) return code;
  writeFileSync(stampFile, stamp);
  console.log(`  … built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return 0;
}

function stampOf(places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap(filesIn).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesIn(place) {
  if (statSync(join(root, place)).isFile()) return [place];
  return readdirSync(join(root, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}
