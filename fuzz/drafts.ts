import type { Random } from '../server/src/sample/random.rules.ts';
import type { Caller, Done } from './callers.ts';
import type { Operation } from './document.ts';
import { kindOf, type Target } from './known.ts';
import type { Primed } from './primers.ts';
import { fitting, type Means } from './values.ts';
import type { Sent } from './wire.ts';

/** What is not as it should be about a request. */
export type Twist =
  | ('none' | 'odd body' | 'odd query' | 'odd path' | 'not JSON' | 'odd type' | 'odd version' | 'again')
  | ('odd headers' | 'odd wire' | 'odd method');

/** A request on its way to be sent. */
export type Draft = {
  operation: Operation;
  caller: Caller;
  target: Target;
  twist: Twist;
  method: string;
  params: Record<string, string>;
  query: [name: string, value: string][];
  /** JSON, or bytes as they stand. */
  body: unknown;
  headers: Record<string, string>;
  wire?: Sent['wire'];
  /** What it repeats, or takes the key of. */
  again?: Done & { isOther: boolean };
};

const mostRemembered = 12;

/** Makes requests that fit an endpoint; from those that were accepted it makes others that are nearly the same. */
export class Drafts {
  private readonly means: Means;
  private readonly accepted = new Map<string, unknown[]>();

  constructor(means: Means, primed: Primed) {
    this.means = means;
    for (const [id, bodies] of Object.entries(primed)) this.accepted.set(id, [...bodies]);
  }

  draft(operation: Operation, caller: Caller): Draft {
    const { random, known } = this.means;
    const target: Target = { kind: kindOfPath(operation.path), id: '' };
    const params: Record<string, string> = {};
    for (const { name, schema } of operation.params) {
      const kind = name === 'id' ? target.kind : name;
      const value = fitting(this.means, schema, kind, target);
      if (name === 'id') target.id = Number(value);
      params[name] = String(value);
    }
    const version = known.versionOf(target);
    const key = { 'idempotency-key': `${random.whole(0, 2 ** 31)}-${this.means.next()}` };
    return {
      ...{ operation, caller, target, params, twist: 'none', method: operation.method },
      query: this.query(operation, target),
      body: operation.body && this.body(operation, target),
      headers: {
        ...caller.headers,
        ...(operation.takesVersion ? { 'if-match': `"${version ?? random.whole(1, 3)}"` } : {}),
        ...(operation.isRepeatable && random.chance(0.7) ? key : {}),
        // Tries to sign in are counted by where they come from.
        ...(operation.access === 'public' ? { 'x-forwarded-for': addressOf(random) } : {}),
      },
    };
  }

  /** Remembers what was accepted. */
  remember({ operation, body, twist }: Draft): void {
    if (twist !== 'none' || body === undefined) return;
    const bodies = this.accepted.get(operation.id) ?? [];
    this.accepted.set(operation.id, bodies);
    if (bodies.length < mostRemembered) bodies.push(body);
    else bodies[this.means.random.whole(0, mostRemembered - 1)] = body;
  }

  private query({ query }: Operation, target: Target): Draft['query'] {
    const { random } = this.means;
    const share = random.pick([0, 0.1, 0.3, 0.6]);
    return query
      .filter(({ required }) => required || random.chance(share))
      .flatMap(({ name, schema }) => {
        const value = fitting(this.means, schema, name, target);
        return (Array.isArray(value) ? value : [value]).map((each): [string, string] => [name, String(each)]);
      });
  }

  private body({ id, body: schema = {} }: Operation, target: Target): unknown {
    const { random } = this.means;
    const made = fitting(this.means, schema, target.kind, target);
    const before = this.accepted.get(id);
    if (!before || random.chance(0.5)) return made;
    const like = random.pick(before);
    return isFields(like) && isFields(made) ? mixed(random, like, made) : like;
  }
}

/** The first with a little of the second. */
function mixed(random: Random, like: Record<string, unknown>, made: Record<string, unknown>): Record<string, unknown> {
  const share = random.pick([0, 0.2, 0.5]);
  const copy = { ...like };
  for (const [name, value] of Object.entries(made)) {
    const old = copy[name];
    if (isFields(old) && isFields(value)) copy[name] = mixed(random, old, value);
    else if (random.chance(share)) copy[name] = value;
  }
  return copy;
}

/** The kind of record that an address is about: of /production-types/{id}/statuses it is the production type. */
export function kindOfPath(path: string): string {
  const words = path.split('/');
  const at = words.indexOf('{id}');
  const named = words.filter((word) => word !== '' && word !== 'bulk' && !word.startsWith('{'));
  return kindOf((at > 0 ? words[at - 1] : named[2]) ?? '');
}

export function sentOf(draft: Draft): Sent {
  const { operation, params, query, body, headers, method, wire } = draft;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => escaped(params[name] ?? ''));
  const search = query.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&');
  const bytes = Buffer.isBuffer(body) ? body : body === undefined ? undefined : Buffer.from(JSON.stringify(body) ?? '');
  return {
    ...{ method, target: search ? `${path}?${search}` : path, wire },
    headers: { ...(bytes ? { 'content-type': 'application/json' } : {}), ...headers },
    body: bytes,
  };
}

/** Marks a piece of an address that goes out as it stands. */
export const asItStands = '\u0001';

function escaped(text: string): string {
  if (text.startsWith(asItStands)) return text.slice(1);
  return encodeURIComponent(text.toWellFormed()).replaceAll('%FF', 'y');
}

function addressOf(random: Random): string {
  return `10.${random.whole(0, 255)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
}

export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
