import { addVendor } from '@printrail/contract/catalog';
import { addClient } from '@printrail/contract/clients';
import { addType } from '@printrail/contract/cycles';
import { getDeliverySettings, updateDeliverySettings } from '@printrail/contract/delivery';
import { addOrder } from '@printrail/contract/order-creation';
import { addDepartment, addUser } from '@printrail/contract/people';
import { addTemplate, type TemplateChannel } from '@printrail/contract/templates';
import { addTrigger, type TriggerInput } from '@printrail/contract/triggers';
import type { Journal } from './journal.ts';
import type { Outside } from './outside.ts';

/** How many records a firing of the trigger comes to. */
export type SetTrigger = { id: number; statusId: number; makes: 'tasks' | 'messages'; recipients: number };

/** The studio that is killed: orders on a round track, and a trigger of every kind along it. */
export type Scene = {
  vendorId: number;
  clientId: number;
  typeId: number;
  /** The statuses that orders go round. */
  track: readonly number[];
  orderIds: number[];
  triggers: readonly SetTrigger[];
};

export async function setScene(journal: Journal, outside: Outside, orders: number): Promise<Scene> {
  await setDelivery(journal, outside);
  const departmentId = await department(journal);
  const statuses = ['At rest', 'Sent out', 'Back again'].map((name) => ({ name, duration: 3 }));
  const type = await journal.ask(addType, {
    body: { name: 'Round track', kind: 'generic', statuses: [...statuses, { name: 'Over', duration: null }] },
  });
  const track = statuses.map(({ name }) => type.statuses.find((status) => status.name === name)?.id ?? 0);
  const vendor = await journal.ask(addVendor, { body: { name: 'Lab', defaultTypeId: type.id, phone: '212 555 0100' } });
  const address = { street: '1 Main St', city: 'New York', region: 'NY', postalCode: '10001' };
  const client = await journal.ask(addClient, {
    body: { name: 'Ada', email: 'ada@client.example', phone: '212 555 2368', address },
  });
  const [, out = 0, back = 0] = track;
  const hook = `${outside.webUrl}/hook`;
  const each = async (statusId: number, input: Omit<TriggerInput, 'when'>, recipients = 1): Promise<SetTrigger> => {
    const when = { statusId, when: 'entered', isAutomatic: true, isOncePerOrder: false } as const;
    const { id } = await journal.ask(addTrigger, { body: { ...when, ...input } });
    return { id, statusId, makes: ['task', 'call'].includes(input.action) ? 'tasks' : 'messages', recipients };
  };
  const template = (channel: TemplateChannel) => templateFor(journal, channel);
  const [email, sms, letter] = [await template('email'), await template('sms'), await template('letter')];
  const triggers = [
    await each(out, { action: 'task' }),
    await each(out, { action: 'email', recipient: 'client', templateId: email }),
    await each(out, { action: 'webhook', address: hook }),
    await each(out, { action: 'letter', recipient: 'client', templateId: letter }),
    await each(back, { action: 'call', recipient: 'client' }),
    await each(back, { action: 'sms', recipient: 'client', templateId: sms }),
    await each(
      back,
      { action: 'email', recipient: 'department', recipientDepartmentId: departmentId, templateId: email },
      2,
    ),
  ];
  const scene = { vendorId: vendor.id, clientId: client.id, typeId: type.id, track, triggers };
  const orderIds: number[] = [];
  while (orderIds.length < orders) orderIds.push(await newOrder(journal, scene));
  return { ...scene, orderIds };
}

export async function newOrder(journal: Journal, { vendorId, clientId }: Pick<Scene, 'vendorId' | 'clientId'>) {
  return (await journal.ask(addOrder, { body: { vendorId, clientId } })).id;
}

async function setDelivery(journal: Journal, { smtpPort, webUrl }: Outside): Promise<void> {
  const { version } = await journal.ask(getDeliverySettings);
  const smtp = { host: '127.0.0.1', port: smtpPort, security: 'none', userName: '', trustedCertificate: '' } as const;
  const sms = { provider: 'other', url: `${webUrl}/send`, from: 'Lumen', contentType: 'application/json' } as const;
  await journal.ask(updateDeliverySettings, {
    version,
    body: {
      smtp: { ...smtp, fromName: 'Lumen Studio', fromAddress: 'hello@lumen.example', replyTo: '' },
      sms: { ...sms, headers: [], body: '{"to":"{{ to }}","text":"{{ text }}","ref":"{{ id }}"}' },
      webhookSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      allowedHosts: ['127.0.0.1'],
      sendingHours: { from: '00:00', until: '24:00', days: 'every' },
    },
  });
}

/** A department of two. */
async function department(journal: Journal): Promise<number> {
  const { id } = await journal.ask(addDepartment, { body: { name: 'Dispatch' } });
  for (const name of ['Ben', 'Cleo']) {
    const email = `${name.toLowerCase()}@lumen.example`;
    await journal.ask(addUser, { body: { name, email, password: `the long phrase of ${name}`, departmentIds: [id] } });
  }
  return id;
}

async function templateFor(journal: Journal, channel: TemplateChannel): Promise<number> {
  const subject = channel === 'sms' ? {} : { subject: '{{ order.number }}' };
  const text = 'Hello {{ client.name }}: {{ order.number }} is at {{ order.status }}.';
  return (await journal.ask(addTemplate, { body: { name: `Of ${channel}`, channel, text, ...subject } })).id;
}
