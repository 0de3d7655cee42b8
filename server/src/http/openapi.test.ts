import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Endpoint, endpoint } from '@printrail/contract/endpoint';
import { Fields, Id, Nullable } from '@printrail/contract/fields';
import { Type } from 'typebox';
import { expect, onTestFinished, test } from 'vitest';
import { routes } from '../main.ts';
import { strictTypes } from '../platform/validation.ts';
import { openApiOf } from './openapi.ts';
import { plainSchema } from './openapi-schemas.ts';
import { referenceOf } from './reference.ts';
import { sampleOf } from './schema-sample.ts';

const endpoints = routes.map((route) => route.endpoint);
const run = promisify(execFile);

const thing = endpoint({
  id: 'changeThing',
  method: 'PATCH',
  path: '/things/{id}',
  tag: 'Studio',
  summary: 'Change <a> thing',
  access: { area: 'catalog', level: 'change' },
  versioned: true,
  params: Fields({ id: Id }),
  query: Fields({ kind: Type.Optional(Type.Array(Id, { description: 'Any of these.' })) }),
  body: Fields({ part: Nullable(Fields({ name: Type.String() }, 'Part')) }),
  answer: Fields({ id: Id, version: Id }, 'Thing'),
  refusals: ['product.not_found', 'product.code_taken'],
});

test('the description of the API passes Redocly’s recommended rules without an error or a warning', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'printrail-openapi-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApiOf(endpoints)));
  writeFileSync(join(folder, 'redocly.yaml'), 'extends: [recommended]\n');
  const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
  const env = { PATH: process.env.PATH, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const redocly = [join(manifest, '../bin/cli.js'), 'lint', 'openapi.json', '--format', 'json'];
  // It ends with an error code where it finds something; what it found says more.
  const ended = run(process.execPath, redocly, { cwd: folder, env }).catch((error: { stdout: string }) => error);
  expect(JSON.parse((await ended).stdout)).toMatchObject({ totals: { errors: 0, warnings: 0 }, problems: [] });
});

test('an operation says who may call it, what it takes, and every refusal by its status', () => {
  const { paths, components } = openApiOf([thing]);
  const operation = paths['/api/v1/things/{id}']?.patch;
  expect(operation).toMatchObject({
    operationId: 'changeThing',
    'x-printrail-right': { area: 'catalog', level: 'change' },
    description: 'Needs the right to change in catalog.',
    parameters: [
      { name: 'id', in: 'path', required: true },
      { name: 'kind', in: 'query', required: false, style: 'form', explode: true, description: 'Any of these.' },
      { $ref: '#/components/parameters/IfMatch' },
      { $ref: '#/components/parameters/IdempotencyKey' },
    ],
    responses: {
      200: {
        headers: { ETag: {} },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
      },
      404: { description: '- `product.not_found`: There is no product {id}.' },
      409: { description: expect.stringContaining('product.code_taken') },
      412: { content: { 'application/problem+json': {} } },
    },
  });
  expect(Object.keys(components.schemas)).toEqual(['Part', 'Problem', 'Thing']);
});

test('a public operation needs no credentials and takes no Idempotency-Key', () => {
  const { paths } = openApiOf([{ ...thing, access: 'public', versioned: false }]);
  expect(paths['/api/v1/things/{id}']?.patch).toMatchObject({
    security: [],
    parameters: [{ name: 'id' }, { name: 'kind' }],
  });
});

test('two different schemas cannot have the same name', () => {
  const other = { ...thing, id: 'other', path: '/other', body: Fields({ part: Fields({ name: Id }, 'Part') }) };
  expect(() => openApiOf([thing, other])).toThrow('Two schemas are called Part.');
});

test('operations have names and addresses of their own', () => {
  const ids = endpoints.map(({ id }) => id);
  const addresses = endpoints.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  expect(addresses.filter((address, at) => addresses.indexOf(address) !== at)).toEqual([]);
});

test('every endpoint of the contract is mounted', async () => {
  const all = globSync('../../../contract/src/*.ts', { cwd: import.meta.dirname });
  const files = all.filter((file) => !file.endsWith('.test.ts'));
  const modules: object[] = await Promise.all(files.map((file) => import(join(import.meta.dirname, file))));
  const declared = modules.flatMap((module) => Object.values(module) as (Partial<Endpoint> | undefined)[]);
  const isMounted = ({ id }: Partial<Endpoint>) => endpoints.some((endpoint) => endpoint.id === id);
  const forgotten = declared.filter((value) => value?.method && value.path && !isMounted(value));
  expect(forgotten.map((value) => value?.id)).toEqual([]);
});

test('the examples fit what the endpoints take', () => {
  const bodies = endpoints.flatMap(({ id, body }) => (body ? [{ id, schema: plainSchema(body) }] : []));
  const wrong = bodies.filter(
    ({ schema }) => ![true, false].every((all) => strictTypes.validate(schema, sampleOf(schema, all))),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('the page shows every operation and every record it links to, with nothing unescaped', () => {
  const page = referenceOf([...endpoints, thing]);
  const anchors = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.filter((id) => !anchors.has(id))).toEqual([]);
  expect(endpoints.filter(({ id }) => !anchors.has(id))).toEqual([]);
  expect(page).toContain('Change &lt;a&gt; thing');
  expect(page).not.toContain('<script');
});
