import type { Words } from '../migrate.ts';

/** What is sent and how; the templates that come with the installation, switched off. */
export function delivery(words: Words): string[] {
  return [...messageTables(words), ...settingsTables(words), ...sampleTemplates.map(templateRow)];
}

function messageTables({ id, int, text, key, bool, json, strict }: Words): string[] {
  const of = (name: string) =>
    `create index messages_by_${name} on messages (${name}_id, id) where ${name}_id is not null`;
  return [
    `create table messages (
      id ${id},
      message_id ${key} not null constraint messages_message_id unique,
      firing_id ${int} references firings (id) on delete set null,
      recipient_key ${text} not null,
      channel ${text} not null,
      recipient_name ${text} not null,
      address ${text} not null,
      subject ${text} not null,
      text ${text} not null,
      html ${text} not null,
      attachments ${json} not null,
      is_filled ${bool} not null default false,
      template_id ${int} references templates (id) on delete set null,
      order_id ${int} references production_orders (id) on delete set null,
      invoice_id ${int} references invoices (id) on delete set null,
      client_id ${int} references clients (id) on delete set null,
      is_to_client ${bool} not null,
      resend_of_id ${int} references messages (id),
      state ${text} not null,
      reason ${text} not null,
      attempts ${int} not null,
      send_from ${int} not null,
      lease_owner ${text},
      lease_until ${int},
      sent_at ${int},
      created_at ${int} not null,
      version ${int} not null default 1,
      constraint messages_once unique (firing_id, recipient_key)
    )${strict}`,
    // What looks for messages to send, or left over by a process that ended, meets no others.
    `create index waiting_messages on messages (channel, send_from, id) where state = 'waiting'`,
    'create index unfilled_messages on messages (id) where is_filled = false',
    `create index leased_messages on messages (lease_until) where state = 'sending'`,
    'create index messages_by_state on messages (state, id)',
    'create index messages_by_channel on messages (channel, id)',
    of('order'),
    of('invoice'),
    of('client'),
    of('template'),
  ];
}

function settingsTables({ int, text, key, json, strict }: Words): string[] {
  return [
    `create table delivery_settings (
      id ${int} primary key check (id = 1),
      settings ${json} not null,
      version ${int} not null default 1
    )${strict}`,
    `insert into delivery_settings (id, settings) values (1, '{}')`,
    // By themselves, so that nothing that reads the settings meets them.
    `create table delivery_secrets (name ${key} primary key, value ${text} not null)${strict}`,
  ];
}

type Sample = { name: string; key: string; channel: string; subject: string; text: string; html?: string };

const sampleTemplates: readonly Sample[] = [
  {
    ...{ name: 'Ready for pickup', key: 'ready for pickup', channel: 'email' },
    subject: 'Your order {{ invoice.number }} is ready',
    text: 'Hello {{ client.contact_name }},\n\nyour order {{ invoice.number }} is ready to be picked up.{% unless invoice.is_paid %} Still to be paid: {{ invoice.balance }}.{% endunless %}\n\n{{ studio.name }}\n{{ studio.address }}\n{{ studio.phone }}',
  },
  {
    ...{ name: 'Ready for pickup (text message)', key: 'ready for pickup (text message)', channel: 'sms' },
    subject: '',
    text: 'Your order {{ invoice.number }} is ready to be picked up. {{ studio.name }}, {{ studio.phone }}',
  },
  {
    ...{ name: 'Where your order is', key: 'where your order is', channel: 'email' },
    subject: 'Your order: {{ order.client_status }}',
    text: 'Hello {{ client.contact_name }},\n\na short word about your order {{ invoice.number }}: {{ order.client_status }}.\n\n{{ studio.name }}',
    html: '<p>Hello {{ client.contact_name }},</p>\n<p>a short word about your order {{ invoice.number }}: <strong>{{ order.client_status }}</strong>.</p>\n<p>{{ studio.name }}</p>',
  },
  {
    ...{ name: 'Waiting for your answer', key: 'waiting for your answer', channel: 'email' },
    subject: 'We need your answer for {{ order.type }} {{ order.number }}',
    text: 'Hello {{ client.contact_name }},\n\nto go on with your order we need your answer{% if order.due_date != "" %} by {{ order.due_date }}{% endif %}.\n\n{{ studio.name }}\n{{ studio.phone }}',
  },
  {
    ...{ name: 'Ask the vendor', key: 'ask the vendor', channel: 'email' },
    subject:
      'Order {{ order.number }}{% if order.vendor_order_number != "" %} ({{ order.vendor_order_number }}){% endif %}',
    text: 'Hello {{ vendor.contact_name }},\n\nwhen may we expect this order?\n\n{% for line in order.lines %}{{ line.quantity }} × {{ line.description }}\n{% endfor %}\n{{ studio.name }}, account {{ vendor.account_number }}',
  },
  {
    ...{ name: 'Letter: ready for pickup', key: 'letter: ready for pickup', channel: 'letter' },
    subject: 'Your order {{ invoice.number }}',
    text: 'Dear {{ client.contact_name }},\n\nyour order {{ invoice.number }} is ready to be picked up at {{ studio.address }}.\n\nYours sincerely\n\n{{ studio.name }}',
  },
  {
    ...{ name: 'Chase the vendor', key: 'chase the vendor', channel: 'call' },
    subject: 'Ask {{ vendor.name }} about {{ order.number }}',
    text: 'It should have left {{ order.status }} on {{ order.due_date }}. Their number of it: {{ order.vendor_order_number }}.',
  },
  {
    ...{ name: 'Check what came in', key: 'check what came in', channel: 'task' },
    subject: 'Check {{ order.number }} for {{ client.name }}',
    text: '{% for line in order.lines %}{{ line.quantity }} × {{ line.description }}\n{% endfor %}',
  },
];

function templateRow({ name, key, channel, subject, text, html = '' }: Sample): string {
  const values = [name, key, channel, subject, text, html].map((value) => `'${value.replaceAll("'", "''")}'`);
  return `insert into templates (name, name_key, channel, subject, text, html, is_active) values (${values.join(', ')}, false)`;
}
