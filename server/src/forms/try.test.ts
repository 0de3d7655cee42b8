import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getPreferences, updatePreferences } from '@printrail/contract/calendar';
import { changeStatus } from '@printrail/contract/changes';
import { addClient, addSession } from '@printrail/contract/clients';
import { getOrderForm, getWorkOrder, printForms, saveLogo } from '@printrail/contract/forms';
import { createInvoiceOrders, getOrder, updateOrder } from '@printrail/contract/orders';
import { test } from 'vitest';
import { givenInvoice, givenOrder, givenProduct, givenUser, givenVendor } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';

const out = '/tmp/forms-out';
mkdirSync(out, { recursive: true });
test('try', { timeout: 300_000 }, async () => {
  const s = await studio();
  await s.call(updatePreferences, {
    version: (await s.call(getPreferences)).version,
    body: {
      studioName: 'Northwind Portraits',
      locale: 'en-US',
      currency: 'USD',
      phone: '+1 503 555 0147',
      email: 'studio@northwind.example',
      website: 'northwind.example',
      address: {
        street: '1420 NW Lovejoy Street, Suite 4',
        city: 'Portland',
        region: 'OR',
        postalCode: '97209',
        country: 'USA',
      },
    },
  });
  if (existsSync('/tmp/logo.png'))
    await s.call(saveLogo, { body: { image: readFileSync('/tmp/logo.png').toString('base64') } });
  const vendor = await givenVendor(s, {
    name: 'Pacific Color Lab',
    contactName: 'Renée Dvořáková',
    phone: '+1 206 555 0111',
    email: 'orders@pacificcolor.example',
    accountNumber: 'NW-20417',
    address: { street: '88 Harbor Way', city: 'Seattle', region: 'WA', postalCode: '98101', country: 'USA' },
  });
  const client = await s.call(addClient, { body: { name: 'Anna & Miguel Ortega-Lindström' } });
  const session = await s.call(addSession, {
    body: { clientId: client.id, name: 'Wedding, Vista House', date: '2026-10-03' },
  });
  const names = [
    '8 × 10″ Lustre print',
    '16 × 20″ Canvas, gallery wrap',
    '5 × 7″ Deep matte',
    'Set of 8 wallets',
    'Proof magnet',
  ];
  const products = [];
  for (const [i, name] of names.entries())
    products.push(
      await givenProduct(s, {
        name,
        cost: 425 + i * 3110,
        preferredVendorId: vendor.id,
        vendorDescription: i === 1 ? 'Canvas GW 16x20, 1.5 in stretcher, satin varnish, black edge' : '',
      }),
    );
  const invoice = await givenInvoice(s, {
    clientId: client.id,
    sessionId: session.id,
    date: '2026-11-20',
    deliveryDate: '2026-12-18',
    lines: products.map((p, i) => ({ productId: p.id, quantity: i * 3 + 1 })),
  });
  const {
    created: [order],
  } = await s.call(createInvoiceOrders, {
    params: { id: invoice.id },
    body: {
      vendorOrderNumber: 'PCL-88172',
      vendorNotes:
        'Please match the skin tones of order PO-00000.\nRush if you can: the client collects on 18 December.',
      studioNotes: 'Client is picky about the crop of 0412.\nAsk Olive before sending.',
    },
  });
  const user = await givenUser(s, 'Rita Retoucher');
  await s.call(changeStatus, { params: { id: order!.id }, body: { responsibleUserId: user } });
  const save = async (name: string, e: any, sent: any) => {
    const r = await s.send(e, sent);
    if (r.statusCode !== 200) throw new Error(r.body);
    console.log(name, r.rawPayload.length, r.headers['content-disposition']);
    writeFileSync(`${out}/${name}.pdf`, r.rawPayload);
  };
  await save('order-letter', getOrderForm, { params: { id: order!.id } });
  await save('order-a4', getOrderForm, { params: { id: order!.id }, query: { paper: 'A4' } });
  await save('work-letter', getWorkOrder, { params: { id: order!.id } });
  await save('work-a4', getWorkOrder, { params: { id: order!.id }, query: { paper: 'A4' } });
  // other scripts
  await s.call(updatePreferences, {
    version: (await s.call(getPreferences)).version,
    body: {
      studioName: 'Ateliér Šárka Dvořáková',
      locale: 'cs-CZ',
      currency: 'CZK',
      address: { street: 'Náměstí Míru 9', city: 'Praha', postalCode: '120 00', country: 'Česko' },
      paperSize: 'A4',
    },
  });
  const v2 = await givenVendor(s, {
    name: '株式会社 山田プリント',
    contactName: '山田太郎 様',
    address: {
      street: '神宮前一丁目5番8号',
      city: '渋谷区',
      region: '東京都',
      postalCode: '150-0001',
      country: '日本',
    },
    accountNumber: 'الحساب ١٢٣',
  });
  const c2 = await s.call(addClient, { body: { name: 'محمد (أبو علي) الحسيني 12' } });
  const lines = [
    'Šárka Dvořáková',
    'Ελένη Παπαδοπούλου',
    'Юлия Щёголева',
    '山田太郎、髙橋さん',
    '홍길동 사진',
    'محمد علي',
    'שלום (עולם) 42 ₪',
    'Nguyễn Thị Ánh Tuyết',
    'ภาพถ่าย',
    'अनन्या शर्मा',
    'Հայկ Գեորգի გიორგი',
    'fi ffi → ✓ ★ ≤ ½ 8″×10″ 😀',
    'e\u0301clair A\u030angstro\u0308m',
    'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(6),
  ];
  const o2 = await givenOrder(s, {
    vendorId: v2.id,
    clientId: c2.id,
    lines: lines.map((description, i) => ({
      description,
      quantity: (i + 1) * 1111,
      cost: i * 123456,
      note: i % 3 ? '' : 'فارسی: لطفاً با دقت چاپ شود (PO-00042, 5 × 7) متشکرم.',
    })),
    vendorNotes:
      'هذه ملاحظة طويلة للمختبر: يرجى طباعة 12 صورة بمقاس 20 × 30 سم (لامع) وإرسالها إلى Portland قبل يوم الجمعة. '.repeat(
        3,
      ) +
      '\n\nEnglish with עברית inside, and 日本語の長い文章は行末で正しく折り返される必要があります。句読点も、行頭に来ないはずです。'.repeat(
        2,
      ),
  });
  await save('scripts-order', getOrderForm, { params: { id: o2.id } });
  await save('scripts-work', getWorkOrder, { params: { id: o2.id } });
  // long
  const o3 = await givenOrder(s, {
    vendorId: vendor.id,
    number: 'STUDIO-2026-WEDDING-ORTEGA-LINDSTROEM-REORDER-0000417/b',
    lines: Array.from({ length: 90 }, (_, i) => ({
      description: `Print ${i + 1}, image NW_${4000 + i}.tif`,
      quantity: i + 1,
      cost: i * 99,
      note: i === 40 ? 'Very long note. '.repeat(700) : '',
    })),
    vendorNotes: 'Note line.\n'.repeat(80),
    studioNotes: 'x'.repeat(3000),
  });
  await save('long-order', getOrderForm, { params: { id: o3.id }, query: { paper: 'Letter' } });
  await save('long-work', getWorkOrder, { params: { id: o3.id } });
  let t = performance.now();
  const ids = [];
  for (let i = 0; i < 200; i++)
    ids.push(
      (
        await givenOrder(s, {
          vendorId: vendor.id,
          clientId: client.id,
          lines: names.map((description, q) => ({ description, quantity: q + 1, cost: 999 })),
        })
      ).id,
    );
  console.log('created', performance.now() - t);
  t = performance.now();
  let worst = 0,
    last = performance.now();
  const timer = setInterval(() => {
    const n = performance.now();
    worst = Math.max(worst, n - last - 5);
    last = n;
  }, 5);
  await save('batch-order', printForms, { body: { orders: ids, form: 'order_form' } });
  console.log('200 forms', performance.now() - t, 'worst wait', worst);
  t = performance.now();
  worst = 0;
  await save('batch-work', printForms, { body: { orders: [...ids].reverse(), form: 'work_order' } });
  console.log('200 work', performance.now() - t, 'worst wait', worst);
  clearInterval(timer);
});
