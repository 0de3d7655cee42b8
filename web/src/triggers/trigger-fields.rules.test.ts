import { partsOf, triggerParts } from '@printrail/contract/trigger-parts';
import { type Trigger, triggerActions, triggerRecipients } from '@printrail/contract/triggers';
import { expect, test } from 'vitest';
import { blankTrigger, changesTo, fitted, inputOf } from './trigger-fields.rules.ts';

const known = {
  taskTypes: [
    { id: 1, isCall: false, isActive: false },
    { id: 2, isCall: false, isActive: true },
    { id: 3, isCall: true, isActive: true },
  ],
  templates: [
    { id: 4, channel: 'email' },
    { id: 5, channel: 'sms' },
  ],
};
const full: Trigger = {
  ...{ ...blankTrigger, id: 7, statusId: 1, when: 'after_due', days: 3, taskTypeId: 3, templateId: 4, userId: 8 },
  ...{ recipientDepartmentId: 6, address: 'ana@example.com', description: 'Ask', departmentId: 9, taskDays: 2 },
};

test('what a trigger does not take is empty, whatever was typed before', () => {
  for (const action of triggerActions) {
    for (const recipient of [null, ...triggerRecipients]) {
      for (const invoiceStatusId of [null, 2]) {
        const trigger = fitted({ ...full, action, recipient, invoiceStatusId }, known);
        const takes = partsOf(trigger);
        const given = triggerParts.filter((part) => trigger[part] !== null && trigger[part] !== '');
        expect.soft(given.filter((part) => takes[part] === 'none')).toEqual([]);
        expect.soft(fitted(trigger, known)).toEqual(trigger);
      }
    }
  }
});

test('a type of task or template that does not fit gives way, and comes back when it fits again', () => {
  expect(fitted({ ...full, action: 'task' }, known)).toMatchObject({ taskTypeId: 2, templateId: null });
  expect(fitted({ ...full, action: 'call' }, known)).toMatchObject({ taskTypeId: 3, templateId: null });
  expect(fitted({ ...full, action: 'email' }, known)).toMatchObject({ taskTypeId: null, templateId: 4 });
  expect(fitted({ ...full, action: 'sms_else_email' }, known)).toMatchObject({ templateId: 4 });
  expect(fitted({ ...full, action: 'sms' }, { ...known, templates: undefined })).toMatchObject({ templateId: 4 });
});

test('who it is for is chosen by itself only where there is no choice', () => {
  const recipientOf = (trigger: Partial<Trigger>) => fitted({ ...full, ...trigger }, known).recipient;
  expect(recipientOf({ action: 'email' })).toBe(null);
  expect(recipientOf({ action: 'sms', recipient: 'responsible' })).toBe(null);
  expect(recipientOf({ action: 'email_else_call', invoiceStatusId: 2 })).toBe('client');
});

test('only what is another is changed, and a new trigger is sent with its one status', () => {
  expect(changesTo(full, { ...full, days: 4, sentence: 'x', version: 9 })).toEqual({ days: 4 });
  expect(inputOf(full)).toMatchObject({ statusId: 1, days: 3 });
  expect(inputOf(full)).not.toHaveProperty('invoiceStatusId');
  expect(inputOf(full)).not.toHaveProperty('version');
});
