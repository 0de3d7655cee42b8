import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cycleOf, cycles } from '../testing/cycles.arbitrary.ts';
import {
  type Edit,
  faultIn,
  faultInRemoving,
  inOrderOf,
  withAdded,
  withEdited,
  withRemoved,
} from './arrangement.rules.ts';
import type { Status } from './cycle.rules.ts';
import { newStatus } from './new-cycle.rules.ts';

const { statuses } = cycleOf(
  { name: 'Retouching', duration: 3 },
  { name: 'Printing', duration: 2 },
  { name: 'Complete' },
  { name: 'On hold', isSide: true },
);
const idOf = (name: string) => statuses.find((status) => status.name === name)?.id ?? 0;
const names = (list: readonly Status[]) => list.map((status) => status.name);
const edited = (name: string, edit: Edit<Status>) => withEdited(statuses, idOf(name), edit);
const added = (name: string, isSide: boolean): Status => ({ ...newStatus(1, 0, { name, isSide }), id: 99, version: 1 });

describe('the place of a status', () => {
  test('when added is the end of the track, a side status’s the end of all, or the one told', () => {
    expect(names(withAdded(statuses, added('Packaging', false)))).toEqual([
      'Retouching',
      'Printing',
      'Packaging',
      'Complete',
      'On hold',
    ]);
    expect(names(withAdded(statuses, added('Lost', true)))).toEqual([
      'Retouching',
      'Printing',
      'Complete',
      'On hold',
      'Lost',
    ]);
    expect(names(withAdded(statuses, added('Lost', true), 2))).toEqual([
      'Retouching',
      'Lost',
      'Printing',
      'Complete',
      'On hold',
    ]);
  });

  test('when chosen initial is the first; the flag leaves its former status', () => {
    const after = edited('Printing', { isInitial: true });
    expect(names(after)).toEqual(['Printing', 'Retouching', 'Complete', 'On hold']);
    expect(after.map((status) => status.isInitial)).toEqual([true, false, false, false]);
  });

  test('when chosen final is the last on the track, and its duration is gone', () => {
    const after = edited('Printing', { isFinal: true });
    expect(names(after)).toEqual(['Retouching', 'Complete', 'Printing', 'On hold']);
    expect(after.map(({ isFinal, duration }) => [isFinal, duration])).toEqual([
      [false, 3],
      [false, null],
      [true, null],
      [false, null],
    ]);
  });

  test('when it joins the track behind the final status is before that', () => {
    expect(names(edited('On hold', { isSide: false }))).toEqual(['Retouching', 'Printing', 'On hold', 'Complete']);
  });
});

test.each<[string, Edit<Status>, string]>([
  ['Retouching', { isActive: false }, 'it cannot be inactive'],
  ['Retouching', { isSide: true }, 'it cannot be a side status'],
  ['Retouching', { position: 2 }, 'it stays first'],
  ['Printing', { position: 1 }, 'it stays first'],
  ['On hold', { position: 1 }, 'it stays first'],
  ['Retouching', { isFinal: true }, 'it cannot be the final one too'],
  ['Complete', { isInitial: true }, 'it cannot be the final one too'],
  ['Printing', { isInitial: true, isFinal: true }, 'it cannot be the final one too'],
  ['Printing', { isInitial: true, position: 2 }, 'it stays first'],
  ['Complete', { isActive: false }, 'it cannot be inactive'],
  ['Complete', { isSide: true }, 'it cannot be a side status'],
  ['Complete', { position: 2 }, 'it stays last on the track'],
  ['Printing', { position: 4 }, 'it stays last on the track'],
  ['Complete', { duration: 0 }, 'it has no duration'],
  ['Printing', { isFinal: true, duration: 2 }, 'it has no duration'],
  ['On hold', { isFinal: true }, 'it cannot be a side status'],
  ['Printing', { isInitial: true, isActive: false }, 'it cannot be inactive'],
])('%s cannot change by %j: %s', (name, edit, rule) => {
  expect(faultIn(edited(name, edit))?.rule).toBe(rule);
});

describe('in any sound cycle', () => {
  const somewhere = fc.tuple(cycles, fc.nat()).map(([cycle, pick]) => {
    const list = cycle.statuses;
    return { list, status: list[pick % list.length] as Status };
  });
  const sound = (list: readonly Status[]) => {
    expect(faultIn(list)).toBeUndefined();
    expect(list.map((status) => status.position)).toEqual(list.map((_, index) => index + 1));
  };

  test('any active status of the track can become initial or final, unless it is the other', () => {
    fc.assert(
      fc.property(somewhere, ({ list, status }) => {
        fc.pre(status.isActive && !status.isSide);
        if (!status.isFinal) sound(withEdited(list, status.id, { isInitial: true }));
        if (!status.isInitial) sound(withEdited(list, status.id, { isFinal: true }));
      }),
    );
  });

  test('any other status can leave the track, come back, be switched off and on, get any duration, or be removed', () => {
    fc.assert(
      fc.property(somewhere, fc.nat(999), ({ list, status }, duration) => {
        expect(faultInRemoving(status)?.rule).toBe(
          status.isInitial
            ? 'choose another initial status first'
            : status.isFinal
              ? 'choose another final status first'
              : undefined,
        );
        fc.pre(!status.isInitial && !status.isFinal);
        for (const edit of [
          { isSide: true },
          { isSide: false },
          { isActive: false },
          { isActive: true },
          { duration },
        ]) {
          sound(withEdited(list, status.id, edit));
        }
        sound(withRemoved(list, status.id));
      }),
    );
  });

  test('a status can be added without a place, and the order as it is can be given', () => {
    fc.assert(
      fc.property(cycles, fc.boolean(), ({ statuses: list }, isSide) => {
        sound(withAdded(list, added('Another', isSide)));
        expect(
          inOrderOf(
            list,
            list.map((status) => status.id),
          ),
        ).toEqual(list);
      }),
    );
  });
});
