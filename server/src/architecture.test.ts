import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const importOrder = [
  ...[
    'platform',
    'database',
    'calendar',
    'studio',
    'live',
    'people',
    'clients',
    'catalog',
    'cycles',
    'invoices',
    'orders',
  ],
  ...[
    'changes',
    'automation',
    'hub',
    'views',
    'search',
    'forms',
    'tasks',
    'delivery',
    'triggers',
    'reports',
    'imports',
  ],
  ...['exports', 'upkeep', 'sample', 'http', 'command-line'],
];
const importedName = /(?:\bfrom|\bimport|\bnew URL)\s*\(?\s*['"]([^'"]+)['"]/g;
const vagueName = /(^|[-./])(utils?|helpers?|common|shared|misc|managers?|services?)(?=[./]|$)/;

const root = join(import.meta.dirname, '../..');
const files = globSync('{contract,server,web}/src/**/*.{ts,tsx}', { cwd: root }).map((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = [...text.matchAll(importedName)].map(([, name = '']) =>
    name.startsWith('.') ? join(path, '..', name) : name,
  );
  const isTest = /\.test\.tsx?$/.test(path) || path.startsWith('server/src/testing/');
  // 'orders' for server/src/orders/orders.rules.ts, 'main.ts' for server/src/main.ts
  return { path, text, imports, isTest, folder: path.split('/')[2] ?? '', lines: text.split('\n').length - 1 };
});
const server = files.filter(({ path, isTest }) => path.startsWith('server/') && !isTest);

test('a folder of the server imports only itself and folders before it', () => {
  const mayImport = (from: string, to: string): boolean => {
    if (from.endsWith('.ts')) return to !== 'testing';
    if (to === 'config.ts') return from === 'http' || from === 'command-line';
    if (to === 'main.ts') return from === 'command-line';
    return importOrder.includes(to) && importOrder.indexOf(to) <= importOrder.indexOf(from);
  };
  const isWrong = (from: string, to: string): boolean =>
    to.startsWith('server/src/') && !mayImport(from.split('/')[2] ?? '', to.split('/')[2] ?? '');
  expect.soft(importsThat(isWrong, server)).toEqual([]);
  const strangers = server.filter(({ folder }) => !folder.endsWith('.ts') && !importOrder.includes(folder));
  expect(strangers.map(({ path }) => path)).toEqual([]);
});

test('web and server meet only in the contract, which imports nothing but typebox', () => {
  const crosses = (from: string, to: string): boolean =>
    (from.startsWith('server/') && /^(web\/|@printrail\/web)/.test(to)) ||
    (from.startsWith('web/') && /^(server\/|@printrail\/server)/.test(to)) ||
    (from.startsWith('contract/') && !/^(contract\/|typebox(\/|$))/.test(to) && !from.endsWith('.test.ts'));
  expect(importsThat(crosses, files)).toEqual([]);
});

test('a file is short and has a name that says what it holds', () => {
  const long = files.filter(({ path, lines }) => lines > (/\.test\.tsx?$/.test(path) ? 400 : 300));
  expect.soft(long.map(({ path, lines }) => `${path} has ${lines} lines`)).toEqual([]);
  expect(files.map(({ path }) => path).filter((path) => vagueName.test(path))).toEqual([]);
});

test('only config.ts reads the environment', () => {
  const readers = server.filter(({ path, text }) => path !== 'server/src/config.ts' && /\bprocess\.env\b/.test(text));
  expect(readers.map(({ path }) => path)).toEqual([]);
});

function importsThat(isWrong: (from: string, to: string) => boolean, among: typeof files): string[] {
  return among.flatMap(({ path, imports }) =>
    imports.filter((to) => isWrong(path, to)).map((to) => `${path} imports ${to}`),
  );
}
