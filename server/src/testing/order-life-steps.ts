import fc from 'fast-check';

/* What can happen in a life, drawn at random. Orders, statuses and people are named by their place in a list. */

const wish = fc.record(
  {
    status: fc.nat({ max: 8 }),
    /** In eighths of the visit; below 0 and above 8 lie the days before and after it. */
    when: fc.integer({ min: -1, max: 9 }),
    dueInDays: fc.option(fc.integer({ min: -3, max: 20 })),
    user: fc.option(fc.nat({ max: 1 })),
    department: fc.option(fc.nat({ max: 1 })),
    notComplete: fc.boolean(),
    note: fc.constantFrom('', 'Ring the client'),
  },
  { requiredKeys: [] },
);
export type Wish = typeof wish extends fc.Arbitrary<infer Value> ? Value : never;

const who = fc.nat({ max: 2 });
const does = <What extends string>(what: What) => fc.constant(what);
const skip = fc.constantFrom(true, true, false);
/** A status by its place in the cycle, or the one an order resumes at or else stands at. */
const status = fc.oneof(fc.nat({ max: 8 }), fc.record({ of: who }));
export type StatusPlace = number | { of: number };
const duration = fc.option(fc.nat({ max: 12 }), { freq: 8 });
const day = fc.integer({ min: -4, max: 40 });

const toOrders = [
  { weight: 12, arbitrary: fc.record({ does: does('change'), who, wish }) },
  { weight: 6, arbitrary: fc.record({ does: does('advance'), who }) },
  { weight: 4, arbitrary: fc.record({ does: does('park'), who }) },
  { weight: 2, arbitrary: fc.record({ does: does('finish'), who }) },
  { weight: 1, arbitrary: fc.record({ does: does('come too late'), who }) },
  { weight: 6, arbitrary: fc.record({ does: does('undo'), who }) },
  { weight: 4, arbitrary: fc.record({ does: does('edit'), who, wish }) },
  { weight: 1, arbitrary: fc.record({ does: does('note'), who }) },
  { weight: 1, arbitrary: fc.record({ does: does('cancel'), who }) },
  { weight: 2, arbitrary: fc.record({ does: does('reopen') }) },
  { weight: 5, arbitrary: fc.record({ does: does('change all'), wish, skip }) },
  { weight: 3, arbitrary: fc.record({ does: does('undo bulk'), skip }) },
];

/** The whole of one setting as it becomes; orders are recalculated afterwards, or their dates are left. */
const setting = fc.oneof(
  fc.record({ what: does('duration'), status, duration }),
  fc.record({ what: does('close'), inDays: day, days: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ what: does('open again'), closure: fc.nat({ max: 3 }) }),
  fc.record({ what: does('work week'), days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }) }),
  fc.record({
    what: does('method'),
    method: fc.constantFrom('forward' as const, 'backward' as const),
    counts: fc.constantFrom('business_days' as const, 'calendar_days' as const),
  }),
  fc.record({ what: does('delivery'), who, inDays: fc.option(day, { freq: 6 }) }),
);
export type Setting = typeof setting extends fc.Arbitrary<infer Value> ? Value : never;

const cycleEdit = fc.oneof(
  fc.record({ flips: fc.constantFrom('isActive' as const, 'isSide' as const) }),
  fc.record({ isInitial: fc.constant(true as const) }),
  fc.record({ isFinal: fc.constant(true as const) }),
  fc.record({ position: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ user: fc.option(fc.nat({ max: 1 })), department: fc.option(fc.nat({ max: 1 })) }),
);
export type CycleWish = Partial<{
  /** On becomes off, and off on. */
  flips: 'isActive' | 'isSide';
  isInitial: true;
  isFinal: true;
  position: number;
  user: number | null;
  department: number | null;
}>;

const toSettings = [
  { weight: 10, arbitrary: fc.record({ does: does('set'), setting, recalculate: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: does('recalculate') }) },
  {
    weight: 8,
    arbitrary: fc.record({
      ...{ does: does('edit status'), status },
      ...{ edit: cycleEdit as fc.Arbitrary<CycleWish>, moveTo: fc.option(fc.nat({ max: 8 }), { freq: 3 }) },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      { does: does('add status'), position: fc.integer({ min: 1, max: 8 }), duration, isSide: fc.boolean() },
      { requiredKeys: ['does', 'duration', 'isSide'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: does('reorder'), from: fc.nat({ max: 8 }), to: fc.nat({ max: 8 }) }),
  },
];

const wait = { weight: 9, arbitrary: fc.record({ does: does('wait'), days: fc.integer({ min: 1, max: 6 }) }) };

const step = fc.oneof(wait, ...toOrders, ...toSettings);
export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
export type StepThat<What extends Step['does']> = Extract<Step, { does: What }>;

export const method = fc.constantFrom('forward' as const, 'backward' as const);
export const steps = fc.array(step, { minLength: 1, maxLength: 24, size: 'max' });
