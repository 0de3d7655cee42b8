import type { Task } from '@printrail/contract/tasks';
import { expect, test } from 'vitest';
import { aboutOf, bodyOf, withoutTask } from './task.rules.ts';

const unlinked = { orderId: null, invoiceId: null, clientId: null } as Task;

test('a task is about the closest of its links', () => {
  const client = { ...unlinked, clientId: 3, clientName: 'Ana' } as Task;
  const invoice = { ...client, invoiceId: 2, invoiceNumber: 'INV-2' } as Task;
  expect(aboutOf({ ...invoice, orderId: 1, orderNumber: 'PO-1' } as Task)).toEqual({
    kind: 'order',
    id: 1,
    name: 'PO-1',
  });
  expect(aboutOf(invoice)).toEqual({ kind: 'invoice', id: 2, name: 'INV-2' });
  expect(aboutOf(client)).toEqual({ kind: 'client', id: 3, name: 'Ana' });
  expect(aboutOf(unlinked)).toBeNull();
});

test('of the links only the closest is sent, and none that was left alone', () => {
  expect(bodyOf({ description: 'x' })).toEqual({ description: 'x' });
  expect(bodyOf({ about: { kind: 'invoice', id: 2, name: '' } })).toEqual({
    ...{ orderId: null, invoiceId: 2, clientId: null },
  });
  expect(bodyOf({ about: null })).toEqual({ orderId: null, invoiceId: null, clientId: null });
});

test('a task leaves a list, read whole or page by page', () => {
  const items = [{ id: 1 }, { id: 2 }];
  expect(withoutTask({ items }, 1)).toEqual({ items: [{ id: 2 }] });
  const pages = [{ items }, { items: [{ id: 3 }] }];
  expect(withoutTask({ pages }, 2)).toEqual({ pages: [{ items: [{ id: 1 }] }, { items: [{ id: 3 }] }] });
});
