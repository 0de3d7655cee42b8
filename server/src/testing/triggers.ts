import { changeStatus } from '@printrail/contract/changes';
import { type Firing, listFirings } from '@printrail/contract/firings';
import { addTemplate, type TemplateChannel } from '@printrail/contract/templates';
import { addTrigger, type Trigger, type TriggerInput } from '@printrail/contract/triggers';
import { another, givenType, givenVendor } from './givens.ts';
import type { TestStudio } from './studio.ts';

/** A vendor of a type: Retouching 2 → At the lab 5 → Done; Waiting and On hold beside the track. */
export async function givenTrack(s: TestStudio) {
  const type = await givenType(s, [
    { name: 'Retouching', duration: 2 },
    { name: 'At the lab', duration: 5 },
    { name: 'Packing', duration: null },
    { name: 'Done', duration: null },
    { name: 'Waiting', duration: 5, isSide: true },
    { name: 'On hold', duration: null, isSide: true },
  ]);
  const idOf = (name: string) => type.statuses.find((status) => status.name === name)?.id ?? 0;
  const vendor = await givenVendor(s, { defaultTypeId: type.id, email: 'lab@example.com', phone: '+1 555 010 3000' });
  const statusIds = { retouching: idOf('Retouching'), lab: idOf('At the lab'), packing: idOf('Packing') };
  return {
    ...{ type, vendor, ...statusIds, done: idOf('Done'), waiting: idOf('Waiting'), hold: idOf('On hold') },
    move: (id: number, statusId: number, body = {}) =>
      s.call(changeStatus, { params: { id }, body: { statusId, ...body } }),
  };
}

/** A trigger that makes a task when the status is entered, automatically, unless told. */
export async function givenTrigger(
  s: TestStudio,
  statusId: number,
  input: Partial<TriggerInput> = {},
): Promise<Trigger> {
  const channel = /email|sms|letter/.exec(input.action ?? '')?.[0] as TemplateChannel | undefined;
  const template = channel && { templateId: await givenTemplate(s, channel) };
  const body = { statusId, when: 'entered', action: 'task', isAutomatic: true, ...template, ...input } as const;
  return s.call(addTrigger, { body });
}

export async function givenTemplate(s: TestStudio, channel: TemplateChannel, parts: object = {}): Promise<number> {
  const subject = channel === 'sms' ? {} : { subject: 'Your order' };
  const body = { name: another('Template'), channel, ...subject, text: 'Hello {{ client.name }}', ...parts };
  return (await s.call(addTemplate, { body })).id;
}

/** What became of a trigger for an order, the first planned first. */
export async function firingsOfOrder(s: TestStudio, orderId: number): Promise<Firing[]> {
  return (await s.call(listFirings, { query: { orderId } })).items.toReversed();
}

/** The same in short: 'waiting 2026-11-30', 'skipped: already past'. */
export async function told(s: TestStudio, orderId: number): Promise<string[]> {
  return (await firingsOfOrder(s, orderId)).map(({ state, reason, dueOn, dueAt, isDue }) => {
    if (state === 'waiting') return isDue ? 'due' : dueAt === null ? 'waiting' : `waiting ${dueOn}`;
    return reason ? `${state}: ${reason}` : state;
  });
}
