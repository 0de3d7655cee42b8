import type { ProductionType } from '@printrail/contract/cycles';
import type { InvoiceStatus } from '@printrail/contract/invoice-statuses';
import { expect, test } from 'vitest';
import { blankTrigger } from './trigger-fields.rules.ts';
import { groupsOf, isAskedFor, placesOf, statusAskedFor } from './trigger-list.rules.ts';

const status = (id: number, name: string) => ({ id, name, color: '#000000', isSide: false, isActive: true });
const places = placesOf(
  [
    { id: 1, name: 'Print order', isActive: true, statuses: [status(11, 'Retouching'), status(12, 'At the lab')] },
    { id: 2, name: 'Album', isActive: true, statuses: [status(21, 'At the lab')] },
  ] as ProductionType[],
  [status(11, 'Open'), status(12, 'Paid')] as unknown as InvoiceStatus[],
);
const atLab = { ...blankTrigger, id: 1, statusId: 12, typeId: 1, sentence: "When 'At the lab' is entered, …" };
const album = { ...atLab, id: 2, statusId: 21, typeId: 2, description: 'Café appellé' };
const paid = { ...blankTrigger, id: 3, invoiceStatusId: 12, sentence: "When 'Paid' is entered, …", isActive: false };
const all = [paid, album, atLab];

test('triggers stand by order type and status, and a status of invoices is none of orders', () => {
  const told = groupsOf(all, places).map(({ place, statuses }) => [
    place.name,
    ...statuses.map((each) => `${each.status.name}: ${each.triggers.map(({ id }) => id)}`),
  ]);
  expect(told).toEqual([
    ['Print order', 'At the lab: 1'],
    ['Album', 'At the lab: 2'],
    ['Invoices', 'Paid: 3'],
  ]);
  expect(statusAskedFor(places, { invoiceStatus: 12 })?.name).toBe('Paid');
  expect(statusAskedFor(places, { status: 12 })?.name).toBe('At the lab');
  expect(statusAskedFor(places, {})).toBe(undefined);
});

test('the list is narrowed by status, type, whether active, and words', () => {
  const asked = (filter: Parameters<typeof isAskedFor>[1]) => all.filter((each) => isAskedFor(each, filter));
  expect(asked({})).toEqual(all);
  expect(asked({ status: 12 })).toEqual([atLab]);
  expect(asked({ invoiceStatus: 12 })).toEqual([paid]);
  expect(asked({ type: 'invoices' })).toEqual([paid]);
  expect(asked({ type: 2 })).toEqual([album]);
  expect(asked({ active: false })).toEqual([paid]);
  expect(asked({ q: 'LAB cafe' })).toEqual([album]);
  expect(asked({ q: 12 })).toEqual([]);
});
