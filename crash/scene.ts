import { addProduct, addVendor } from '@printrail/contract/catalog';
import { addClient } from '@printrail/contract/clients';
import { addType } from '@printrail/contract/cycles';
import { getDeliverySettings, updateDeliverySettings } from '@printrail/contract/delivery';
import { addInvoiceStatus, listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { addOrder } from '@printrail/contract/order-creation';
import { addDepartment, addUser } from '@printrail/contract/people';
import { addTemplate, type TemplateChannel } from '@printrail/contract/templates';
import { addTrigger, type TriggerInput } from '@printrail/contract/triggers';
import { type Book, next } from './book.ts';
import type { Journal } from './journal.ts';
import type { Outside } from './outside.ts';

/** How many records a firing of the trigger comes to; of an order's status, or an invoice's. */
export type SetTrigger = { id: number; statusId: number | null; makes: 'tasks' | 'messages'; recipients: number };

/** An order that carries its key. */
export type OrderAtHand = { id: number; key: string };

/** The studio that is killed: orders on a round track, what is sold, and a trigger of every kind. */
export type Scene = {
  clientId: number;
  vendorId: number;
  /** The statuses that orders go round. */
  track: readonly number[];
  orders: readonly OrderAtHand[];
  triggers: readonly SetTrigger[];
} & Sold;

/** What is sold: of the first vendor two products, of the second one; their orders have one step to take. */
type Sold = {
  vendors: readonly { id: number; name: string }[];
  productIds: readonly number[];
  productKeys: readonly string[];
  orderedId: number;
  doneId: number;
  invoiceStatuses: { initial: number; inProduction: number; complete: number };
};

export async function setScene(journal: Journal, book: Book, outside: Outside, orders: number): Promise<Scene> {
  await setDelivery(journal, outside);
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
  const sold = await setSold(journal);
  const triggers = await setTriggers(journal, outside, track, sold);
  const scene = { vendorId: vendor.id, clientId: client.id, track, triggers, ...sold };
  const added = Array.from({ length: orders }, (_, at) => newOrder(journal, book, scene, `order-${at + 1}`));
  return { ...scene, orders: await Promise.all(added) };
}

export async function newOrder(
  journal: Journal,
  book: Book,
  { vendorId, clientId }: Pick<Scene, 'vendorId' | 'clientId'>,
  key: string,
): Promise<OrderAtHand> {
  const body = { vendorId, clientId, vendorOrderNumber: key };
  const { id } = await book.ask([next(book.order(key), 'created')], () => journal.ask(addOrder, { body }));
  return { id, key };
}

/** The key of the order that an invoice has from a vendor. */
export function orderKeyOf(saleKey: string, vendorName: string): string {
  return `${saleKey} from ${vendorName}`;
}

async function setSold(journal: Journal): Promise<Sold> {
  const type = await journal.ask(addType, {
    body: {
      ...{ name: 'Made to order', kind: 'generic' },
      statuses: [
        { name: 'Ordered', duration: 3 },
        { name: 'Made', duration: null },
      ],
    },
  });
  const statusNamed = (name: string) => type.statuses.find((status) => status.name === name)?.id ?? 0;
  const vendors: { id: number; name: string }[] = [];
  for (const name of ['Prints', 'Frames']) {
    vendors.push(await journal.ask(addVendor, { body: { name, defaultTypeId: type.id } }));
  }
  const productKeys = ['print', 'album', 'frame'];
  const productIds: number[] = [];
  for (const key of productKeys) {
    const preferredVendorId = vendors[key === 'frame' ? 1 : 0]?.id ?? 0;
    const body = { name: key, externalKey: key, price: 1_000, cost: 300, preferredVendorId };
    productIds.push((await journal.ask(addProduct, { body })).id);
  }
  const { items } = await journal.ask(listInvoiceStatuses);
  const invoiceStatuses = {
    initial: items.find(({ isInitial }) => isInitial)?.id ?? 0,
    inProduction: (await journal.ask(addInvoiceStatus, { body: { name: 'Being made' } })).id,
    complete: (await journal.ask(addInvoiceStatus, { body: { name: 'All made' } })).id,
  };
  const [orderedId, doneId] = [statusNamed('Ordered'), statusNamed('Made')];
  return { vendors, productIds, productKeys, orderedId, doneId, invoiceStatuses };
}

async function setTriggers(
  journal: Journal,
  outside: Outside,
  [, out = 0, back = 0]: readonly number[],
  { orderedId, invoiceStatuses }: Sold,
): Promise<SetTrigger[]> {
  const departmentId = await department(journal);
  type Input = Omit<TriggerInput, 'when' | 'statusId' | 'invoiceStatusId'>;
  const add = async (at: Pick<TriggerInput, 'statusId' | 'invoiceStatusId'>, input: Input, recipients = 1) => {
    const when = { when: 'entered', isAutomatic: true, isOncePerOrder: false } as const;
    const { id } = await journal.ask(addTrigger, { body: { ...at, ...when, ...input } });
    const makes = ['task', 'call'].includes(input.action) ? ('tasks' as const) : ('messages' as const);
    return { id, statusId: at.statusId ?? null, makes, recipients };
  };
  const template = (channel: TemplateChannel) => templateFor(journal, channel);
  const [email, sms, letter] = [await template('email'), await template('sms'), await template('letter')];
  const toDepartment = { recipient: 'department', recipientDepartmentId: departmentId } as const;
  return [
    await add({ statusId: out }, { action: 'task' }),
    await add({ statusId: out }, { action: 'email', recipient: 'client', templateId: email }),
    await add({ statusId: out }, { action: 'webhook', address: `${outside.webUrl}/hook` }),
    await add({ statusId: out }, { action: 'letter', recipient: 'client', templateId: letter }),
    await add({ statusId: back }, { action: 'call', recipient: 'client' }),
    await add({ statusId: back }, { action: 'sms', recipient: 'client', templateId: sms }),
    await add({ statusId: back }, { action: 'email', ...toDepartment, templateId: email }, 2),
    await add({ statusId: orderedId }, { action: 'task' }),
    await add({ invoiceStatusId: invoiceStatuses.complete }, { action: 'task' }),
  ];
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
