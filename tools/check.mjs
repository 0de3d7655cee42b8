import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode } from './processes.mjs';

/** Every step runs, so that one run shows everything that is wrong. */
const steps = [
  [
    'format and lint',
    () => runNode(['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'], { cwd: root }),
  ],
  ...typedFolders().map((folder) => [
    `types of ${folder}`,
    () => runNode(['node_modules/typescript/bin/tsc', '-p', folder], { cwd: root }),
  ]),
  ['pinned packages', () => report([...unpinnedVersions(), ...registryAddresses()])],
];

const failed = [];
for (const [name, run] of steps) {
  const started = Date.now();
  const code = await run();
  if (code !== 0) failed.push(name);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
console.log(failed.length === 0 ? 'check: all well' : `check: found something in ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

function typedFolders() {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return ['.', ...folders.map((entry) => entry.name)].filter((folder) =>
    existsSync(join(root, folder, 'tsconfig.json')),
  );
}

/** An older npm picks older versions from a range, so every dependency names exactly one. */
function unpinnedVersions() {
  const manifests = ['.', ...readJson('package.json').workspaces].map((folder) => join(folder, 'package.json'));
  return manifests.flatMap((file) => {
    const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = readJson(file);
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${file}: ${name} is "${version}", not one exact version`);
  });
}

/** An address in the lock file would bind every clone to the registry of whoever wrote it. */
function registryAddresses() {
  return Object.entries(readJson('package-lock.json').packages)
    .filter(([, entry]) => /^https?:/.test(entry.resolved ?? ''))
    .map(
      ([path]) =>
        `package-lock.json: ${path} has a "resolved" address; run "npm install" with the .npmrc of this folder`,
    );
}

function report(findings) {
  for (const finding of findings) console.error(finding);
  return findings.length;
}

function readJson(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
