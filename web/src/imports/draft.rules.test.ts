import type { ImportField, ImportTarget, TargetOfImport } from '@printrail/contract/imports';
import { expect, test } from 'vitest';
import { type Draft, mappingOf, readMapping, sheetOf, withFiles, withMapping, withTarget } from './draft.rules.ts';

const field = (name: string, part: Partial<ImportField> = {}): ImportField => ({
  ...{ name, kind: 'text', refersTo: null, knownBy: [], isNeeded: false },
  ...part,
});
const needed = { isNeeded: true };
const target = (into: ImportTarget, fields: ImportField[], part: Partial<TargetOfImport> = {}): TargetOfImport => ({
  ...{ into, area: 'clients', isKeyOptional: false, fields, lines: null },
  ...part,
});
const reference = (name: string) => field(name, { kind: 'reference', knownBy: ['key', 'number'], ...needed });
const targets = [
  target('clients', [field('name', needed), field('email')]),
  target('vendors', [field('name', needed), field('website')]),
  target('invoices', [reference('client'), field('date', { kind: 'date', ...needed }), field('deliveredDate')], {
    lines: { fields: [reference('product'), field('quantity', { kind: 'whole', ...needed })] },
  }),
  target('statusChanges', [reference('order'), field('to', needed), field('date', { kind: 'date', ...needed })]),
];
const around = { targets, locale: 'en-US', deliveredStatus: 'Delivered' };
const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
const empty: Draft = { files: [], steps: [] };

test('what files hold and which column fills which field is guessed, those referred to first', () => {
  const draft = withFiles(
    empty,
    [
      file('sales.csv', 'OrderID,CustomerID,Date,Delivered,ProductID,Qty\n7,A,03/06/2026,,P,2\n'),
      file('changes.csv', 'Order,Change,To,Date\n7,1,Printing,30/06/2026\n7,2,Done,01/07/2026\n8,1,Done,01/07/2026\n'),
      file('customers.csv', 'CustomerID,Full name,E-mail\nA,Ann,ann@x.example\n'),
      file('thoughts.csv', 'a,b\n1,2\n'),
    ],
    around,
  );
  const { steps } = mappingOf(draft);
  expect(steps.map(({ file: name, into }) => [name, into])).toEqual([
    ['customers.csv', 'clients'],
    ['sales.csv', 'invoices'],
    ['changes.csv', 'statusChanges'],
  ]);
  const [clients, invoices, changes] = steps;
  expect(clients).toMatchObject({
    key: { column: 'CustomerID' },
    fields: { name: { column: 'Full name' }, email: { column: 'E-mail' } },
  });
  // 30/06 in another file tells that the day comes first.
  expect(invoices).toMatchObject({ key: { column: 'OrderID' }, dates: 'dd/MM/yyyy', statusWhenDelivered: 'Delivered' });
  expect(invoices?.lines).toEqual({
    key: { column: 'ProductID' },
    fields: { product: { column: 'ProductID' }, quantity: { column: 'Qty' } },
  });
  expect(changes?.key).toEqual({ columns: ['Order', 'Change'] });
});

test('a file chosen again takes the place of the one before and keeps its mapping', () => {
  const first = withFiles(empty, [file('clients.csv', 'id,name,nickname\n1,Ann,A\n')], around);
  const mapped: Draft = {
    ...first,
    steps: first.steps.map((step) => ({ ...step, fields: { name: { column: 'nickname' } } })),
  };
  const again = withFiles(mapped, [file('clients.csv', 'id,name,nickname\n1,Ann,B\n')], around);
  expect(again.files).toHaveLength(1);
  const [step] = again.steps;
  expect(step?.fields).toEqual({ name: { column: 'nickname' } });
  expect(step && sheetOf(again, step)?.rows).toEqual([['1', 'Ann', 'B']]);
  expect(step && withTarget(step, 'vendors', sheetOf(again, step), around).fields).toEqual({
    name: { column: 'name' },
  });
});

test('a saved mapping comes back as it was, its formats with each of its files', () => {
  const steps = [
    { file: 'a.csv', into: 'clients', key: { column: 'id' }, fields: { name: { columns: ['first', 2] } } },
    {
      file: 'b.csv',
      into: 'closures',
      dates: 'yyyy-MM-dd',
      fields: { isActive: { column: 1, values: { 0: 'true' } } },
    },
  ];
  const text = JSON.stringify({ description: 'Moving in', dates: 'd/M/yyyy', delimiter: ';', steps });
  const known = withFiles(empty, [file('a.csv', 'id,name\n'), file('c.csv', 'id,name\n')], around);
  const draft = withMapping(known, readMapping(text));
  expect(draft.steps.map((step) => step.file)).toEqual(['a.csv', 'b.csv', 'c.csv']);
  expect(mappingOf({ ...draft, steps: draft.steps.slice(0, 2) })).toEqual({
    description: 'Moving in',
    steps: steps.map((step) => ({ delimiter: ';', dates: 'd/M/yyyy', ...step })),
  });
});

test.each([
  ['not json', 'It is not JSON.'],
  ['null', 'It has no steps.'],
  ['[]', 'It has no steps.'],
  ['{"steps":[]}', 'It has no steps.'],
  ['{"steps":[null]}', 'Its step 1 does not say which file goes into what.'],
  ['{"steps":[{"file":"a.csv","into":"pets","fields":{}}]}', 'Its step 1 does not say which file goes into what.'],
  ['{"steps":[{"file":"a.csv","into":"clients","fields":null}]}', 'Its step 1 does not say which file goes into what.'],
])('%s is no mapping', (text, why) => {
  expect(() => readMapping(text)).toThrow(why);
});
