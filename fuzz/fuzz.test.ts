import { expect, onTestFinished, test } from 'vitest';
import { emptyDatabase } from '../server/src/testing/studio.ts';
import { fuzz } from './fuzz.ts';

// `npm run fuzz` is the long form.
const isPatient = { timeout: 600_000 };

test(
  'generated requests, most of them hostile, break no rule, find no endpoint without its right, and leave the data whole',
  isPatient,
  async () => {
    const { location, remove } = await emptyDatabase();
    onTestFinished(remove);
    const requests = 1_500;
    const outcome = await fuzz({
      ...{ location, requests, connections: 2, seed: 4310, orders: 30, examineEvery: 750 },
      say: () => undefined,
    });
    expect(outcome.faults).toEqual([]);
    // Every endpoint is asked, most of them with success, and refused in many ways.
    expect(outcome.requests).toBe(requests);
    expect(outcome.tally.least).toBeGreaterThan(0);
    expect(outcome.tally.neverFine.length).toBeLessThan(70);
    expect(outcome.tally.codes).toBeGreaterThan(50);
  },
);
