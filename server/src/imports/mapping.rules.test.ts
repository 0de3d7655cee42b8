import type { ImportMapping, ImportStep } from '@printrail/contract/imports';
import { expect, test } from 'vitest';
import type { FieldError } from '../platform/refusal.ts';
import { planStep } from './mapping.rules.ts';
import { RowFaults } from './row-faults.ts';
import { RowReader } from './rows.rules.ts';
import { targets } from './targets.rules.ts';

const header = ['id', 'first', 'last', 'mail', 'call', 'id'];

function faultsOf(step: object, others: Partial<ImportMapping> = {}): FieldError[] {
  const faults: FieldError[] = [];
  planStep({ ...others, steps: [{ file: 'a.csv', into: 'clients', ...step } as ImportStep] }, 0, header, 2, faults);
  return faults;
}

function read(step: object, ...rows: string[][]) {
  const mistakes: FieldError[] = [];
  const plan = planStep({ steps: [{ file: 'a.csv', into: 'clients', ...step } as ImportStep] }, 0, header, 2, mistakes);
  expect(mistakes).toEqual([]);
  const faults = new RowFaults();
  const reader = new RowReader(plan, faults);
  for (const [index, cells] of rows.entries()) reader.read({ line: index + 2, cells });
  return { records: reader.drafts.map(({ record }) => record), faults: faults.first };
}

const named = { name: { column: 'first' } };

test('every field the API takes can be imported', () => {
  for (const [into, { schema, fields, lines }] of Object.entries(targets)) {
    const known = Object.values(fields).map(({ path }) => path.split('.')[0]);
    const taken = Object.keys(schema.properties).filter((name) => name !== 'externalKey' && name !== 'lines');
    expect(new Set(known), into).toEqual(new Set(taken));
    const needed = Object.values(fields)
      .filter(({ isNeeded }) => isNeeded)
      .map(({ path }) => path);
    expect(needed, into).toEqual(
      expect.arrayContaining((schema.required as string[]).filter((name) => name !== 'externalKey')),
    );
    if (!lines) continue;
    const ofLines = Object.keys(lines.schema.properties).filter((name) => name !== 'externalKey');
    expect(new Set(Object.values(lines.fields).map(({ path }) => path))).toEqual(new Set(ofLines));
  }
});

test('a mapping that does not fit says where and why', () => {
  const key = { column: 'first' };
  expect(faultsOf({ key: { column: 'id' }, fields: named })).toEqual([
    { field: 'steps.0.key.column', message: '"id" heads columns 1 and 6 of a.csv; name one by its number' },
  ]);
  expect(faultsOf({ key: { column: 7 }, fields: named })).toEqual([
    { field: 'steps.0.key.column', message: 'a.csv has 6 columns (it is 7)' },
  ]);
  expect(faultsOf({ key, fields: { name: { column: 'Frist' } } })).toEqual([
    {
      field: 'steps.0.fields.name.column',
      message: 'a.csv has no column "Frist"; it has id, first, last, mail, call, id',
    },
  ]);
  expect(faultsOf({ key, fields: {} })).toEqual([{ field: 'steps.0.fields.name', message: 'is missing' }]);
  expect(faultsOf({ key, fields: { ...named, nmae: {} } })[0]).toMatchObject({ field: 'steps.0.fields.nmae' });
  expect(faultsOf({ key, fields: { name: {} } })[0]?.message).toBe('must have one of column, columns and constant');
  expect(faultsOf({ key: { constant: 'x' }, fields: named })[0]?.field).toBe('steps.0.key');
  expect(faultsOf({ key, fields: { ...named, doNotCall: { constant: 'maybe' } } })[0]?.field).toBe(
    'steps.0.fields.doNotCall.constant',
  );
  expect(faultsOf({ key, fields: { name: { column: 'first', format: 'dd' } } })[0]?.field).toBe(
    'steps.0.fields.name.format',
  );
  expect(faultsOf({ key, fields: named, lines: { key, fields: {} } })[0]?.field).toBe('steps.0.lines');
  expect(faultsOf({ key, fields: named, decimal: ',', thousands: ',' })[0]?.field).toBe('steps.0.thousands');
  const date = { client: { column: 'first' }, name: { column: 'last' }, date: { column: 'mail' } };
  expect(faultsOf({ into: 'sessions', key, fields: date }, { dates: 'dd/mm/yy' })[0]?.message).toContain(
    '"yy" is not a word',
  );
});

test('names that every object has are unknown fields like any other', () => {
  for (const name of ['constructor', 'toString', 'externalKey']) {
    const fields = { ...named, [name]: { column: 'last' } };
    expect(faultsOf({ key: { column: 'first' }, fields })[0]?.field).toBe(`steps.0.fields.${name}`);
  }
});

test('columns are joined, texts stand for others, and an empty text clears, keeps or is refused', () => {
  const step = {
    key: { columns: [1, 'last'] },
    fields: {
      name: { columns: ['first', 'last'], separator: ' ' },
      email: { column: 'mail', empty: 'keep' },
      phone: { column: 'mail' },
      doNotCall: { column: 'call', values: { x: 'yes', '': 'no' } },
      notes: { constant: 'from the old system' },
      'address.city': { column: 'first', empty: 'refuse' },
    },
  };
  const row = ['7', ' Ann ', 'Archer', '', 'x', ''];
  const both = read(
    step,
    row,
    ['8', '', 'Bell', '', '', ''],
    ['', 'Cy', 'Cole', '', '', ''],
    ['9', 'Di', 'D', '', 'y', ''],
  );
  expect(both.records).toEqual([
    {
      ...{ externalKey: '7-Archer', name: 'Ann Archer', phone: '', doNotCall: true, notes: 'from the old system' },
      address: { city: 'Ann' },
    },
  ]);
  expect(both.faults.map(({ line, column, rule }) => [line, column, rule])).toEqual([
    [3, 'first', 'must not be empty'],
    [4, 'id (column 1) + last', 'must not be empty'],
    [5, 'call', 'must be one of "x", ""'],
  ]);
});
