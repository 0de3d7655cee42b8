import * as api from '@printrail/contract/cycles';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folded } from '../platform/folding.ts';
import { givenType } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

const names = fc.constantFrom(
  'Retouching',
  'RETOUCHING',
  'Rétouching',
  'Printing',
  'Framing',
  'Packing',
  'Done',
  'On hold',
  'Lost',
);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
const position = optional(fc.integer({ min: 1, max: 8 }));
const duration = optional(fc.option(fc.integer({ min: 0, max: 999 })));
const flag = optional(fc.constant<true>(true));
const pick = fc.nat(20);

const requests = fc.oneof(
  fc.record({
    what: fc.constant('add' as const),
    body: fc.record({ name: names, position, duration, isSide: optional(fc.boolean()) }),
  }),
  fc.record({
    ...{ what: fc.constant('update' as const), pick },
    body: fc.record({
      ...{ name: optional(names), position, duration, isInitial: flag, isFinal: flag },
      ...{ isSide: optional(fc.boolean()), isActive: optional(fc.boolean()) },
    }),
  }),
  fc.record({ what: fc.constant('order' as const), keys: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }) }),
  fc.record({ what: fc.constant('delete' as const), pick }),
);
type Request = typeof requests extends fc.Arbitrary<infer Value> ? Value : never;

async function ask(s: TestStudio, type: api.ProductionType, request: Request) {
  const at = (picked: number) => {
    const { id, version } = type.statuses[picked % type.statuses.length] as api.ProductionStatus;
    return { params: { id }, version };
  };
  if (request.what === 'add') return s.send(api.addStatus, { params: { id: type.id }, body: request.body });
  if (request.what === 'update') return s.send(api.updateStatus, { ...at(request.pick), body: request.body });
  if (request.what === 'delete') return s.send(api.deleteStatus, at(request.pick));
  const shuffled = type.statuses
    .map(({ id }, index) => ({ id, key: request.keys[index] ?? 0 }))
    .toSorted((a, b) => a.key - b.key);
  const body = { statusIds: shuffled.map(({ id }) => id) };
  return s.send(api.orderStatuses, { params: { id: type.id }, body, version: type.version });
}

function expectSound({ statuses }: api.ProductionType): void {
  const track = statuses.filter((status) => !status.isSide);
  expect(statuses.map((status) => status.position)).toEqual(statuses.map((_, index) => index + 1));
  expect(statuses.filter((status) => status.isInitial)).toEqual([statuses[0]]);
  expect(statuses.filter((status) => status.isFinal)).toEqual([track.at(-1)]);
  expect(track.length).toBeGreaterThan(1);
  expect([statuses[0], track.at(-1)]).toMatchObject([
    { isActive: true, isSide: false },
    { isActive: true, duration: null },
  ]);
  expect(new Set(statuses.map((status) => folded(status.name))).size).toBe(statuses.length);
}

test('whatever is asked of a cycle, it stays one: an answer is as asked, a refusal changes nothing', async () => {
  const s = await studio();
  let accepted = 0;
  const run = async (sequence: readonly Request[]) => {
    let type = await givenType(s, [{ name: 'Retouching', duration: 2 }, { name: 'Printing' }, { name: 'Done' }]);
    for (const request of sequence) {
      const response = await ask(s, type, request);
      const saved = (await s.call(api.listTypes)).items.find(({ id }) => id === type.id) as api.ProductionType;
      expectSound(saved);
      if (response.statusCode < 300) accepted += 1;
      else expect([409, 422]).toContain(response.statusCode);
      expect(saved).toEqual(response.statusCode < 300 ? response.json() : type);
      type = saved;
    }
  };
  await fc.assert(fc.asyncProperty(fc.array(requests, { minLength: 8, maxLength: 20 }), run), { numRuns: 30 });
  expect(accepted).toBeGreaterThan(20);
});
