import type { Endpoint } from '@printrail/contract/endpoint';
import type { Problem } from '@printrail/contract/problem';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { expect, test, vi } from 'vitest';
import { routes } from '../main.ts';
import { strictTypes } from '../platform/validation.ts';
import { arbitraryOf } from '../testing/arbitrary.ts';
import { faultOf, type Spoilt, sampleRequest, spoiltBodies } from '../testing/requests.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { plainSchema } from './openapi-schemas.ts';

// Ten thousand requests take a while on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

// What streams does not end; its own tests send it what is odd.
const endpoints = routes.map((route) => route.endpoint).filter(({ streams }) => !streams);
const withBody = endpoints.filter(({ body }) => body !== undefined);

/** A studio in which record 1 of most kinds is there: every addition is made once with what its example says. */
async function furnishedStudio(): Promise<TestStudio> {
  const s = await studio();
  for (const endpoint of endpoints) {
    if (endpoint.method === 'POST' && !endpoint.carriesSecret) await s.send(endpoint, sampleRequest(endpoint));
  }
  return s;
}

/** Sends a change with the version the record has by now. */
async function sendAsSeen(s: TestStudio, endpoint: Endpoint, sent: Parameters<TestStudio['send']>[1]) {
  const response = await s.send(endpoint, sent);
  if (response.statusCode !== 412) return response;
  const { details = {} } = response.json<Problem>();
  return s.send(endpoint, { ...sent, version: Number(details.current) });
}

/** What each answer has against it, with the endpoint and what was sent. */
function faults() {
  const found: string[] = [];
  const look = (endpoint: Endpoint, sent: unknown, response: LightMyRequestResponse, also = '') => {
    const fault = faultOf(endpoint, response) ?? also;
    if (fault) found.push(`${endpoint.id} ${JSON.stringify(sent)?.slice(0, 300)}: ${fault}`);
  };
  return { found, look };
}

test('one thing wrong in a body, in every field of every endpoint, is refused by the name of the field', async () => {
  const s = await furnishedStudio();
  const { found, look } = faults();
  for (const endpoint of withBody) {
    const schema = plainSchema(endpoint.body ?? {});
    const attempt = async ({ place, body }: Spoilt) => {
      // Bodies that fit go through to the operation; hashing a password for each would take long.
      const fits = strictTypes.validate(schema, body) && isWellFormed(body);
      if (fits && endpoint.carriesSecret) return;
      const response = await s.send(endpoint, {
        ...sampleRequest(endpoint),
        body: JSON.stringify(body),
        headers: json,
      });
      look(endpoint, { place, body }, response, fits ? '' : unnamed(response, place));
    };
    for (const some of inTwenties(spoiltBodies(schema))) await Promise.all(some.map(attempt));
  }
  expect(found.slice(0, 20)).toEqual([]);
});

test('random bodies and queries never bring down an endpoint', async () => {
  const s = await furnishedStudio();
  const { found, look } = faults();
  for (const endpoint of endpoints) {
    if (!endpoint.body && !endpoint.query) continue;
    const parts = {
      body: endpoint.body ? arbitraryOf(plainSchema(endpoint.body)) : fc.constant(undefined),
      query: endpoint.query ? arbitraryOf(plainSchema(endpoint.query)) : fc.constant({}),
    };
    const runs = { numRuns: endpoint.carriesSecret ? 2 : 12, seed: 4310 };
    await fc.assert(
      fc.asyncProperty(fc.record(parts), async ({ body, query }) => {
        const payload = body === undefined ? {} : { body: JSON.stringify(body), headers: json };
        look(
          endpoint,
          { body, query },
          await sendAsSeen(s, endpoint, { ...sampleRequest(endpoint), query, ...payload }),
        );
      }),
      runs,
    );
  }
  expect(found.slice(0, 20)).toEqual([]);
});

test('what is not JSON, or not said to be, is refused', async () => {
  const s = await furnishedStudio();
  const { found, look } = faults();
  const expectCode = (response: LightMyRequestResponse, ...codes: string[]) =>
    codes.includes(codeOf(response)) ? '' : `${codes.join(' or ')} was expected, not ${codeOf(response)}`;
  for (const endpoint of withBody) {
    const sent = sampleRequest(endpoint);
    for (const body of [...notJson, ...notFitting]) {
      const response = await s.send(endpoint, { ...sent, body, headers: json });
      look(endpoint, body, response, expectCode(response, 'request.not_json', 'request.invalid', 'request.too_large'));
    }
    for (const type of mediaTypes) {
      const response = await s.send(endpoint, { ...sent, body: '{}', headers: { 'content-type': type } });
      look(endpoint, type, response, expectCode(response, 'request.media_type'));
    }
  }
  expect(found.slice(0, 20)).toEqual([]);
});

test('addresses, versions and places to go on that nobody gave are refused', async () => {
  const s = await furnishedStudio();
  const { found, look } = faults();
  for (const endpoint of endpoints) {
    const sent = sampleRequest(endpoint);
    for (const name of Object.keys(sent.params)) {
      for (const value of badAddresses) {
        const response = await s.send(endpoint, { ...sent, params: { ...sent.params, [name]: value } });
        if (codeOf(response) !== 'request.not_found') look(endpoint, value, response);
      }
    }
    for (const version of endpoint.versioned ? badVersions : []) {
      look(endpoint, version, await s.send(endpoint, { ...sent, headers: { 'if-match': version } }));
    }
    for (const query of Object.keys(endpoint.query?.properties ?? {}).flatMap(badQueries)) {
      look(endpoint, query, await s.send({ ...endpoint, path: `${endpoint.path}?${query}` }, sent));
    }
  }
  expect(found.slice(0, 20)).toEqual([]);
});

const json = { 'content-type': 'application/json' };

const notJson = [
  '{',
  '}',
  '{"a":1}}',
  "{'a':1}",
  '{"a":NaN}',
  '{a:1}',
  'undefined',
  '\0',
  '\ufeff',
  '[1,]',
  '"\\u12"',
  '{"a":"\n"}',
]
  .map((text) => Buffer.from(text))
  .concat(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), Buffer.from('[1]', 'utf16le'));

const notFitting = [
  'null',
  '[]',
  '5',
  'true',
  '"text"',
  '{"__proto__":{"isOwner":true}}',
  '{"\\u005f_proto__":1}',
  '{"constructor":{"prototype":1}}',
]
  .concat(
    ['['.repeat(30_000), '{"a":'.repeat(30_000)].map(
      (open, kind) => `${open}"\\u0041"${(kind ? '}' : ']').repeat(30_000)}`,
    ),
  )
  .map((text) => Buffer.from(text));

const mediaTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'garbage',
  ' ',
  'application/jsonp',
  ';',
];

const badAddresses = [
  'abc',
  '0',
  '-1',
  '1.5',
  '1e3',
  'NaN',
  'null',
  '__proto__',
  '%00',
  '%ZZ',
  '%',
  '%2F',
  '%ED%A0%80',
  '%F0%9F',
  "1'--",
].concat([
  '9007199254740991',
  '9007199254740993',
  '99999999999999999999',
  '1'.repeat(200),
  'x'.repeat(201),
  'x'.repeat(9_000),
  '+1',
  '%201',
  '0x10',
  '1%0A',
]);

const badVersions = [
  '',
  'abc',
  '"abc"',
  '*',
  '"1", "2"',
  '"0"',
  '"-1"',
  '1.5',
  '999999999999999',
  '99999999999999999999',
  '"',
  '0x1',
];

const places = [
  null,
  1,
  'x',
  {},
  [],
  [null],
  ['x'],
  [1],
  ['x', 1],
  [null, 1],
  ['', 9e15],
  ['2026-02-30', 1],
  ['\0', 1],
  ['\ud800', 1],
  [1, 1],
  ['x', 'x'],
  [1.5],
  ['x', 1, 1],
  ['x', 'x', 1],
];

function badQueries(name: string): string[] {
  const cursors =
    name === 'after' ? places.map((place) => Buffer.from(JSON.stringify(place)).toString('base64url')) : [];
  const values = [
    '',
    'NaN',
    '-1',
    '0',
    '1.5',
    '1e999',
    'true',
    'null',
    '99999999999999999999',
    '%00',
    '%ZZ',
    '%ED%A0%80',
    '%F0%9F%A6%8B',
    '2026-02-30',
    '%25',
    '%5C',
    'x'.repeat(3_000),
  ];
  return [
    ...[...cursors, ...values].map((value) => `${name}=${value}`),
    `${name}=1&${name}=1`,
    `${name}[a]=1`,
    `${name}misspelt=1`,
    `__proto__=1&${name}=1`,
  ];
}

function codeOf(response: LightMyRequestResponse): string {
  return response.statusCode < 400 ? String(response.statusCode) : response.json<Problem>().code;
}

/** A refusal of a body that does not fit must name the field, or the part it stands in. */
function unnamed(response: LightMyRequestResponse, place: string): string {
  const { code, errors = [] } = response.json<Problem>();
  if (code === 'request.too_large') return '';
  if (code !== 'request.invalid') return `${code} for what does not fit`;
  const isNamed = errors.some(
    ({ field }) => field === place || field.startsWith(`${place}.`) || place.startsWith(`${field}.`) || place === '',
  );
  return isNamed ? '' : `${place} is not named in ${JSON.stringify(errors)}`;
}

function isWellFormed(value: unknown): boolean {
  return !/\\u0000|\\ud800/.test(JSON.stringify(value) ?? '');
}

function inTwenties<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / 20) }, (_, at) => items.slice(at * 20, at * 20 + 20));
}
