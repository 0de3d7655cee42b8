import { listAudit } from '@printrail/contract/audit';
import { getPreferences, updatePreferences } from '@printrail/contract/calendar';
import type { InputOf } from '@printrail/contract/endpoint';
import * as api from '@printrail/contract/invoice-statuses';
import { expect, test } from 'vitest';
import { givenInvoice } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';

type Edit = InputOf<typeof api.updateInvoiceStatus>['body'];

async function withStatuses() {
  const s = await studio();
  const all = async () => (await s.call(api.listInvoiceStatuses)).items;
  const at = async (name: string) => {
    const status = (await all()).find((each) => each.name === name);
    return { params: { id: status?.id ?? 0 }, version: status?.version ?? 0 };
  };
  return {
    ...{ s, all, at },
    names: async () => (await all()).map(({ name, position }) => `${position} ${name}`),
    edit: async (name: string, body: Edit) => s.call(api.updateInvoiceStatus, { ...(await at(name)), body }),
    refused: async (name: string, body: Edit) => s.refusal(api.updateInvoiceStatus, { ...(await at(name)), body }),
    deletion: async (name: string) => s.refusal(api.deleteInvoiceStatus, await at(name)),
  };
}

test('a new studio has Open → In production → Ready for pickup 5 → Delivered, and the completion sets the third', async () => {
  const { s, all } = await withStatuses();
  const items = await all();
  expect(items.map(({ name, duration, isInitial, isFinal }) => [name, duration, isInitial, isFinal])).toEqual([
    ['Open', null, true, false],
    ['In production', null, false, false],
    ['Ready for pickup', 5, false, false],
    ['Delivered', null, false, true],
  ]);
  expect((await s.call(getPreferences)).invoiceCompletion.setStatusId).toBe(items[2]?.id);
});

test('a status is added before the final one or where told, renamed, and moved', async () => {
  const { s, names, edit } = await withStatuses();
  await s.call(api.addInvoiceStatus, { body: { name: 'Packed', duration: 2, color: '#112233' } });
  await s.call(api.addInvoiceStatus, { body: { name: 'Approved', position: 2 } });
  expect(await names()).toEqual([
    '1 Open',
    '2 Approved',
    '3 In production',
    '4 Ready for pickup',
    '5 Packed',
    '6 Delivered',
  ]);
  expect(await edit('Packed', { name: 'Boxed', position: 2, duration: null })).toMatchObject({
    name: 'Boxed',
    position: 2,
    duration: null,
  });
  expect(await names()).toEqual([
    '1 Open',
    '2 Boxed',
    '3 Approved',
    '4 In production',
    '5 Ready for pickup',
    '6 Delivered',
  ]);
});

test('names are unique, whatever the case and accents', async () => {
  const { s, refused } = await withStatuses();
  expect((await s.refusal(api.addInvoiceStatus, { body: { name: 'ÓPEN' } })).code).toBe('invoice_status.name_taken');
  expect((await refused('Open', { name: 'delivered' })).code).toBe('invoice_status.name_taken');
});

test('the initial and final flags move to the status chosen', async () => {
  const { names, edit, all } = await withStatuses();
  await edit('Ready for pickup', { isFinal: true });
  expect(await edit('In production', { isInitial: true })).toMatchObject({ position: 1, isInitial: true });
  expect(await names()).toEqual(['1 In production', '2 Open', '3 Delivered', '4 Ready for pickup']);
  expect((await all()).map(({ isInitial, isFinal, duration }) => [isInitial, isFinal, duration])).toEqual([
    ...[
      [true, false, null],
      [false, false, null],
      [false, false, null],
      [false, true, null],
    ],
  ]);
});

test('the initial and final status stay as they must be', async () => {
  const { refused, deletion } = await withStatuses();
  expect((await refused('Open', { isActive: false })).detail).toBe(
    'Open is the initial invoice status: it cannot be inactive.',
  );
  expect((await refused('Delivered', { position: 1 })).code).toBe('invoice_status.needed');
  expect((await refused('Delivered', { duration: 1 })).errors?.[0]?.field).toBe('duration');
  expect((await deletion('Open')).code).toBe('invoice_status.needed');
  expect((await refused('Open', { position: 5 })).code).toBe('cycle.no_such_place');
});

test('a status that invoices or preferences use cannot be deleted, and a preferred one not be made inactive', async () => {
  const { s, edit, refused, deletion, names, at } = await withStatuses();
  await givenInvoice(s);
  await edit('In production', { isInitial: true });
  expect((await deletion('Open')).detail).toBe(
    'Open is used by invoices and cannot be deleted. Make it inactive instead.',
  );
  expect((await edit('Open', { isActive: false })).isActive).toBe(false);
  expect((await deletion('Ready for pickup')).detail).toContain('used by the preferences');
  expect((await refused('Ready for pickup', { isActive: false })).detail).toBe(
    'Ready for pickup is the preferred invoice status: choose another in the preferences first.',
  );
  const { version, invoiceCompletion } = await s.call(getPreferences);
  const body = { invoiceCompletion: { ...invoiceCompletion, setStatusId: null } };
  await s.call(updatePreferences, { body, version });
  await s.call(api.deleteInvoiceStatus, await at('Ready for pickup'));
  expect(await names()).toEqual(['1 In production', '2 Open', '3 Delivered']);
});

test('changes are in the audit, a moved flag as a change of two statuses', async () => {
  const { s, edit } = await withStatuses();
  await edit('In production', { isInitial: true });
  const { items } = await s.call(listAudit, { query: { record: 'invoice_status' } });
  expect(items).toMatchObject([
    { action: 'invoice_status.changed', after: { isInitial: false } },
    { action: 'invoice_status.changed', after: { isInitial: true } },
  ]);
});
