import { listAudit } from '@printrail/contract/audit';
import { cancelOrder } from '@printrail/contract/cancelling';
import { changeStatus } from '@printrail/contract/changes';
import { getHistory } from '@printrail/contract/history';
import { getInvoice, type Invoice, updateInvoice } from '@printrail/contract/invoices';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { type OrderLineChange, updateOrderLines } from '@printrail/contract/order-lines';
import { getOrder, type ProductionOrder } from '@printrail/contract/orders';
import { listReorderReasons, reorderOrder } from '@printrail/contract/reorders';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenInvoice, givenOrder, givenProduct, givenVendor, statusNamed, typeNamed } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

test('the whole list is given: lines are kept, changed, added and removed; value, history and audit follow', async () => {
  const { s, order, invoice, prints, frames } = await givenOrdered();
  const [first] = order.lines;
  const lines = [
    { description: 'Thank-you cards', quantity: 50, cost: 2_500 },
    { id: first?.id ?? 0, quantity: 16, note: 'Matt paper' },
  ];
  const after = await edit(s, order, lines, 'The client takes fewer');
  expect(after.lines).toMatchObject([
    { position: 1, description: 'Thank-you cards', quantity: 50, cost: 2_500, invoiceLineId: null, productId: null },
    { position: 2, id: first?.id, quantity: 16, invoiceQuantity: 2, cost: 600, note: 'Matt paper' },
  ]);
  expect(after.lines).toHaveLength(2);
  expect(after).toMatchObject({ version: 2, value: 2 * prints.price, statusName: order.statusName });
  expect(await orderedOf(s, invoice)).toEqual([2, 0]);
  const { items } = await s.call(getHistory, { params: { id: order.id } });
  expect(items.at(-1)).toMatchObject({
    kind: 'lines_edited',
    note: `Added: 50 × Thank-you cards. Removed: 2 × ${frames.name}. Changed: ${prints.name} 24 → 16, of the invoice 3 → 2, cost, note.\nThe client takes fewer`,
  });
  const [entry] = (await s.call(listAudit)).items;
  expect(entry).toMatchObject({ action: 'order.lines_changed', recordId: order.id });

  const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
  expect((await shown(s, created[0]?.id ?? 0)).lines).toMatchObject([
    { invoiceQuantity: 1, quantity: 8 },
    { invoiceQuantity: 2, quantity: 2 },
  ]);
});

test('a line added of an invoice line orders what is left of it, described and priced by its product', async () => {
  const { s, order, invoice, prints } = await givenOrdered();
  const [first, second] = order.lines;
  const one = await edit(s, order, [{ id: second?.id ?? 0, quantity: 2 }]);
  const [invoiceLine] = invoice.lines;
  const kept = { id: second?.id ?? 0, quantity: 2 };
  const added = { invoiceLineId: invoiceLine?.id ?? 0, quantity: 24 };
  const after = await edit(s, one, [kept, added]);
  expect(after.lines[1]).toMatchObject({ ...first, id: after.lines[1]?.id, position: 2 });
  expect(after.lines[1]?.productId).toBe(prints.id);
  expect(after.value).toBe(order.value);
  expect(await orderedOf(s, invoice)).toEqual([3, 2]);
  // Spare prints are asked for without ordering more of the invoice.
  const spare = { ...kept, quantity: 3, invoiceQuantity: 2, cost: 0 };
  expect((await edit(s, after, [spare])).lines).toMatchObject([{ quantity: 3, invoiceQuantity: 2, cost: 0 }]);
});

test('no more is ordered than the invoice has left, this order’s own included', async () => {
  const { s, order, invoice, prints } = await givenOrdered();
  const [first, second] = order.lines.map(({ id }) => id);
  const kept = { id: second ?? 0, quantity: 2 };
  const over = await refused(s, order, [{ id: first ?? 0, quantity: 32 }, kept]);
  expect(over).toMatchObject({
    ...{ code: 'order_line.over_invoice', errors: [{ field: 'lines.0.quantity' }] },
    details: { product: prints.name, asked: 4, left: 3, quantity: 3 },
  });
  const invoiceLineId = invoice.lines[0]?.id ?? 0;
  const twice = await refused(s, order, [{ id: first ?? 0, quantity: 24 }, { invoiceLineId, quantity: 8 }, kept]);
  expect(twice).toMatchObject({ code: 'order_line.over_invoice', errors: [{ field: 'lines.1.quantity' }] });
  const split = [{ id: first ?? 0, quantity: 16 }, { invoiceLineId, quantity: 8 }, kept];
  expect((await edit(s, order, split)).value).toBe(order.value);
  expect(await orderedOf(s, invoice)).toEqual([3, 2]);
});

test('an open order changes at any status; a completed one only in descriptions, costs and notes', async () => {
  const { s, order } = await givenOrdered();
  const params = { id: order.id };
  const [first, second] = order.lines.map(({ id }) => id);
  const kept = { id: second ?? 0, quantity: 2 };
  await s.call(changeStatus, { params, body: {} });
  const open = await edit(s, await shown(s, order.id), [{ id: first ?? 0, quantity: 16 }, kept]);
  await s.call(changeStatus, {
    params,
    body: { statusId: statusNamed(await typeNamed(s, 'Print order'), 'Complete').id },
  });
  const done = await shown(s, order.id);
  const texts = [
    { ...kept, note: 'As billed' },
    { id: first ?? 0, quantity: 16, cost: 7, description: 'Wallets' },
  ];
  const after = await edit(s, done, texts);
  expect(after).toMatchObject({ value: open.value, state: 'completed' });
  expect(after.lines).toMatchObject([{ note: 'As billed' }, { cost: 7, description: 'Wallets' }]);
  const code = 'order_line.order_completed';
  const fewer = await refused(s, after, [{ id: first ?? 0, quantity: 8 }, kept]);
  expect(fewer).toMatchObject({ code, errors: [{ field: 'lines.0.quantity' }] });
  expect(await refused(s, after, [kept])).toMatchObject({ code, errors: [{ field: 'lines' }] });
  expect(await refused(s, after, [...texts, { quantity: 1 }])).toMatchObject({ code });
});

test('the same list changes nothing; another order of the lines is one', async () => {
  const { s, order } = await givenOrdered();
  expect(await edit(s, order, order.lines.map(fieldsOf))).toEqual(order);
  const turned = await edit(s, order, order.lines.map(fieldsOf).toReversed());
  expect(turned.lines.map(({ id }) => id)).toEqual(order.lines.map(({ id }) => id).toReversed());
  expect(turned).toMatchObject({ version: 2, value: order.value });
  const { items } = await s.call(getHistory, { params: { id: order.id } });
  expect(items.at(-1)).toMatchObject({ kind: 'lines_edited', note: 'Lines put in another order.' });
  expect((await edit(s, turned, [])).lines).toEqual([]);
});

test('what does not fit is refused by its field, and nothing is changed', async () => {
  const { s, order, invoice, frames } = await givenOrdered();
  const [first, second] = order.lines.map(({ id }) => id);
  const at = (code: string, field: string) => ({ code, errors: [{ field }] });
  const kept = { id: second ?? 0, quantity: 2 };
  const bad = async (line: OrderLineChange) => refused(s, order, [kept, line]);
  const line = { id: first ?? 0, quantity: 24 };
  expect(await bad({ id: 999, quantity: 1 })).toMatchObject(at('order_line.not_found', 'lines.1.id'));
  expect(await bad(kept)).toMatchObject(at('order_line.twice', 'lines.1.id'));
  expect(await bad({ ...line, productId: frames.id })).toMatchObject(at('order_line.other_origin', 'lines.1'));
  expect(await bad({ ...line, invoiceLineId: null })).toMatchObject(at('order_line.other_origin', 'lines.1'));
  expect(await bad({ ...line, quantity: 9 })).toMatchObject(at('order_line.not_divisible', 'lines.1.quantity'));
  expect(await bad({ quantity: 1, productId: 999 })).toMatchObject(at('product.not_found', 'lines.1.productId'));
  const loose = await bad({ quantity: 1, invoiceQuantity: 1 });
  expect(loose).toMatchObject(at('order_line.orders_no_invoice_line', 'lines.1.invoiceQuantity'));
  const strange = await bad({ quantity: 1, invoiceLineId: 999 });
  expect(strange).toMatchObject(at('order_line.not_of_invoice', 'lines.1.invoiceLineId'));
  const other = await bad({ quantity: 8, invoiceLineId: invoice.lines[0]?.id ?? 0, productId: frames.id });
  expect(other).toMatchObject(at('order_line.not_of_invoice', 'lines.1.invoiceLineId'));
  const dear = { id: first ?? 0, quantity: 10_000_000, invoiceQuantity: 3 };
  const costly = await edit(s, order, [kept, { ...line, cost: 99_999_999_999 }]);
  expect(await refused(s, costly, [kept, dear])).toMatchObject(at('order_line.cost_too_large', 'lines.1.cost'));
  expect(await refused(s, order, [kept])).toMatchObject({ code: 'request.version_stale' });
  const params = { id: order.id };
  await s.call(cancelOrder, { params, body: { reason: 'No' } });
  expect(await refused(s, await shown(s, order.id), [kept])).toMatchObject({ code: 'change.order_cancelled' });
});

test('the lines of a reorder, and of an order without invoice, order nothing of an invoice', async () => {
  const { s, order, invoice } = await givenOrdered();
  const reasonId = (await s.call(listReorderReasons)).items[0]?.id ?? 0;
  const chosen = [{ lineId: order.lines[0]?.id ?? 0, quantity: 8 }];
  const reorder = await s.call(reorderOrder, { params: { id: order.id }, body: { lines: chosen, reasonId } });
  const kept = { id: reorder.lines[0]?.id ?? 0, quantity: 24 };
  const after = await edit(s, reorder, [kept]);
  expect(after).toMatchObject({ value: 0, lines: [{ quantity: 24, invoiceQuantity: null, cost: 0 }] });
  const naming = await refused(s, after, [{ ...kept, invoiceQuantity: 1 }]);
  expect(naming).toMatchObject({ code: 'order_line.orders_no_invoice_line' });
  const invoiceLineId = invoice.lines[0]?.id ?? 0;
  expect(await refused(s, after, [{ invoiceLineId, quantity: 8 }])).toMatchObject({
    code: 'order_line.not_of_invoice',
  });
  const free = await givenOrder(s, { lines: [{ description: 'Display', quantity: 1, cost: 100 }] });
  expect(await refused(s, free, [{ invoiceLineId, quantity: 8 }])).toMatchObject({ code: 'order_line.not_of_invoice' });
  const doubled = await edit(s, free, [{ id: free.lines[0]?.id ?? 0, quantity: 2 }]);
  expect(doubled).toMatchObject({ value: 0, lines: [{ quantity: 2, cost: 200 }] });
  expect(await orderedOf(s, invoice)).toEqual([3, 2]);
});

test('editing lines and ordering the rest at the same moment never orders more than is sold', async () => {
  const { s, order, invoice } = await givenOrdered();
  const [first, second] = order.lines.map(({ id }) => id);
  const fewer = [
    { id: first ?? 0, quantity: 8 },
    { id: second ?? 0, quantity: 2 },
  ];
  const whole = [
    { id: first ?? 0, quantity: 24 },
    { id: second ?? 0, quantity: 2 },
  ];
  let now = await edit(s, order, fewer);
  for (let round = 0; round < 5; round++) {
    const params = { id: order.id };
    const [, answers] = await Promise.all([
      s.send(updateOrderLines, { params, version: now.version, body: { lines: whole } }),
      s.send(createInvoiceOrders, { params: { id: invoice.id }, body: {} }),
    ]);
    expect(await orderedOf(s, invoice)).toEqual([3, 2]);
    for (const { id } of answers.json<{ created: { id: number }[] }>().created ?? [])
      await s.call(cancelOrder, { params: { id }, body: { reason: 'Again' } });
    now = await edit(s, await shown(s, order.id), fewer);
  }
});

test('over any edits, what is ordered of the invoice is what the lines say and never more than is sold', async () => {
  const { s, order, invoice, prints, frames } = await givenOrdered();
  const change = fc.record({ at: fc.nat({ max: 6 }), quantity: fc.integer({ min: 1, max: 40 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 5 }), async (changes) => {
      const before = await shown(s, order.id);
      const lines = changes.map(({ at, quantity }): OrderLineChange => {
        const kept = before.lines[at];
        if (kept) return { id: kept.id, quantity };
        return at % 2 === 0 ? { quantity } : { invoiceLineId: invoice.lines[at % 4 === 1 ? 0 : 1]?.id ?? 0, quantity };
      });
      const response = await s.send(updateOrderLines, {
        ...{ params: { id: order.id }, version: before.version, body: { lines } },
      });
      const after = await shown(s, order.id);
      if (response.statusCode !== 200) {
        expect(response.statusCode).toBe(422);
        expect(after).toEqual(before);
      }
      const sums = invoice.lines.map(({ id }) =>
        after.lines
          .filter((line) => line.invoiceLineId === id)
          .reduce((sum, line) => sum + (line.invoiceQuantity ?? 0), 0),
      );
      expect(await orderedOf(s, invoice)).toEqual(sums);
      expect(sums.every((sum, at) => sum <= (invoice.lines[at]?.quantity ?? 0))).toBe(true);
      expect(after.value).toBe((sums[0] ?? 0) * prints.price + (sums[1] ?? 0) * frames.price);
    }),
    { numRuns: 60 },
  );
});

test('an ordered invoice line may go down once the order has fewer', async () => {
  const { s, order, invoice } = await givenOrdered();
  await edit(s, order, [{ id: order.lines[0]?.id ?? 0, quantity: 8 }]);
  const lines = invoice.lines.map(({ id, productId }) => ({ id, productId, quantity: 1 }));
  const lowered = await s.call(updateInvoice, { params: { id: invoice.id }, version: 1, body: { lines } });
  expect(lowered.lines.map(({ orderedQuantity }) => orderedQuantity)).toEqual([1, 0]);
});

/** One order of 3 sets of 8 prints and 2 frames. */
async function givenOrdered() {
  const s = await studio();
  const vendor = await givenVendor(s);
  const prints = await givenProduct(s, { preferredVendorId: vendor.id, vendorMultiplier: 8 });
  const frames = await givenProduct(s, { preferredVendorId: vendor.id, price: 4_500 });
  const lines = [
    { productId: prints.id, quantity: 3 },
    { productId: frames.id, quantity: 2 },
  ];
  const invoice = await givenInvoice(s, { lines });
  const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
  return { s, order: await shown(s, created[0]?.id ?? 0), invoice, prints, frames };
}

function edit(s: TestStudio, { id, version }: ProductionOrder, lines: OrderLineChange[], note = '') {
  return s.call(updateOrderLines, { params: { id }, version, body: { lines, note } });
}

function refused(s: TestStudio, { id, version }: ProductionOrder, lines: OrderLineChange[]) {
  return s.refusal(updateOrderLines, { params: { id }, version, body: { lines } });
}

function shown(s: TestStudio, id: number): Promise<ProductionOrder> {
  return s.call(getOrder, { params: { id } });
}

function fieldsOf({ position: _, ...line }: ProductionOrder['lines'][number]): OrderLineChange {
  return line;
}

async function orderedOf(s: TestStudio, { id }: Invoice): Promise<number[]> {
  return (await s.call(getInvoice, { params: { id } })).lines.map((line) => line.orderedQuantity);
}
