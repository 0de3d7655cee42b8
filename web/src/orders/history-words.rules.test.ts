import type { HistoryEntry } from '@printrail/contract/history';
import { beforeAll, expect, test } from 'vitest';
import { readAs } from '../ui/words.ts';
import { factsOf, headlineOf } from './history-words.rules.ts';

const entry: HistoryEntry = {
  id: 1,
  kind: 'change',
  at: '2026-11-26T12:00:00Z',
  who: 'Mira',
  through: 'web',
  fromStatusId: 3,
  fromStatusName: 'At the lab',
  toStatusId: 4,
  toStatusName: 'Quality check',
  enteredDate: '2026-11-16',
  changeDate: '2026-11-26',
  completedDate: '2026-11-26',
  dueDate: '2026-11-23',
  daysLate: 3,
  calendarDays: 10,
  businessDays: 8,
  responsibleUserName: null,
  departmentName: null,
  note: '',
  batchId: null,
  isUndone: false,
  undoesId: null,
};

beforeAll(() => readAs({ locale: 'en-US', currency: 'USD', today: '2026-11-26' }));

test('a completed step says where to, when, how late and how long', () => {
  expect(headlineOf(entry)).toBe('At the lab → Quality check');
  expect(factsOf(entry)).toEqual(['completed Thu 26 Nov', '3 days late (due Mon 23 Nov)', '8 business days there']);
});

test('a step left before it was complete is neither late nor in time', () => {
  const left = { ...entry, completedDate: null, daysLate: null, businessDays: 1 };
  expect(factsOf(left)).toEqual(['not complete, left Thu 26 Nov', '1 business day there']);
});

test('taking back says where the order is again', () => {
  expect(headlineOf({ ...entry, kind: 'undo', toStatusName: 'At the lab' })).toBe('Taken back: At the lab again');
  expect(factsOf({ ...entry, kind: 'undo' })).toEqual([]);
});
