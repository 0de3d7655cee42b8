import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findings } from '../testing/imported-orders.ts';
import { beginLife, givenPeople, type Life, type People, told } from '../testing/order-life.ts';
import { expectAgreement } from '../testing/order-life-checks.ts';
import { reopen, undo } from '../testing/order-life-orders.ts';
import { type CycleWish, method, type Setting, type Step, steps } from '../testing/order-life-steps.ts';
import { take } from '../testing/order-life-taken.ts';
import type { ModelOrder, World } from '../testing/order-model.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

// A long run is one with PRINTRAIL_LIVES=500 in the environment.
const lives = Number(process.env.PRINTRAIL_LIVES ?? 16);
const livesOfStudio = 8;
const parts = Array.from({ length: Math.ceil(lives / livesOfStudio) }, (_, at) => at + 1);

const wait = (days: number): Step => ({ does: 'wait', days });
const park = (who: number): Step => ({ does: 'park', who });
const advance = (who: number): Step => ({ does: 'advance', who });
const recalculated = (setting: Setting): Step => ({ does: 'set', setting, recalculate: true });
const edited = (status: number, edit: CycleWish, moveTo: number | null = null): Step => ({
  ...{ does: 'edit status', status, edit, moveTo },
});

const toDrying: Step = { does: 'change', who: 0, wish: { status: 3 } };
const dueTomorrow = recalculated({ what: 'delivery', who: 0, inDays: 1 });

/** Lives that chance rarely leads; the statuses are those of the cycle in the beginning. */
const knownLives: [World['method'], Step[]][] = [
  ['forward', [park(0), wait(5), advance(0), park(0), advance(0), advance(0)]],
  ['forward', [wait(3), park(1), wait(2), advance(1), recalculated({ what: 'duration', status: 0, duration: 6 })]],
  ['forward', [{ does: 'change', who: 0, wish: { status: 3, dueInDays: 3 } }, park(0), advance(0)]],
  ['forward', [recalculated({ what: 'method', method: 'backward', counts: 'calendar_days' })]],
  ['backward', [advance(0), park(0), edited(1, { flips: 'isActive' }), advance(0)]],
  ['forward', [advance(0), edited(1, { isFinal: true }, 5), edited(1, { isFinal: true }, 0)]],
  ['forward', [toDrying, edited(3, { isFinal: true }, 0), { does: 'undo', who: 0 }, dueTomorrow, wait(1)]],
];

test.each(parts)('order, history, plan and hub agree with a plain model over random lives, part %i', {
  timeout: 600_000,
}, async (part) => {
  const s = await studio();
  const people = await givenPeople(s);
  const examples = part === 1 ? knownLives : [];
  await fc.assert(
    fc.asyncProperty(method, steps, (inTheBeginning, life) => live(s, people, inTheBeginning, life)),
    { numRuns: livesOfStudio + examples.length, examples, interruptAfterTimeLimit: 500_000 },
  );
});

async function live(s: TestStudio, people: People, inTheBeginning: World['method'], all: Step[]): Promise<void> {
  const life = await beginLife(s, people, inTheBeginning);
  const story = [told(life)];
  try {
    await expectAgreement(life);
    for (const step of all) {
      story.push(JSON.stringify(step).replaceAll('"', ''));
      await take(life, step);
      story.push(told(life));
      await expectAgreement(life, 'who' in step ? [life.orders[step.who] as ModelOrder] : life.orders);
    }
    story.push('everything undone');
    await undoEverything(life);
    expect(await findings(s), 'found by the doctor').toEqual([]);
  } catch (error) {
    throw new Error(`${story.join('\n')}\n${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** Undone to the end, a life is back where it began. */
async function undoEverything(life: Life): Promise<void> {
  for (const order of life.orders) {
    if (order.cancelled !== null) await reopen(life, order);
    while (order.undoable.length > 0) {
      await undo(life, order);
      await expectAgreement(life, [order]);
    }
    await undo(life, order);
    const [created] = order.history;
    expect(order.visit).toMatchObject({ since: created?.changed, entry: 1, daysLeft: null, resume: null });
    expect(order.visit.status.name).toBe(created?.to);
  }
  await expectAgreement(life);
}
