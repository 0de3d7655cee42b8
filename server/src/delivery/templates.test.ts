import { changeStatus } from '@printrail/contract/changes';
import { addClient } from '@printrail/contract/clients';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import * as api from '@printrail/contract/templates';
import { expect, test } from 'vitest';
import { givenInvoice, givenProduct, givenVendor } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { checkParts } from './template-parts.rules.ts';

const email = {
  name: 'Ready',
  channel: 'email',
  subject: 'Your order {{ order.number }}',
  text: 'Hello {{ client.name }}',
} as const;

async function anOrder(s: TestStudio, clientName = 'Zoë <b> & Söhne') {
  const { id: clientId } = await s.call(addClient, { body: { name: clientName, phone: '(212) 555-2368' } });
  const vendor = await givenVendor(s, { name: 'Northern Lab' });
  const product = await givenProduct(s, { name: 'Print 20×30', preferredVendorId: vendor.id, price: 1_250 });
  const lines = [{ productId: product.id, quantity: 2 }];
  const invoice = await givenInvoice(s, { clientId, date: '2026-11-20', deliveryDate: '2026-12-18', lines });
  const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
  return { orderId: created[0]?.id ?? 0, invoice };
}

test('sample templates come with the installation, switched off, and each is sound', async () => {
  const s = await studio();
  const { items } = await s.call(api.listTemplates, { query: { active: false } });
  expect(items.length).toBeGreaterThanOrEqual(8);
  expect(new Set(items.map(({ channel }) => channel))).toEqual(new Set(api.templateChannels));
  for (const { channel, subject, text, html } of items) await checkParts(channel, { subject, text, html });
  expect((await s.call(api.listTemplates, { query: { active: true } })).items).toEqual([]);
});

test('a template is added, found, changed and deleted', async () => {
  const s = await studio();
  const added = await s.call(api.addTemplate, { body: { ...email, attachments: ['order_form'] } });
  expect(added).toMatchObject({ ...email, html: '', isActive: true, attachments: ['order_form'], version: 1 });
  expect(
    (await s.call(api.listTemplates, { query: { search: 'read', channel: 'email', active: true } })).items,
  ).toEqual([added]);
  expect(await s.refusal(api.addTemplate, { body: { ...email, name: 'READY ' } })).toMatchObject({
    code: 'template.name_taken',
    errors: [{ field: 'name' }],
  });
  const { id } = added;
  const changed = await s.call(api.updateTemplate, {
    params: { id },
    version: 1,
    body: { html: '<p>{{ client.name }}</p>', isActive: false },
  });
  expect(changed).toMatchObject({ ...email, html: '<p>{{ client.name }}</p>', isActive: false, version: 2 });
  expect(await s.refusal(api.updateTemplate, { params: { id }, version: 1, body: { text: 'x' } })).toMatchObject({
    code: 'request.version_stale',
  });
  await s.call(api.deleteTemplate, { params: { id }, version: 2 });
  expect(await s.refusal(api.getTemplate, { params: { id } })).toMatchObject({ code: 'template.not_found' });
});

test('a template with a misspelt field or a fault is not saved, and the part is named', async () => {
  const s = await studio();
  const refused = (body: object) => s.refusal(api.addTemplate, { body: { ...email, ...body } });
  expect(await refused({ text: 'Hello\n{{ client.nmae }}' })).toMatchObject({
    code: 'template.unknown_field',
    detail: 'There is no merge field client.nmae (line 2). Is client.name meant?',
    errors: [{ field: 'text' }],
  });
  expect(await refused({ subject: '{{ ordr.number }}' })).toMatchObject({
    code: 'template.unknown_field',
    errors: [{ field: 'subject' }],
  });
  expect(await refused({ html: '<p>{% if %}</p>' })).toMatchObject({
    code: 'template.invalid',
    errors: [{ field: 'html' }],
  });
  expect(await refused({ html: '{% include "/etc/passwd" %}' })).toMatchObject({ code: 'template.invalid' });
  expect(await refused({ subject: ' ' })).toMatchObject({
    code: 'template.incomplete',
    errors: [{ field: 'subject' }],
  });
  expect(await refused({ text: '' })).toMatchObject({ code: 'template.incomplete', errors: [{ field: 'text' }] });
  expect(await refused({ channel: 'sms' })).toMatchObject({
    code: 'template.no_such_part',
    errors: [{ field: 'subject' }],
  });
  expect(await refused({ channel: 'letter', attachments: ['invoice'] })).toMatchObject({
    code: 'template.no_such_part',
    errors: [{ field: 'attachments' }],
  });
  const { id } = await s.call(api.addTemplate, { body: email });
  expect(await s.refusal(api.updateTemplate, { params: { id }, version: 1, body: { text: '{{ x }}' } })).toMatchObject({
    code: 'template.unknown_field',
  });
});

test('a preview says what a real order would get, escaped in HTML, and sends nothing', async () => {
  const s = await studio();
  const { orderId, invoice } = await anOrder(s);
  await s.call(changeStatus, { params: { id: orderId }, body: {} });
  const text =
    '{{ client.name }}|{{ order.previous_status }}>{{ order.status }}|{{ vendor.name }}|{{ invoice.balance }}|{{ invoice.delivery_date }}|{% for line in order.lines %}{{ line.quantity }} {{ line.description }}{% endfor %}';
  const preview = await s.call(api.previewTemplate, {
    body: { channel: 'email', subject: '{{ order.type }}', text, html: '<p>{{ client.name }}</p>', orderId },
  });
  expect(preview.subject).toBe('Print order');
  expect(preview.text).toBe(
    'Zoë <b> & Söhne|Retouching>Order review|Northern Lab|$25.00|Fri, Dec 18, 2026|2 Print 20×30',
  );
  expect(preview.html).toBe('<p>Zoë &lt;b&gt; &amp; Söhne</p>');
  expect(preview.about).toContain(invoice.number);
  const ofInvoice = await s.call(api.previewTemplate, {
    body: { channel: 'sms', text: '{{ invoice.number }}{{ order.number }} ✓', invoiceId: invoice.id },
  });
  expect(ofInvoice).toMatchObject({ text: `${invoice.number} ✓`, sms: { parts: 1 } });
  const byExample = await s.call(api.previewTemplate, { body: { channel: 'sms', text: '{{ client.name }}' } });
  expect(byExample.text).toBe('Ada & Tom Lovelace');
  expect(await s.refusal(api.previewTemplate, { body: { channel: 'sms', text: 'x', orderId: 999 } })).toMatchObject({
    code: 'order.not_found',
  });
  expect(
    await s.refusal(api.previewTemplate, { body: { channel: 'sms', text: '{{ clint.name }}', orderId } }),
  ).toMatchObject({ code: 'template.unknown_field' });
});

test('what a template says of an order or invoice is shown to those alone who may view clients and invoices', async () => {
  const s = await studio();
  const { orderId, invoice } = await anOrder(s);
  const text = '{{ client.phone }} {{ invoice.total }}';
  const rights = { production: 'view', invoices: 'view', clients: 'view' } as const;
  for (const about of [{ orderId }, { invoiceId: invoice.id }]) {
    const body = { channel: 'sms', text, ...about } as const;
    for (const area of ['invoices', 'clients'] as const) {
      const as = { rights: { ...rights, [area]: 'none' } } as const;
      expect(await s.refusal(api.previewTemplate, { body, as })).toMatchObject({
        ...{ code: 'access.denied', details: { area, level: 'view' } },
      });
    }
    expect((await s.call(api.previewTemplate, { body, as: { rights } })).text).toContain('$25.00');
  }
  const as = { rights: { production: 'view' } } as const;
  expect((await s.call(api.previewTemplate, { body: { channel: 'sms', text }, as })).text).toContain('$1,250.00');
});

test('merge fields are listed with their meaning and an example', async () => {
  const s = await studio();
  const { items } = await s.call(api.listMergeFields);
  expect(items.find(({ name }) => name === 'client.name')).toEqual({
    ...{ name: 'client.name', meaning: 'The client’s name', example: 'Ada & Tom Lovelace', list: null },
  });
});
