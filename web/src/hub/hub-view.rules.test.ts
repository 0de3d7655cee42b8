import { expect, test } from 'vitest';
import { filterOf, isFiltered, readView, savedPart, sortOf, withoutQuick } from './hub-view.rules.ts';

const usualWeek = [1, 2, 3, 4, 5];

test('what somebody typed into the address is read as far as it means something', () => {
  expect(readView({ search: 2048, typeId: 3, statusId: [4, 'x', -1], late: true, mine: 'yes', state: 'lost' })).toEqual(
    {
      ...{ search: '2048', typeId: [3], statusId: [4], late: true },
    },
  );
  expect(readView({ columns: ['due', 'nonsense', 'order'], sort: 'nothing', dueFrom: 'soon' })).toEqual({
    columns: ['order', 'due'],
  });
});

test('today and this week are worked out when the view is shown', () => {
  expect(filterOf({ due: 'today' }, '2026-11-25', usualWeek)).toEqual({ dueFrom: '2026-11-25', dueTo: '2026-11-25' });
  expect(filterOf({ due: 'week' }, '2026-11-25', usualWeek)).toEqual({ dueFrom: '2026-11-25', dueTo: '2026-11-29' });
  expect(filterOf({ due: 'week' }, '2026-11-25', [7, 1, 2, 3, 4])).toMatchObject({ dueTo: '2026-11-28' });
});

test('closed orders are neither late nor anybody’s work', () => {
  const view = { state: 'completed', late: true, mine: true, due: 'week', search: ' ana ' } as const;
  expect(filterOf(view, '2026-11-25', usualWeek)).toEqual({ state: 'completed', search: 'ana' });
});

test('chips count within the rest of the filter', () => {
  expect(withoutQuick({ late: true, due: 'week', vendorId: [3], search: 'ana' })).toEqual({
    vendorId: [3],
    search: 'ana',
  });
});

test('closed orders keep a sort they know, and groups follow the track', () => {
  expect(sortOf({ state: 'completed', sort: 'vendor' })).toEqual({});
  expect(sortOf({ state: 'completed', sort: 'number', descending: true })).toEqual({
    sort: 'number',
    descending: true,
  });
  expect(sortOf({ group: 'status', sort: 'client' })).toEqual({ sort: 'status' });
});

test('a view is saved without what happens to be open', () => {
  expect(savedPart({ late: true, order: 12, day: '2026-11-25' })).toEqual({ late: true });
  expect(isFiltered({ group: 'status', columns: ['order'] })).toBe(false);
  expect(isFiltered({ due: 'week' })).toBe(true);
});
