import type { Random } from '../server/src/sample/random.rules.ts';
import { asItStands, type Draft, type Twist } from './drafts.ts';
import { oddTexts, oddValue, spoilt } from './odd.ts';

type Maker = { twist: Twist; weight: number; fits(draft: Draft): boolean; apply(draft: Draft, random: Random): void };

const always = () => true;
const hasBody = ({ operation }: Draft) => operation.body !== undefined;
const writes = ({ operation }: Draft) => operation.method !== 'GET';

/** What may be wrong with a request, and how often. */
const makers: readonly Maker[] = [
  { twist: 'none', weight: 56, fits: always, apply: () => undefined },
  { twist: 'odd body', weight: 12, fits: hasBody, apply: oddBody },
  { twist: 'odd query', weight: 5, fits: always, apply: oddQuery },
  { twist: 'odd path', weight: 4, fits: ({ params }) => Object.keys(params).length > 0, apply: oddPath },
  { twist: 'not JSON', weight: 4, fits: hasBody, apply: notJson },
  { twist: 'odd type', weight: 2, fits: hasBody, apply: oddType },
  { twist: 'odd version', weight: 4, fits: ({ operation }) => operation.takesVersion, apply: oddVersion },
  { twist: 'again', weight: 5, fits: ({ caller, operation }) => ofSame(caller, operation).length > 0, apply: again },
  { twist: 'odd headers', weight: 3, fits: always, apply: oddHeaders },
  { twist: 'odd wire', weight: 2, fits: writes, apply: oddWire },
  { twist: 'odd method', weight: 1, fits: always, apply: oddMethod },
];

export function twist(draft: Draft, random: Random): void {
  const maker = random.weighted(makers.filter(({ fits }) => fits(draft)));
  draft.twist = maker.twist;
  maker.apply(draft, random);
}

function oddBody(draft: Draft, random: Random): void {
  draft.body = spoilt(random, draft.body);
}

function oddQuery(draft: Draft, random: Random): void {
  const names = [
    ...draft.operation.query.map(({ name }) => name),
    'misspelt',
    '__proto__',
    'limit[]',
    'a'.repeat(3_000),
  ];
  const name = random.pick(names);
  const raw = ['%00', '%ZZ', '%', '%ED%A0%80', '%F0%9F', '\xff\xfe', '%C0%AF', 'x'.repeat(8_000), '&&=&', '1e999'];
  const value = random.chance(0.5) ? asItStands + random.pick(raw) : random.pick(oddTexts);
  draft.query.push([name, value]);
  if (random.chance(0.2)) draft.query.push([name, value]);
}

function oddPath(draft: Draft, random: Random): void {
  const raw = [
    '%00',
    '%ZZ',
    '%',
    '%2F',
    '%ED%A0%80',
    '%F0%9F',
    '\xff',
    '..',
    '.',
    '',
    'x'.repeat(201),
    'x'.repeat(9_000),
  ];
  const odd = [
    'abc',
    '0',
    '-1',
    '1.5',
    '1e3',
    '9007199254740993',
    '9'.repeat(30),
    '1'.repeat(190),
    '%201',
    '1%0A',
    '1;a=b',
  ];
  const name = random.pick(Object.keys(draft.params));
  draft.params[name] = asItStands + random.pick(random.chance(0.5) ? raw : odd);
}

function notJson(draft: Draft, random: Random): void {
  const whole = JSON.stringify(draft.body);
  const broken: (() => Buffer)[] = [
    () => Buffer.from(whole.slice(0, -1)),
    () => Buffer.from(whole.slice(0, random.whole(0, whole.length))),
    () => Buffer.from(`${whole}${whole}`),
    () => Buffer.from(whole.replaceAll('"', "'")),
    () => Buffer.from(whole, 'utf16le'),
    () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(whole)]),
    () => Buffer.from(whole.replace('"', '"\\ud800')),
    () => Buffer.from(whole.replace(':', ':NaN,"x":')),
    () => Buffer.from(whole.replace('{', '{"__proto__":{"isOwner":true},')),
    () => Buffer.from('['.repeat(random.pick([60, 30_000]))),
    () => Buffer.from(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`),
    () => Buffer.from(random.pick(['', ' ', 'null', '0', '"x"', '[]', 'undefined', '\0', '1e99999'])),
    () => withFlippedByte(whole, random),
  ];
  draft.body = random.pick(broken)();
}

function withFlippedByte(whole: string, random: Random): Buffer {
  const bytes = Buffer.from(whole);
  if (bytes.length > 0) bytes[random.whole(0, bytes.length - 1)] = random.whole(0, 255);
  return bytes;
}

function oddType(draft: Draft, random: Random): void {
  const types = [
    ...[
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      ';',
      '',
    ],
    ...[
      'application/json; charset=utf-16',
      'application/json; charset=x',
      'application/jsonp',
      'APPLICATION/JSON',
      '\xff',
    ],
  ];
  if (random.chance(0.3)) draft.headers['content-encoding'] = random.pick(['gzip', 'br', 'x']);
  else draft.headers['content-type'] = random.pick(types);
}

function oddVersion(draft: Draft, random: Random): void {
  const odd = [
    '',
    'abc',
    '*',
    '"1", "2"',
    '"0"',
    '"-1"',
    '1.5',
    '99999999999999999999',
    '"',
    '0x1',
    '"999999"',
    'W/"1"',
    '\xff',
  ];
  if (random.chance(0.3)) delete draft.headers['if-match'];
  else draft.headers['if-match'] = random.pick(odd);
}

/** Of what the caller did at the endpoint, what is surely done but once. */
function ofSame(caller: Draft['caller'], operation: Draft['operation']) {
  return caller.done.filter(({ operationId }) => operationId === operation.id);
}

function again(draft: Draft, random: Random): void {
  const done = random.pick(ofSame(draft.caller, draft.operation));
  const isOther = random.chance(0.3) && JSON.stringify(draft.body) !== done.sent.body?.toString();
  draft.again = { ...done, isOther };
  draft.headers['idempotency-key'] = done.sent.headers['idempotency-key'] ?? '';
}

function oddHeaders(draft: Draft, random: Random): void {
  const odd: Record<string, string>[] = [
    ...[
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
      { host: 'evil.example' },
    ],
    ...[{ 'x-huge': 'x'.repeat(20_000) }, { 'x-odd': '\xff\xfe' }, { 'last-event-id': oddTexts[3] ?? '' }],
    ...[{ 'idempotency-key': '' }, { 'idempotency-key': 'x'.repeat(201) }, { 'idempotency-key': '\xe9' }],
    ...[
      { 'x-forwarded-for': 'x, 1.2.3.4, ::1, \xff' },
      { 'x-forwarded-host': 'a b' },
      { 'x-forwarded-proto': 'gopher' },
    ],
    ...[{ range: 'bytes=0-1' }, { expect: '100-continue' }, { accept: 'image/png' }, { 'accept-encoding': 'gzip;q=x' }],
    ...[{ 'transfer-encoding': 'chunked' }, { upgrade: 'websocket', connection: 'upgrade' }, { te: 'trailers' }],
  ];
  Object.assign(draft.headers, random.pick(odd));
  for (const [name, value] of Object.entries(draft.headers)) draft.headers[name] = value.replaceAll(/[\t\n\r\0]/g, '');
}

function oddWire(draft: Draft, random: Random): void {
  draft.wire = random.pick(['in pieces', 'cut short', 'too much', 'not HTTP'] as const);
  if (draft.body === undefined) draft.body = random.chance(0.5) ? {} : oddValue(random);
}

function oddMethod(draft: Draft, random: Random): void {
  draft.method = random.pick(['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'GET', 'PUT', 'DELETE', 'QUERY']);
}
