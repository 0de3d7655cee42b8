import type { ProductionStatus, ProductionType } from '@printrail/contract/cycles';
import { expect, test } from 'vitest';
import { copyOf, daysOf, movedByOne, neighbourOf, stagesIn, stepsOf } from './cycle.rules.ts';

const status = (name: string, more: Partial<ProductionStatus> = {}) =>
  ({
    ...{ name, duration: 2, isSide: false, isActive: true, departmentId: null, userId: null, workflowStage: '' },
    ...{ clientWording: '', color: '#8a63b0' },
    ...more,
  }) as ProductionStatus;
const type = (statuses: ProductionStatus[]) => ({ statuses }) as ProductionType;

test('side and inactive statuses are no steps', () => {
  const all = [status('Retouching'), status('On hold', { isSide: true }), status('Old', { isActive: false })];
  expect(daysOf(stepsOf([...all, status('Complete', { duration: null })]))).toBe(2);
});

test('a status moves past its neighbour, but neither off the ends nor past the first and last', () => {
  const rows = [1, 2, 3, 4].map((id) => ({ id, isFixed: id === 1 || id === 4 }));
  expect(movedByOne(rows, 2, 1)).toEqual([1, 3, 2, 4]);
  expect(movedByOne(rows, 3, -1)).toEqual([1, 3, 2, 4]);
  for (const [id, by] of [
    [2, -1],
    [3, 1],
    [1, 1],
    [4, -1],
    [9, 1],
  ] as const)
    expect(movedByOne(rows, id, by)).toBeUndefined();
});

test('a copy has the active statuses, those beside the track last, without defaults that are inactive', () => {
  const statuses = [
    status('On hold', { isSide: true }),
    status('Retouching', { userId: 7, departmentId: 3 }),
    status('Old', { isActive: false }),
    status('Complete', { duration: null }),
  ];
  const copied = copyOf(type(statuses), (given) => 'departmentId' in given);
  expect(copied.map(({ name }) => name)).toEqual(['Retouching', 'Complete', 'On hold']);
  expect(copied[0]).toMatchObject({ userId: null, departmentId: 3, duration: 2 });
});

test('orders of a status that closes go on to the step after it, at the end to the one before', () => {
  const names = ['Retouching', 'Printing', 'Packaging', 'Complete'];
  const statuses = names.map((name, index) =>
    status(name, { id: index, position: index + 1, isFinal: name === 'Complete', isActive: name !== 'Printing' }),
  );
  const [first, , third] = statuses;
  expect(first && neighbourOf(statuses, first)?.name).toBe('Packaging');
  expect(third && neighbourOf(statuses, third)?.name).toBe('Retouching');
});

test('workflow stages are offered once each, by name', () => {
  const types = [
    type([status('A', { workflowStage: 'Print' }), status('B', { workflowStage: 'Edit' })]),
    type([status('C', { workflowStage: 'Print' }), status('D')]),
  ];
  expect(stagesIn(types)).toEqual(['Edit', 'Print']);
});
