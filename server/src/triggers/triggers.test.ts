import { deleteStatus, updateStatus } from '@printrail/contract/cycles';
import * as api from '@printrail/contract/triggers';
import { expect, test } from 'vitest';
import { givenDepartment, givenOrder, givenUser } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';
import { givenTemplate, givenTrack, givenTrigger, told } from '../testing/triggers.ts';

async function given() {
  const s = await studio();
  const track = await givenTrack(s);
  return { s, track, statusId: track.lab };
}

test('a trigger reads back as a plain sentence', async () => {
  const { s, statusId } = await given();
  const departmentId = await givenDepartment(s, 'Production');
  const userId = await givenUser(s, 'Sam');
  const [email, sms] = [await givenTemplate(s, 'email'), await givenTemplate(s, 'sms')];
  const sentences: [Partial<api.TriggerInput> & Pick<api.TriggerInput, 'action'>, string][] = [
    [
      { when: 'after_due', days: 3, action: 'call', recipient: 'vendor', departmentId },
      '3 business days after ‘At the lab’ is due, create a call to the vendor for Production',
    ],
    [
      { when: 'before_due', days: 1, counts: 'calendar', action: 'task', userId },
      '1 day before ‘At the lab’ is due, create a task for Sam',
    ],
    [
      { when: 'after_due', action: 'task' },
      'On the business day ‘At the lab’ is due, create a task for whoever is responsible',
    ],
    [
      { action: 'email', recipient: 'client', templateId: email, isDoNotMarketExcluded: true },
      'When ‘At the lab’ is entered, send an e-mail to the client, not for clients marked “do not market”, once per order',
    ],
    [
      { action: 'sms_else_call', recipient: 'vendor', templateId: sms, userId, departmentId },
      'When ‘At the lab’ is entered, send a text message to the vendor, else create a call to the vendor for Sam (Production)',
    ],
    [
      { action: 'email', recipient: 'department', recipientDepartmentId: departmentId, templateId: email },
      'When ‘At the lab’ is entered, send an e-mail to everyone in Production',
    ],
    [
      { action: 'webhook', address: 'https://erp.example/hook?key=secret' },
      'When ‘At the lab’ is entered, call the webhook at erp.example',
    ],
  ];
  for (const [input, sentence] of sentences) {
    const { id } = await s.call(api.addTrigger, { body: { statusId, when: 'entered', ...input } });
    const trigger = await s.call(api.getTrigger, { params: { id } });
    expect(trigger.sentence).toBe(sentence.replaceAll(/[‘’]/g, "'"));
  }
  expect((await s.call(api.listTriggers, { query: { statusId } })).items).toHaveLength(sentences.length);
});

test('it is by hand and active unless told, once per order for messages to clients, and lists in order', async () => {
  const { s, track } = await given();
  const later = await s.call(api.addTrigger, {
    body: { statusId: track.lab, when: 'after_due', days: 2, action: 'task', taskDays: 1 },
  });
  expect(later).toMatchObject({ when: 'after_due', days: 2, counts: 'business', isAutomatic: false, isActive: true });
  const soon = await givenTrigger(s, track.lab, { when: 'before_due', days: 2 });
  const first = await givenTrigger(s, track.retouching);
  const email = await givenTrigger(s, track.lab, { action: 'email', recipient: 'client' });
  const vendor = await givenTrigger(s, track.lab, { action: 'email', recipient: 'vendor' });
  expect([later, soon, first, email, vendor].map(({ isOncePerOrder }) => isOncePerOrder)).toEqual([
    ...[false, false, false, true, false],
  ]);
  const { items } = await s.call(api.listTriggers, { query: { typeId: track.type.id } });
  expect(items.map(({ id }) => id)).toEqual([first.id, email.id, vendor.id, soon.id, later.id]);
  await s.call(api.updateTrigger, { params: { id: soon.id }, version: 1, body: { isActive: false } });
  const inactive = await s.call(api.listTriggers, { query: { active: false, typeId: track.type.id } });
  expect(inactive.items.map(({ id }) => id)).toEqual([soon.id]);
});

type Refused = [says: string, input: object, code: string, field: string];

const refused: Refused[] = [
  ['no status', { statusId: undefined }, 'trigger.one_status', 'statusId'],
  ['two statuses', { invoiceStatusId: 1 }, 'trigger.one_status', 'invoiceStatusId'],
  ['an unknown status', { statusId: 999 }, 'status.not_found', 'statusId'],
  ['days when entered', { days: 2 }, 'trigger.days', 'days'],
  ['no days before', { when: 'before_due' }, 'trigger.days', 'days'],
  ['an e-mail to nobody', { action: 'email', templateId: 1 }, 'trigger.needs', 'recipient'],
  ['an e-mail that says nothing', { action: 'email', recipient: 'client' }, 'trigger.needs', 'templateId'],
  [
    'a letter by a template for e-mail',
    { action: 'letter', recipient: 'client', templateId: 1 },
    'trigger.template',
    'templateId',
  ],
  ['a task for a recipient', { recipient: 'client' }, 'trigger.not_for', 'recipient'],
  [
    'a text message to a user',
    { action: 'sms', recipient: 'responsible', templateId: 2 },
    'trigger.recipient',
    'recipient',
  ],
  [
    'a fallback for a fixed address',
    { action: 'email_else_call', recipient: 'fixed', templateId: 1 },
    'trigger.recipient',
    'recipient',
  ],
  [
    'a department not told',
    { action: 'email', recipient: 'department', templateId: 1 },
    'trigger.needs',
    'recipientDepartmentId',
  ],
  ['an unknown department', { departmentId: 999 }, 'department.not_found', 'departmentId'],
  ['an unknown user', { userId: 999 }, 'user.not_found', 'userId'],
  ['a webhook to nowhere', { action: 'webhook' }, 'trigger.needs', 'address'],
  ['a webhook to no address', { action: 'webhook', address: 'ftp://a.example' }, 'trigger.address', 'address'],
  [
    'a webhook that is never sent, as its address holds a password',
    { action: 'webhook', address: 'https://u:hidden@a.example' },
    'trigger.address',
    'address',
  ],
  [
    'a fixed address that is none',
    { action: 'email', recipient: 'fixed', address: 'x', templateId: 1 },
    'trigger.address',
    'address',
  ],
  ['an address for the client', { action: 'call', recipient: 'client', address: '1 2' }, 'trigger.not_for', 'address'],
  ['a call as the type of a task', { taskTypeId: 1 }, 'trigger.task_type', 'taskTypeId'],
  [
    'a description without a task',
    { action: 'webhook', address: 'https://a.example', description: 'x' },
    'trigger.not_for',
    'description',
  ],
];

test('what does not fit together is refused by the name of its field', async () => {
  const { s, statusId } = await given();
  for (const [says, input, code, field] of refused) {
    const given = { statusId, when: 'entered', action: 'task', ...input } as unknown as api.TriggerInput;
    const body = JSON.parse(JSON.stringify(given)) as api.TriggerInput;
    expect.soft(await s.refusal(api.addTrigger, { body }), says).toMatchObject({ code, errors: [{ field }] });
  }
});

test('an invoice has neither a vendor nor a responsible user', async () => {
  const { s } = await given();
  const body = { invoiceStatusId: 1, when: 'entered', action: 'call' } as const;
  for (const recipient of ['vendor', 'responsible'] as const) {
    expect(await s.refusal(api.addTrigger, { body: { ...body, recipient } })).toMatchObject({
      code: 'trigger.recipient',
    });
  }
  const trigger = await s.call(api.addTrigger, { body: { ...body, recipient: 'client' } });
  expect(trigger.sentence).toBe("When 'Open' is entered, create a call to the client for whoever is responsible");
});

test('what it does can be changed, with what belongs to it, and from the state one saw', async () => {
  const { s, statusId } = await given();
  const { id } = await givenTrigger(s, statusId, { when: 'after_due', days: 5, description: 'Ask' });
  const params = { id };
  const templateId = await givenTemplate(s, 'email');
  const email = { action: 'email', recipient: 'vendor', templateId } as const;
  expect(await s.refusal(api.updateTrigger, { params, version: 1, body: email })).toMatchObject({
    code: 'trigger.not_for',
    errors: [{ field: 'description' }],
  });
  const changed = await s.call(api.updateTrigger, { params, version: 1, body: { ...email, description: '' } });
  expect(changed).toMatchObject({ action: 'email', when: 'after_due', days: 5, taskTypeId: null, version: 2 });
  expect(await s.refusal(api.updateTrigger, { params, version: 1, body: {} })).toMatchObject({
    code: 'request.version_stale',
  });
  const entered = await s.call(api.updateTrigger, { params, version: 2, body: { when: 'entered' } });
  expect(entered).toMatchObject({ when: 'entered', days: 0 });
  const audited = await s.studio.database.read.selectFrom('auditEntries').select('action').execute();
  expect(audited.filter(({ action }) => action.startsWith('trigger.'))).toHaveLength(3);
});

test('one that never fired can be deleted, and goes with a status that is; else it is made inactive', async () => {
  const { s, track } = await given();
  const { id } = await givenTrigger(s, track.retouching);
  const unused = await givenTrigger(s, track.lab);
  const order = await givenOrder(s, { vendorId: track.vendor.id });
  expect(await s.refusal(api.deleteTrigger, { params: { id }, version: 1 })).toMatchObject({ code: 'trigger.in_use' });
  expect(await told(s, order.id)).toEqual(['due']);
  await s.call(api.deleteTrigger, { params: { id: unused.id }, version: 1 });
  const parked = await givenTrigger(s, track.waiting);
  const side = { id: track.waiting };
  const version = track.type.statuses.find((status) => status.id === side.id)?.version ?? 0;
  await s.call(updateStatus, { params: side, version, body: { isActive: false } });
  await s.call(deleteStatus, { params: side, version: version + 1 });
  expect(await s.refusal(api.getTrigger, { params: { id: parked.id } })).toMatchObject({ code: 'trigger.not_found' });
});
