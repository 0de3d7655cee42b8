import { type ImportMapping, importFiles } from '@printrail/contract/imports';
import { expect, test } from 'vitest';
import { openSnapshot } from '../database/snapshot.ts';
import { dateOfDayNumber, dayNumber } from '../platform/iso-date.ts';
import { studio } from '../testing/studio.ts';
import { examine, isSound } from '../upkeep/doctor.ts';

const column = (name: string) => ({ column: name });
const track = ['Retouching', 'Order review', 'At the lab', 'Quality check', 'Packaging', 'Complete'];
const orderCount = 2_000;

const mapping: ImportMapping = {
  steps: [
    { file: 'v.csv', into: 'vendors', key: column('id'), fields: { name: column('id') } },
    {
      ...{ file: 'o.csv', into: 'productionOrders', key: column('id') },
      fields: {
        number: column('id'),
        type: { constant: 'Print order' },
        vendor: { constant: 'lab' },
        orderDate: column('ordered'),
        status: column('status'),
      },
    },
    {
      ...{ file: 'h.csv', into: 'statusChanges', key: column('id') },
      fields: {
        order: { column: 'order', by: 'number' },
        from: column('from'),
        to: column('to'),
        date: column('date'),
      },
    },
  ],
};

test('thousands of orders with five changes each come in whole and sound, and again unchanged', async () => {
  const s = await studio();
  const start = dayNumber('2026-01-05');
  const ids = Array.from({ length: orderCount }, (_, at) => at);
  const changes = ids.flatMap((id) =>
    track
      .slice(1)
      .map((to, at) => `${id}-${at},O-${id},${track[at]},${to},${dateOfDayNumber(start + (id % 200) + at * 3)}`),
  );
  const files = {
    'v.csv': 'id\nlab\n',
    'o.csv': ['id,ordered,status', ...ids.map((id) => `O-${id},${dateOfDayNumber(start + (id % 200))},Complete`)].join(
      '\n',
    ),
    'h.csv': ['id,order,from,to,date', ...changes].join('\n'),
  };
  const first = await s.call(importFiles, { body: { mapping, files } });
  expect(first.steps.map(({ added }) => added)).toEqual([1, orderCount, orderCount * 5]);
  const again = await s.call(importFiles, { body: { mapping, files } });
  expect(again.steps.map(({ unchanged }) => unchanged)).toEqual([1, orderCount, orderCount * 5]);
  const snapshot = await openSnapshot(s.location);
  expect(isSound(await examine(snapshot.db).finally(() => snapshot.close()))).toBe(true);
});
