import { changeStatus } from '@printrail/contract/changes';
import { listTypes } from '@printrail/contract/cycles';
import { getDeliverySettings, updateDeliverySettings } from '@printrail/contract/delivery';
import { listOrders } from '@printrail/contract/hub';
import type { OrderSummary } from '@printrail/contract/orders';
import { addTemplate } from '@printrail/contract/templates';
import { addTrigger, type Trigger, type TriggerInput } from '@printrail/contract/triggers';
import { smtpAt } from '../../server/src/testing/sending.ts';
import { type MailServer, mailServer } from '../../server/src/testing/smtp-server.ts';
import type { Visit } from './visit.ts';

/** A trigger of a status of the sample's print orders, when it is entered unless told otherwise. */
export async function givenTrigger(
  { call }: Visit,
  statusName: string,
  input: Pick<TriggerInput, 'action'> & Partial<TriggerInput>,
): Promise<Trigger> {
  const { items: types } = await call(listTypes);
  const statusId = types[0]?.statuses.find(({ name }) => name === statusName)?.id ?? 0;
  return call(addTrigger, { body: { statusId, when: 'entered', ...input } });
}

export async function givenTemplate({ call }: Visit, channel: 'email' | 'letter', parts: object = {}): Promise<number> {
  const words = { subject: 'About {{ order.number }}', text: 'Dear {{ client.name }}, we went on with it.' };
  return (await call(addTemplate, { body: { name: `A ${channel}`, channel, ...words, ...parts } })).id;
}

/** The open orders at a status of the sample's print orders, of clients that have an e-mail address and a postal one. */
export async function ordersAt({ call }: Visit, statusName: string): Promise<OrderSummary[]> {
  const { items: types } = await call(listTypes);
  const statusId = types[0]?.statuses.find(({ name }) => name === statusName)?.id ?? 0;
  return (await call(listOrders, { query: { statusId: [statusId], limit: 500 } })).items;
}

/** Puts orders at another status of their type. */
export async function moveTo({ call }: Visit, orders: readonly OrderSummary[], statusName: string): Promise<void> {
  const { items: types } = await call(listTypes);
  const statusId = types[0]?.statuses.find(({ name }) => name === statusName)?.id ?? 0;
  for (const { id } of orders) await call(changeStatus, { params: { id }, body: { statusId } });
}

/** A mail server on loopback that the studio sends through, at any hour. */
export async function givenMailServer({ call }: Visit): Promise<MailServer> {
  const server = await mailServer();
  await setDelivery({ call }, { smtp: smtpAt(server) });
  return server;
}

export async function setDelivery({ call }: Pick<Visit, 'call'>, settings: object): Promise<void> {
  const { version } = await call(getDeliverySettings);
  const anytime = { sendingHours: { from: '00:00', until: '24:00', days: 'every' } } as const;
  await call(updateDeliverySettings, { version, body: { ...anytime, ...settings } });
}
