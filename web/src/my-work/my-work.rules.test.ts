import type { OrderSummary } from '@printrail/contract/orders';
import type { Task } from '@printrail/contract/tasks';
import { expect, test } from 'vitest';
import { byUrgency, piecesOf } from './my-work.rules.ts';

const order = (id: number, dueDate: string | null, isLate = false) => ({ id, dueDate, isLate }) as OrderSummary;
const task = (id: number, dueDate: string | null, priority: Task['priority'] = 'normal') =>
  ({ id, dueDate, isLate: false, priority }) as Task;

test('orders and tasks stand in one list: late first, then by due date, urgent ones first on their day', () => {
  const orders = [order(1, '2026-11-20', true), order(2, '2026-11-24'), order(3, null)];
  const tasks = [task(1, '2026-11-24', 'low'), task(2, '2026-11-24', 'high'), task(3, '2026-11-23'), task(4, null)];
  expect(piecesOf(orders, tasks).map(({ key }) => key)).toEqual([
    'work-1',
    'task-3',
    'task-2',
    'work-2',
    'task-1',
    'task-4',
    'work-3',
  ]);
});

test('work is grouped by when it is due; what is due after this week is for later', () => {
  const days = { today: '2026-11-23', weekEnd: '2026-11-29' };
  const works = [order(1, '2026-11-20', true), order(2, '2026-11-23'), order(3, '2026-11-29'), order(4, '2026-11-30')];
  const groups = byUrgency([...works, order(5, null)], days).map(({ name, works: some }) => [name, some.length]);
  expect(groups).toEqual([
    ['Late', 1],
    ['Today', 1],
    ['This week', 1],
    ['Later', 1],
    ['Without a due date', 1],
  ]);
});
