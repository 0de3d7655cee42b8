import { getPreferences, updatePreferences } from '@printrail/contract/calendar';
import { changeStatus } from '@printrail/contract/changes';
import { addSession } from '@printrail/contract/clients';
import type { InputOf } from '@printrail/contract/endpoint';
import { getOrderForm, getWorkOrder, printForms } from '@printrail/contract/forms';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCode128 } from '../testing/code-128.ts';
import { givenClient, givenInvoice, givenOrder, givenProduct, givenVendor } from '../testing/givens.ts';
import { linesOnPage, readPdf } from '../testing/pdf.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

type Endpoint = typeof getOrderForm | typeof getWorkOrder | typeof printForms;
const papers = { A4: [595.28, 841.89], Letter: [612, 792] } as const;

async function pagesOf(s: TestStudio, endpoint: Endpoint, sent: object) {
  const response = await s.send(endpoint, sent);
  expect(response.headers['content-type'], response.body).toBe('application/pdf');
  return readPdf(response.rawPayload);
}

async function formOf(s: TestStudio, endpoint: typeof getOrderForm | typeof getWorkOrder, id: number): Promise<string> {
  const pages = await pagesOf(s, endpoint, { params: { id } });
  return pages.flatMap(linesOnPage).join('\n');
}

async function change(s: TestStudio, body: InputOf<typeof updatePreferences>['body']) {
  await s.call(updatePreferences, { body, version: (await s.call(getPreferences)).version });
}

/** An order of two lines of an invoice, sold for 9,999.00 and more, with notes for the vendor and for the studio. */
async function givenFullOrder(s: TestStudio) {
  const address = { street: '88 Harbor Way', city: 'Seattle', region: 'WA', postalCode: '98101', country: 'USA' };
  const vendor = await givenVendor(s, { name: 'Pacific Lab', contactName: 'Pat', accountNumber: 'NW-20417', address });
  const clientId = await givenClient(s, 'Anna Ortega-Lindström');
  const session = await s.call(addSession, { body: { clientId, name: 'Wedding at Vista House' } });
  const preferredVendorId = vendor.id;
  const print = await givenProduct(s, { name: 'Big print', price: 999_900, cost: 425, preferredVendorId });
  const canvas = await givenProduct(s, {
    name: 'Wall art',
    price: 888_800,
    cost: 3_050,
    preferredVendorId,
    vendorDescription: 'Canvas GW 16x20',
  });
  const lines = [
    { productId: print.id, quantity: 2 },
    { productId: canvas.id, quantity: 1 },
  ];
  const invoice = await givenInvoice(s, { clientId, sessionId: session.id, deliveryDate: '2026-12-18', lines });
  const body = {
    vendorOrderNumber: 'PCL-88172',
    vendorNotes: 'Match the skin tones.',
    studioNotes: 'Ask Olive first.',
  };
  const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body });
  return { id: created[0]?.id ?? 0, invoiceNumber: invoice.number };
}

test('an order form tells the vendor what to make, and nothing that is not for the vendor', async () => {
  const s = await studio();
  const address = { street: '1420 Lovejoy Street', city: 'Portland', region: 'OR', postalCode: '97209' };
  await change(s, { studioName: 'Northwind Portraits', phone: '+1 503 555 0147', address });
  const { id, invoiceNumber } = await givenFullOrder(s);
  const form = await formOf(s, getOrderForm, id);
  for (const said of [
    ...[
      'Northwind Portraits',
      '1420 Lovejoy Street',
      'Portland, OR 97209',
      '+1 503 555 0147',
      'Order form',
      'PO-00001',
    ],
    ...['Pacific Lab', 'Pat', '88 Harbor Way', 'Seattle, WA 98101', 'NW-20417', 'PCL-88172', 'Anna Ortega-Lindström'],
    ...['Mon, Nov 23, 2026', 'Due · Retouching', 'Wed, Nov 25, 2026', 'Print order', 'Match the skin tones.'],
    ...['2 | Big print | $8.50', '1 | Canvas GW 16x20 | $30.50', 'Total | $39.00', 'Page 1 of 1'],
  ]) {
    expect(form).toContain(said);
  }
  expect(form).not.toMatch(/Olive|Vista|9,999|8,888|19,998|Dec 18|Wall art/);
  expect(form).not.toContain(invoiceNumber);
});

test('a work order has the client, every note, and the steps of the cycle', async () => {
  const s = await studio();
  const { id, invoiceNumber } = await givenFullOrder(s);
  await s.call(changeStatus, { params: { id }, body: {} });
  const form = await formOf(s, getWorkOrder, id);
  for (const said of [
    ...[
      'Work order',
      'PO-00001',
      'Anna Ortega-Lindström',
      'Wedding at Vista House',
      invoiceNumber,
      'Fri, Dec 18, 2026',
    ],
    ...[
      'Ask Olive first.',
      'Match the skin tones.',
      'Pacific Lab',
      'PCL-88172',
      '2 | Big print',
      '1 | Canvas GW 16x20',
    ],
    ...[
      '✓ | Retouching | Wed, Nov 25, 2026 | Mon, Nov 23, 2026',
      'Order review | Tue, Nov 24, 2026',
      'Packaging',
      'Wall art',
    ],
  ]) {
    expect(form).toContain(said);
  }
  expect(form).not.toMatch(/\$|9,999/);
});

test.each([
  'A4',
  'Letter',
] as const)('on %s every page has its place in the form, and the table its head', async (paper) => {
  const s = await studio();
  await change(s, { paperSize: paper });
  const lines = Array.from({ length: 90 }, (_, index) => ({ quantity: index + 1, description: `Image ${index + 1}` }));
  const note = 'A long note for one line. '.repeat(400);
  const order = await givenOrder(s, { lines: [...lines, { quantity: 1, description: 'The last', note }] });
  const pages = await pagesOf(s, getOrderForm, { params: { id: order.id } });
  expect(pages.length).toBeGreaterThan(3);
  const [width, height] = papers[paper];
  for (const [index, page] of pages.entries()) {
    expect([page.width, page.height]).toEqual([width, height]);
    const shown = linesOnPage(page);
    expect(shown.at(-1)).toMatch(new RegExp(`^${order.number} \\| .*Page ${index + 1} of ${pages.length}$`));
    expect(shown.join('\n')).toContain('Quantity | Description');
    const outside = page.texts.filter(
      ({ x, y, width: its }) => x < 40 || x + its > width - 40 || y < 40 || y > height - 40,
    );
    expect(outside).toEqual([]);
  }
  const all = pages.flatMap(linesOnPage).join('\n');
  for (const { quantity, description } of lines) expect(all).toContain(`${quantity} | ${description}\n`);
});

test('names of any script are written out, and dates and amounts as the studio writes them', async () => {
  const s = await studio();
  await change(s, { studioName: 'Ateliér Dvořáková', locale: 'cs-CZ', currency: 'CZK' });
  const names = ['Ελένη', 'Юлия Щёголева', '山田太郎', '홍길동', 'Nguyễn Thị Ánh Tuyết'];
  const lines = names.map((description) => ({ description, quantity: 1_111, cost: 123_456 }));
  const order = await givenOrder(s, { clientId: await givenClient(s, 'محمد علي'), lines });
  const form = await formOf(s, getOrderForm, order.id);
  for (const name of names) expect(form).toMatch(new RegExp(`1.111 \\| ${name} \\| 1.234,56 Kč`));
  expect(form).toContain('Ateliér Dvořáková');
  expect(form).toContain('po 23. 11. 2026');
  // As it stands on the paper, from left to right.
  expect(form).toContain([...'محمد علي'].toReversed().join(''));
});

test('the barcode is the order number, however long', async () => {
  const s = await studio();
  const vendorId = (await givenVendor(s)).id;
  const numberText = fc.string({
    unit: fc.constantFrom(...'ABCxyz0123456789-/_. $%+^~\\'),
    minLength: 1,
    maxLength: 60,
  });
  const numbers = fc.sample(
    numberText.filter((text) => text.trim() === text && text !== ''),
    { numRuns: 40, seed: 4310 },
  );
  const typed = [...new Set(['A', '1'.repeat(60), 'PO-00042', ...numbers].map((number) => number.toUpperCase()))];
  const orders: number[] = [];
  for (const number of typed) orders.push((await givenOrder(s, { vendorId, number })).id);
  const pages = await pagesOf(s, printForms, { body: { orders, form: 'work_order' } });
  expect(pages.map(({ bars }) => readCode128(bars))).toEqual(typed);
  for (const { bars, width } of pages) {
    const last = bars.at(-1) ?? { x: 0, width: 0 };
    expect(bars[0]?.x).toBeGreaterThan(40);
    expect(last.x + last.width).toBeLessThan(width - 40);
    expect(Math.min(...bars.map((bar) => bar.width))).toBeGreaterThan(0.7);
  }
});

test('a number that no scanner would give back has no barcode', async () => {
  const s = await studio();
  const order = await givenOrder(s, { number: '注文 № 7' });
  const [page] = await pagesOf(s, getOrderForm, { params: { id: order.id } });
  expect(page?.bars).toEqual([]);
  expect(page && linesOnPage(page).join('\n')).toContain('注文 № 7');
});

test('a batch has each order from a page of its own, in the order asked for', async () => {
  const s = await studio();
  const vendorId = (await givenVendor(s)).id;
  const orders: number[] = [];
  for (let index = 0; index < 45; index++) orders.push((await givenOrder(s, { vendorId })).id);
  const shuffled = orders.toSorted((a, b) => ((a * 7) % 45) - ((b * 7) % 45));
  const body = { orders: shuffled, form: 'order_form', paper: 'A4' } as const;
  const pages = await pagesOf(s, printForms, { body });
  const numbers = shuffled.map((id) => `PO-${String(orders.indexOf(id) + 1).padStart(5, '0')}`);
  expect(pages.map(({ bars }) => readCode128(bars))).toEqual(numbers);
  expect(pages.map(({ width }) => width)).toEqual(shuffled.map(() => 595.28));
  expect(pages.every((page) => linesOnPage(page).at(-1)?.endsWith('Page 1 of 1'))).toBe(true);
});

test('an order that is not there, a wrong batch, and missing rights are refused', async () => {
  const s = await studio();
  const { id } = await givenOrder(s);
  expect((await s.refusal(getOrderForm, { params: { id: 999 } })).code).toBe('order.not_found');
  const batch = (body: object) => s.refusal(printForms, { body: { form: 'order_form', orders: [id], ...body } });
  expect((await batch({ orders: [id, 999] })).code).toBe('order.not_found');
  for (const wrong of [{ orders: [] }, { orders: [id, id] }, { form: 'letter' }, { paper: 'A5' }]) {
    expect((await batch(wrong)).code).toBe('request.invalid');
  }
  expect((await s.refusal(getWorkOrder, { params: { id }, as: { rights: { production: 'none' } } })).status).toBe(403);
});

test('more than a thousand pages are refused, and the press goes on printing', async () => {
  const s = await studio();
  const lines = Array.from({ length: 2_000 }, () => ({ quantity: 1, note: '\n'.repeat(60).concat('x') }));
  const order = await givenOrder(s, { lines });
  expect((await s.refusal(getOrderForm, { params: { id: order.id } })).code).toBe('form.too_long');
  const small = await givenOrder(s);
  expect(await formOf(s, getOrderForm, small.id)).toContain(small.number);
});

test('the file has the name of what is in it', async () => {
  const s = await studio();
  const { id } = await givenOrder(s, { number: 'Ä/1' });
  const { headers } = await s.send(getOrderForm, { params: { id } });
  expect(headers['content-disposition']).toBe(
    `inline; filename="Order_form___1.pdf"; filename*=UTF-8''Order%20form%20%C3%84%2F1.pdf`,
  );
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
});
