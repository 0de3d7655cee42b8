import { expect, test } from 'vitest';
import { exampleNumber } from './number-pattern.rules.ts';

test('a pattern shows what its numbers look like, and what is half typed stays as it is', () => {
  expect(exampleNumber('PO-{n:7}', '2026-11-23')).toBe('PO-0020481');
  expect(exampleNumber('{yy}{mm}/{yyyy}-{n}', '2026-11-23')).toBe('2611/2026-20481');
  expect(exampleNumber('PO-{n', '2026-11-23')).toBe('PO-{n');
});
