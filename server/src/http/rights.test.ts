import { levels } from '@printrail/contract/endpoint';
import { expect, test } from 'vitest';
import { routes } from '../main.ts';
import { levelBelow, sampleRequest, someone } from '../testing/requests.ts';
import { studio } from '../testing/studio.ts';
import type { openApiOf } from './openapi.ts';

const endpoints = routes.map((route) => route.endpoint);
const nobody = [
  {},
  { authorization: 'Bearer unknown' },
  { authorization: 'Bearer' },
  { authorization: 'Basic b3duZXI6b3duZXI=' },
  { authorization: '', cookie: 'printrail=unknown' },
  { authorization: '', cookie: 'printrail=; __Host-printrail=\u0001' },
];

test('the description of the API declares for every operation who may call it, and lists every endpoint', async () => {
  const s = await studio();
  const response = await s.app.inject('/api/v1/openapi.json');
  const { paths } = response.json<ReturnType<typeof openApiOf>>();
  const operations = Object.values(paths).flatMap((path) => Object.values(path)) as Record<string, unknown>[];
  const declares = (right: unknown) =>
    right === 'public' || right === 'signed-in' || levels.slice(1).includes((right as { level: 'view' }).level);
  expect(operations.filter((operation) => !declares(operation['x-printrail-right']))).toEqual([]);
  expect(
    operations.filter((operation) => (operation['x-printrail-right'] === 'public') !== 'security' in operation),
  ).toEqual([]);
  expect(operations.map((operation) => operation.operationId).sort()).toEqual(endpoints.map(({ id }) => id).sort());
});

test('without credentials only what is public answers, and nobody learns anything else', async () => {
  const s = await studio();
  const wrong: string[] = [];
  for (const endpoint of endpoints) {
    for (const headers of nobody) {
      const sent = { ...sampleRequest(endpoint), headers: { authorization: '', ...headers } };
      const bad = { ...sent, params: { id: 'x' }, ...(endpoint.body ? { body: { misspelt: 1 } } : {}) };
      for (const request of [sent, bad]) {
        const { statusCode, body } = await s.send(endpoint, request);
        const isRefused = statusCode === 401 && body.includes('access.sign_in_needed');
        if (isRefused === (endpoint.access === 'public')) wrong.push(`${endpoint.id}: ${body}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('without the right an endpoint refuses before it looks at what was sent', async () => {
  const s = await studio();
  const wrong: string[] = [];
  for (const endpoint of endpoints) {
    if (typeof endpoint.access !== 'object') continue;
    const { area, level } = endpoint.access;
    const sent = { ...sampleRequest(endpoint), params: { id: 'x', paymentId: 'x' }, body: { misspelt: 1 } };
    for (const as of [someone('none'), someone('delete', { [area]: levelBelow(level) })]) {
      const { statusCode, body } = await s.send(endpoint, { ...sent, as });
      if (statusCode !== 403 || !body.includes('access.denied')) wrong.push(`${endpoint.id}: ${body}`);
    }
    const { body } = await s.send(endpoint, { ...sent, as: someone('none', { [area]: level }) });
    if (body.includes('access.denied')) wrong.push(`${endpoint.id} with the right: ${body}`);
  }
  expect(wrong).toEqual([]);
});
