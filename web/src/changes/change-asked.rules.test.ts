import type { ProductionStatus } from '@printrail/contract/cycles';
import { expect, test } from 'vitest';
import { askedOf, choicesOf } from './change-asked.rules.ts';

test('what is left alone is left to the server', () => {
  expect(askedOf({})).toEqual({});
  expect(askedOf({ changeDate: null, dueDate: null, note: '  ' })).toEqual({});
});

test('a date half typed is not asked for yet, and nobody is somebody', () => {
  expect(askedOf({ changeDate: '0020-11-26', dueDate: '2026-11-27' })).toEqual({ dueDate: '2026-11-27' });
  expect(askedOf({ responsibleUserId: null, notComplete: false })).toEqual({
    ...{ responsibleUserId: null, notComplete: false },
  });
});

test('the final status takes no due date', () => {
  expect(askedOf({ statusId: 6, dueDate: '2026-11-27' }, true)).toEqual({ statusId: 6 });
});

test('statuses are offered along the track, then beside it, without the inactive and the current one', () => {
  const status = (id: number, part: Partial<ProductionStatus> = {}) =>
    ({ id, position: id, isActive: true, isSide: false, ...part }) as ProductionStatus;
  const { track, sides } = choicesOf(
    [status(3), status(4, { isSide: true }), status(1), status(2), status(5, { isActive: false })],
    1,
  );
  expect(track.map(({ id }) => id)).toEqual([2, 3]);
  expect(sides.map(({ id }) => id)).toEqual([4]);
});
