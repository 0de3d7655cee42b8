import { changeStatus } from '@printrail/contract/changes';
import * as api from '@printrail/contract/cycles';
import { getOrder } from '@printrail/contract/orders';
import { listAudit } from '@printrail/contract/people';
import { describe, expect, test } from 'vitest';
import { givenOrder, givenOrderFor, givenType, givenVendor, statusNamed } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { cycleChanged } from './cycles.events.ts';

const steps = [
  { name: 'Retouching', duration: 3 },
  { name: 'Printing', duration: 2 },
  { name: 'Complete' },
  { name: 'On hold', isSide: true },
];

async function givenCycle() {
  const s = await studio();
  return { s, type: await givenType(s, steps, 'Canvas') };
}

type Edit = Parameters<typeof update>[3];
async function update(s: TestStudio, type: api.ProductionType, name: string, body: Parameters<typeof s.call<typeof api.updateStatus>>[1] extends { body?: infer Body } | undefined ? Body : never) {
  const { id, version } = statusNamed(type, name);
  return { params: { id }, version, body } as const;
}
