import { describeImports, importTargets } from '@printrail/contract/imports';
import { expect, test } from 'vitest';
import { studio } from '../testing/studio.ts';

test('whoever makes a mapping is told what can be imported, and what each field is', async () => {
  const s = await studio();
  const { items } = await s.call(describeImports, {});
  expect(items.map(({ into }) => into)).toEqual(importTargets);
  const invoices = items.find(({ into }) => into === 'invoices');
  expect(invoices).toMatchObject({ area: 'invoices', isKeyOptional: false });
  expect(invoices?.fields.find(({ name }) => name === 'client')).toEqual({
    ...{ name: 'client', kind: 'reference', refersTo: 'clients', knownBy: ['key'], isNeeded: true },
  });
  expect(invoices?.lines?.fields.find(({ name }) => name === 'discount')).toEqual({
    ...{ name: 'discount', kind: 'discount', refersTo: null, knownBy: [], isNeeded: false },
  });
  expect(items.find(({ into }) => into === 'closures')).toMatchObject({ isKeyOptional: true, lines: null });
});
