import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isKnownKind, viewableBy } from './live.rules.ts';

const someone = { kind: 'user', id: 7, name: 'Sam', isOwner: false } as const;
const touched = ['client', 'invoice', 'production_order', 'closure', 'something_new'].map((record) => ({
  ...{ record, ids: [1] },
}));

test('someone is told of the kinds they may view, and of those that are for everyone', () => {
  const kindsFor = (rights: object) => viewableBy({ ...someone, rights }, touched).map(({ record }) => record);
  expect(kindsFor({})).toEqual(['closure']);
  expect(kindsFor({ clients: 'none', production: 'view' })).toEqual(['production_order', 'closure']);
  expect(kindsFor({ clients: 'delete', invoices: 'add' })).toEqual(['client', 'invoice', 'closure']);
  expect(viewableBy({ ...someone, isOwner: true, rights: {} }, touched)).toEqual(touched);
});

test('of every kind of record that is audited or touched, it is known who may view it', () => {
  const folder = join(import.meta.dirname, '..');
  const texts = globSync('**/*.ts', { cwd: folder })
    .filter((path) => !/\.test\.ts$|^testing\//.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
  const named = texts.flatMap((text) => [
    ...[...text.matchAll(/\brecord: '(\w+)'(?!, record_id)/g)].map(([, kind = '']) => kind),
    ...[...text.matchAll(/\.touched\(\s*'(\w+)'/g)].map(([, kind = '']) => kind),
  ]);
  expect(named).toContain('production_order');
  expect([...new Set(named)].filter((kind) => !isKnownKind(kind))).toEqual([]);
});
