import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cycleOf, cycles, whereabouts } from '../testing/cycles.arbitrary.ts';
import {
  type Cycle,
  directionOf,
  finalOf,
  initialOf,
  laterOnTrack,
  nextStatus,
  presetNotComplete,
  type ResumePlace,
  type Status,
  trackOf,
} from './cycle.rules.ts';

const cycle = cycleOf(
  { name: 'Retouching', duration: 3 },
  { name: 'Waiting on client', isSide: true },
  { name: 'Printing', duration: 2 },
  { name: 'Framing', duration: 4, isActive: false },
  { name: 'Quality check', duration: 1 },
  { name: 'Complete' },
  { name: 'On hold', isSide: true },
);
const at = (name: string, of: Cycle = cycle): Status => {
  const status = of.statuses.find((each) => each.name === name);
  if (!status) throw new Error(`No status ${name}`);
  return status;
};
const resumeAt = (name: string): ResumePlace => ({ statusId: at(name).id, interrupted: null });
const next = (from: string, resume: ResumePlace | null = null) => nextStatus(cycle, at(from), resume)?.name;
const direction = (from: string, to: string, resume: ResumePlace | null = null) =>
  directionOf(cycle, at(from), at(to), resume);

describe('the next status', () => {
  test('is the following active one on the track, and none at the final status', () => {
    expect(['Retouching', 'Printing', 'Quality check', 'Complete'].map((name) => next(name))).toEqual([
      ...['Printing', 'Quality check', 'Complete'],
      undefined,
    ]);
  });

  test('from a status made inactive is the active one after it', () => {
    expect(next('Framing')).toBe('Quality check');
  });

  test('from a side status is its resume place, or the active one after it when that is inactive by now', () => {
    expect(next('On hold', resumeAt('Printing'))).toBe('Printing');
    expect(next('On hold', resumeAt('Framing'))).toBe('Quality check');
    expect(next('On hold', resumeAt('Complete'))).toBe('Complete');
  });

  test('from a side status entered straight away is the first of the track', () => {
    expect(next('On hold')).toBe('Retouching');
    expect(next('Waiting on client', { statusId: 99, interrupted: null })).toBe('Retouching');
  });

  test('is always active and on the track, and missing only at the final status', () => {
    fc.assert(
      fc.property(whereabouts, ({ cycle: any, status, resume }) => {
        const found = nextStatus(any, status, resume);
        expect(found && trackOf(any)).toContain(found);
        expect(nextStatus(any, finalOf(any), null)).toBeUndefined();
      }),
    );
  });

  test('taken again and again leads from the initial status over the whole track to the final one', () => {
    fc.assert(
      fc.property(cycles, (any) => {
        const passed: Status[] = [];
        for (let status: Status | undefined = initialOf(any); status; status = nextStatus(any, status, null))
          passed.push(status);
        expect(passed).toEqual(trackOf(any));
        expect(passed.at(-1)).toBe(finalOf(any));
      }),
    );
  });

  test('is the first of what comes later on the track', () => {
    fc.assert(
      fc.property(whereabouts, ({ cycle: any, status }) => {
        if (!status.isSide) expect(nextStatus(any, status, null)).toBe(laterOnTrack(any, status)[0]);
      }),
    );
  });
});

describe('the direction of a change', () => {
  test.each([
    ['Retouching', 'Printing', 'next'],
    ['Retouching', 'Quality check', 'forward'],
    ['Quality check', 'Retouching', 'back'],
    ['Printing', 'On hold', 'side'],
    ['On hold', 'Waiting on client', 'side'],
    ['Retouching', 'Complete', 'final'],
    ['Complete', 'Quality check', 'back'],
  ])('from %s to %s is %s', (from, to, expected) => {
    expect(direction(from, to)).toBe(expected);
  });

  test('from a side status is seen from its resume place', () => {
    const resume = resumeAt('Printing');
    expect(direction('On hold', 'Printing', resume)).toBe('resume');
    expect(direction('On hold', 'Retouching', resume)).toBe('back');
    expect(direction('On hold', 'Quality check', resume)).toBe('forward');
    expect(direction('On hold', 'Complete', resume)).toBe('final');
    expect(direction('On hold', 'Retouching')).toBe('forward');
  });

  test('says "not complete" beforehand for a side status and a step back only', () => {
    const preset = (['next', 'forward', 'back', 'side', 'resume', 'final'] as const).filter(presetNotComplete);
    expect(preset).toEqual(['back', 'side']);
  });

  test('is back exactly when a target on the track lies before the place, and never for what is next', () => {
    fc.assert(
      fc.property(whereabouts, fc.nat(), ({ cycle: any, status, resume }, pick) => {
        const targets = any.statuses.filter((each) => each.isActive && each !== status);
        const to = targets[pick % targets.length];
        const follows = nextStatus(any, status, resume);
        if (follows) expect(['back', 'side']).not.toContain(directionOf(any, status, follows, resume));
        if (to && !status.isSide && !to.isSide) {
          expect(directionOf(any, status, to, null) === 'back').toBe(to.position < status.position);
        }
      }),
    );
  });
});
