import { addSession } from '@printrail/contract/clients';
import * as api from '@printrail/contract/invoices';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { addPayment } from '@printrail/contract/payments';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenClient, givenInvoice, givenProduct, givenVendor } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';

test('an invoice is numbered by the studio’s pattern, dated today and starts at the initial status', async () => {
  const s = await studio();
  const clientId = await givenClient(s, 'Ada Lens');
  const first = await s.call(api.addInvoice, { body: { clientId } });
  expect(first).toMatchObject({
    ...{ number: 'INV-00001', clientId, clientName: 'Ada Lens', sessionId: null, date: '2026-11-23', version: 1 },
    ...{ statusName: 'Open', statusSinceDate: '2026-11-23', statusDueDate: null, total: 0, paid: 0, lines: [] },
  });
  expect(await s.call(api.addInvoice, { body: { clientId } })).toMatchObject({ number: 'INV-00002' });
  expect(await s.call(api.getInvoice, { params: { id: first.id } })).toEqual(first);
});

test('assigned numbers pass over those that are taken', async () => {
  const s = await studio();
  const clientId = await givenClient(s);
  for (const number of ['inv-00001', 'INV-00002', 'INV-00004']) await givenInvoice(s, { clientId, number });
  const numbers = [];
  for (let count = 0; count < 3; count++) numbers.push((await givenInvoice(s, { clientId })).number);
  expect(numbers).toEqual(['INV-00003', 'INV-00005', 'INV-00006']);
});

test('a given number is kept as it is typed, and refused when another invoice has it', async () => {
  const s = await studio();
  const invoice = await givenInvoice(s, { number: 'Été 7' });
  expect(invoice.number).toBe('Été 7');
  const body = { clientId: invoice.clientId, number: 'ete 7' };
  const problem = await s.refusal(api.addInvoice, { body });
  expect(problem).toMatchObject({ status: 409, code: 'invoice.number_taken', errors: [{ field: 'number' }] });
  const other = await givenInvoice(s);
  const taken = { params: { id: other.id }, version: 1, body: { number: 'ÉTÉ 7' } };
  expect(await s.refusal(api.updateInvoice, taken)).toMatchObject({ code: 'invoice.number_taken' });
});

test('a line takes its price from the price list, and the total is lines, tax and shipping', async () => {
  const s = await studio();
  const vendor = await givenVendor(s, { name: 'Lab' });
  const product = await givenProduct(s, { name: 'Album', price: 999, preferredVendorId: vendor.id });
  const lines = [
    { productId: product.id, quantity: 2, discount: 0.15 },
    { productId: product.id, quantity: 1, price: 5, description: 'Gift', isNotOrdered: true, externalKey: 'L2' },
  ];
  const invoice = await givenInvoice(s, { lines, tax: 100, shipping: 50 });
  expect(invoice.total).toBe(1_698 + 5 + 150);
  expect(invoice.lines).toMatchObject([
    { position: 1, productName: 'Album', price: 999, discount: 0.15, total: 1_698, orderFromVendorName: 'Lab' },
    { position: 2, description: 'Gift', price: 5, discount: 0, total: 5, orderFromVendorId: null, externalKey: 'L2' },
  ]);
});

test('the total is the sum of what the lines, tax and shipping say, whatever they are', async () => {
  const s = await studio();
  const clientId = await givenClient(s);
  const { id: productId } = await givenProduct(s);
  const line = fc.record({
    productId: fc.constant(productId),
    quantity: fc.integer({ min: 1, max: 1_000 }),
    price: fc.integer({ min: 0, max: 1_000_000 }),
    discount: fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 10_000),
  });
  const amount = fc.integer({ min: 0, max: 100_000 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 12 }),
      fc.array(line),
      amount,
      amount,
      async (first, second, tax, shipping) => {
        const added = await s.call(api.addInvoice, { body: { clientId, lines: first, tax, shipping } });
        const sum = (lines: readonly { total: number }[]) =>
          lines.reduce((all, { total }) => all + total, tax + shipping);
        expect(added.total).toBe(sum(added.lines));
        expect(added.lines.map(({ discount }) => discount)).toEqual(first.map(({ discount }) => discount));
        const kept = added.lines.slice(1).map(({ id, quantity }) => ({ id, productId, quantity }));
        const request = { params: { id: added.id }, version: added.version, body: { lines: [...second, ...kept] } };
        const changed = await s.call(api.updateInvoice, request);
        expect(changed.total).toBe(sum(changed.lines));
        expect(changed.lines.map(({ position }) => position)).toEqual(changed.lines.map((_, at) => at + 1));
      },
    ),
    { numRuns: 30 },
  );
});

test('the list of lines is the whole list: kept, changed, added, moved and removed', async () => {
  const s = await studio();
  const [one, two] = [await givenProduct(s, { price: 100 }), await givenProduct(s, { price: 700 })];
  const keyed = ['A', 'B', 'C'].map((externalKey) => ({ productId: one.id, quantity: 1, discount: 0.5, externalKey }));
  const invoice = await givenInvoice(s, { lines: keyed });
  const [a, b, c] = invoice.lines;
  const lines = [
    { productId: two.id, quantity: 4 },
    { id: c?.id ?? 0, productId: one.id, quantity: 2, externalKey: 'A' },
    { id: a?.id ?? 0, productId: two.id, quantity: 1, externalKey: 'C' },
  ];
  const changed = await s.call(api.updateInvoice, { params: { id: invoice.id }, version: 1, body: { lines } });
  expect(changed).toMatchObject({ version: 2, total: 2_800 + 100 + 350 });
  expect(changed.lines).toMatchObject([
    { position: 1, quantity: 4, price: 700, externalKey: null },
    { id: c?.id, position: 2, quantity: 2, price: 100, discount: 0.5, externalKey: 'A' },
    { id: a?.id, position: 3, price: 700, discount: 0.5, externalKey: 'C' },
  ]);
  expect(changed.lines.map(({ id }) => id)).not.toContain(b?.id);
});

test('an update that changes nothing leaves the version', async () => {
  const s = await studio();
  const { id: productId } = await givenProduct(s);
  const invoice = await givenInvoice(s, { lines: [{ productId, quantity: 2 }], notes: 'n' });
  const lines = invoice.lines.map(({ id }) => ({ id, productId, quantity: 2 }));
  const request = { params: { id: invoice.id }, version: 1, body: { notes: 'n', lines } };
  expect(await s.call(api.updateInvoice, request)).toEqual(invoice);
});

test('of two changes made from the same state one wins, the other is told', async () => {
  const s = await studio();
  const { id } = await givenInvoice(s);
  const change = (notes: string) => s.call(api.updateInvoice, { params: { id }, version: 1, body: { notes } });
  const outcomes = await Promise.allSettled(['one', 'two', 'three', 'four'].map(change));
  const won = outcomes.filter(({ status }) => status === 'fulfilled');
  const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(won).toHaveLength(1);
  for (const { reason } of lost) expect(String(reason)).toMatch(/answered 412.*request\.version_stale/);
});

test('payments made at the same moment are all counted', async () => {
  const s = await studio();
  const { id } = await givenInvoice(s);
  const amounts = [100, 200, 300, 400, -50];
  await Promise.all(amounts.map((amount) => s.call(addPayment, { params: { id }, body: { amount } })));
  const invoice = await s.call(api.getInvoice, { params: { id } });
  expect(invoice).toMatchObject({ paid: 950, version: 6 });
  expect(invoice.payments.map(({ amount }) => amount).sort((x, y) => x - y)).toEqual([-50, 100, 200, 300, 400]);
});

test('numbers assigned at the same moment differ', async () => {
  const s = await studio();
  const clientId = await givenClient(s);
  await givenInvoice(s, { clientId, number: 'INV-00003' });
  const added = await Promise.all(Array.from({ length: 8 }, () => s.call(api.addInvoice, { body: { clientId } })));
  expect(new Set(added.map(({ number }) => number)).size).toBe(8);
});

test('who, whom and when must fit together', async () => {
  const s = await studio();
  const [clientId, otherId] = [await givenClient(s), await givenClient(s)];
  const { id: sessionId } = await s.call(addSession, { body: { clientId, name: 'Wedding' } });
  const product = await givenProduct(s, { isActive: false });
  const vendor = await givenVendor(s, { isActive: false });
  const sold = (await givenProduct(s)).id;
  const refused = async (body: api.InvoiceInput) => {
    const { code, errors } = await s.refusal(api.addInvoice, { body });
    return [code, errors?.[0]?.field];
  };
  expect(await refused({ clientId: 999 })).toEqual(['client.not_found', 'clientId']);
  expect(await refused({ clientId, sessionId: 999 })).toEqual(['session.not_found', 'sessionId']);
  expect(await refused({ clientId: otherId, sessionId })).toEqual(['session.of_another_client', 'sessionId']);
  expect(await refused({ clientId, statusId: 999 })).toEqual(['invoice_status.not_found', 'statusId']);
  expect(await refused({ clientId, date: '2026-11-23', deliveryDate: '2026-11-22' })).toEqual([
    'invoice.delivery_before_date',
    'deliveryDate',
  ]);
  const line = async (input: Partial<api.InvoiceLineInput>) =>
    refused({
      clientId,
      lines: [
        { productId: sold, quantity: 1 },
        { productId: sold, quantity: 1, ...input },
      ],
    });
  expect(await line({ productId: 999 })).toEqual(['product.not_found', 'lines.1.productId']);
  expect(await line({ productId: product.id })).toEqual(['product.inactive', 'lines.1.productId']);
  expect(await line({ vendorId: 999 })).toEqual(['vendor.not_found', 'lines.1.vendorId']);
  expect(await line({ vendorId: vendor.id })).toEqual(['vendor.inactive', 'lines.1.vendorId']);
  expect(await line({ price: 99_999_999_999, quantity: 2 })).toEqual(['invoice.total_too_large', 'lines.1.price']);
  expect(await line({ price: 99_999_999_999 })).toEqual(['invoice.total_too_large', undefined]);
  expect(await line({ discount: 0.12345 })).toEqual(['request.invalid', 'lines.1.discount']);
  const keys = [1, 2].map((quantity) => ({ productId: sold, quantity, externalKey: 'K' }));
  expect(await refused({ clientId, lines: keys })).toEqual(['invoice_line.external_key_taken', 'lines.1.externalKey']);
  expect((await s.call(api.listInvoices)).items).toEqual([]);
});

test('another client needs the session of another client gone', async () => {
  const s = await studio();
  const clientId = await givenClient(s);
  const { id: sessionId } = await s.call(addSession, { body: { clientId, name: 'Wedding' } });
  const { id } = await givenInvoice(s, { clientId, sessionId });
  const otherId = await givenClient(s);
  const request = { params: { id }, version: 1, body: { clientId: otherId } };
  expect(await s.refusal(api.updateInvoice, request)).toMatchObject({ code: 'session.of_another_client' });
  const both = { ...request, body: { clientId: otherId, sessionId: null } };
  expect(await s.call(api.updateInvoice, both)).toMatchObject({ clientId: otherId, sessionName: null });
});

test('lines keep a product and a vendor that became inactive', async () => {
  const s = await studio();
  const [product, vendor] = [await givenProduct(s), await givenVendor(s)];
  const invoice = await givenInvoice(s, { lines: [{ productId: product.id, quantity: 1, vendorId: vendor.id }] });
  await s.studio.database.write(async (tx) => {
    await tx.updateTable('products').set({ isActive: false }).execute();
    await tx.updateTable('vendors').set({ isActive: false }).execute();
  });
  const lines = invoice.lines.map(({ id }) => ({ id, productId: product.id, vendorId: vendor.id, quantity: 3 }));
  const request = { params: { id: invoice.id }, version: 1, body: { lines } };
  expect(await s.call(api.updateInvoice, request)).toMatchObject({ lines: [{ quantity: 3 }] });
});

test('lines of another invoice and lines named twice are refused', async () => {
  const s = await studio();
  const { id: productId } = await givenProduct(s);
  const lines = [{ productId, quantity: 1 }];
  const [invoice, other] = [await givenInvoice(s, { lines }), await givenInvoice(s, { lines })];
  const refused = async (ids: readonly (number | undefined)[]) => {
    const body = { lines: ids.map((id) => ({ id: id ?? 0, productId, quantity: 1 })) };
    return (await s.refusal(api.updateInvoice, { params: { id: invoice.id }, version: 1, body })).code;
  };
  expect(await refused([other.lines[0]?.id])).toBe('invoice_line.not_found');
  expect(await refused([invoice.lines[0]?.id, invoice.lines[0]?.id])).toBe('invoice_line.twice');
});

test('what is ordered stays on the invoice', async () => {
  const s = await studio();
  const vendor = await givenVendor(s);
  const product = await givenProduct(s, { name: 'Album', preferredVendorId: vendor.id });
  const other = await givenProduct(s);
  const invoice = await givenInvoice(s, { lines: [{ productId: product.id, quantity: 5 }] });
  const params = { id: invoice.id };
  await s.call(createInvoiceOrders, { params, body: {} });
  const { version, lines } = await s.call(api.getInvoice, { params });
  expect(lines).toMatchObject([{ orderedQuantity: 5 }]);
  const id = lines[0]?.id ?? 0;
  const refused = async (wanted: api.InvoiceLineChange[]) =>
    (await s.refusal(api.updateInvoice, { params, version, body: { lines: wanted } })).detail;
  const ordered = 'Line 1: 5 of Album are already ordered';
  expect(await refused([{ id, productId: product.id, quantity: 4 }])).toContain(ordered);
  expect(await refused([{ id, productId: other.id, quantity: 5 }])).toContain(ordered);
  expect(await refused([])).toContain(ordered);
  const more = { lines: [{ id, productId: product.id, quantity: 6 }] };
  expect(await s.call(api.updateInvoice, { params, version, body: more })).toMatchObject({ lines: [{ quantity: 6 }] });

  await s.studio.database.write((tx) => tx.updateTable('productionOrders').set({ state: 'cancelled' }).execute());
  const { version: now, lines: freed } = await s.call(api.getInvoice, { params });
  expect(freed).toMatchObject([{ orderedQuantity: 0 }]);
  const fewer = { lines: [{ id, productId: product.id, quantity: 1 }] };
  expect(await s.call(api.updateInvoice, { params, version: now, body: fewer })).toMatchObject({ total: 1_000 });
  const gone = await s.refusal(api.updateInvoice, { params, version: now + 1, body: { lines: [] } });
  expect(gone).toMatchObject({ code: 'invoice_line.has_orders', errors: [{ field: 'lines' }] });
});

test('ordering a line and lowering its quantity at the same moment never orders more than is sold', async () => {
  const s = await studio();
  const vendor = await givenVendor(s);
  const product = await givenProduct(s, { preferredVendorId: vendor.id });
  for (let round = 0; round < 5; round++) {
    const invoice = await givenInvoice(s, { lines: [{ productId: product.id, quantity: 5 }] });
    const params = { id: invoice.id };
    const lines = [{ id: invoice.lines[0]?.id ?? 0, productId: product.id, quantity: 2 }];
    await Promise.allSettled([
      s.call(createInvoiceOrders, { params, body: {} }),
      s.call(api.updateInvoice, { params, version: 1, body: { lines } }),
    ]);
    const [line] = (await s.call(api.getInvoice, { params })).lines;
    expect(line?.orderedQuantity).toBeGreaterThan(0);
    expect(line?.orderedQuantity).toBeLessThanOrEqual(line?.quantity ?? 0);
  }
});
