import { expect, test } from 'vitest';
import { partsOf, recipientsOf, triggerParts } from './trigger-parts.ts';
import { type Described, sentenceOf } from './trigger-sentence.ts';
import { triggerActions } from './triggers.ts';

const described: Described = {
  ...{ when: 'entered', days: 0, counts: 'business', action: 'task', recipient: null, address: '' },
  ...{ isDoNotCallExcluded: false, isDoNotMarketExcluded: false, isOncePerOrder: false, invoiceStatusId: null },
} as const;
const names = { statusName: 'At the lab', recipientDepartmentName: null, userName: null, departmentName: null };

test('a trigger is a sentence of when, what, to whom and for whom', () => {
  const call = { ...described, when: 'after_due', days: 3, action: 'call', recipient: 'vendor' } as const;
  expect(sentenceOf(call, { ...names, departmentName: 'Production' })).toBe(
    "3 business days after 'At the lab' is due, create a call to the vendor for Production",
  );
});

test('what is still to be told is left open in the sentence', () => {
  const says = (trigger: Partial<Described>) => sentenceOf({ ...described, ...trigger }, names).split(', ')[1];
  expect(says({ action: 'email' })).toBe('send an e-mail to …');
  expect(says({ action: 'email', recipient: 'department' })).toBe('send an e-mail to everyone in …');
  expect(says({ action: 'sms', recipient: 'fixed' })).toBe('send a text message to …');
  expect(says({ action: 'webhook' })).toBe('call the webhook at …');
});

test('only what has recipients takes one, and only one of them', () => {
  for (const action of triggerActions) {
    for (const invoiceStatusId of [null, 1]) {
      const allowed = recipientsOf({ action, invoiceStatusId });
      for (const recipient of [null, ...allowed]) {
        const parts = partsOf({ action, recipient, invoiceStatusId });
        expect.soft(Object.keys(parts)).toEqual([...triggerParts]);
        expect.soft(parts.recipient === 'needed').toBe(allowed.length > 0);
        expect.soft(parts.recipientDepartmentId === 'needed').toBe(recipient === 'department');
      }
    }
  }
});
