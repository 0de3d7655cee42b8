import type { JsonSchema } from '../server/src/http/openapi-schemas.ts';
import type { Random } from '../server/src/sample/random.rules.ts';
import type { Known, Target } from './known.ts';
import { oddTexts } from './odd.ts';

/** The password of everyone that the run makes, so that some of them can be signed in as. */
export const passPhrase = 'a rather long pass phrase';

const dayMs = 86_400_000;
const largestId = Number.MAX_SAFE_INTEGER;
const mostItems = 4;
/** Texts for the patterns of the document. */
const shaped = [
  ...['USD', 'EUR', 'JPY', 'US', 'PT', 'CA', '#c98a1b', '#000000', '09:00', '17:30', '00:00', 'Europe/Lisbon', 'UTC'],
  ...['pt-PT', 'en-US', 'PO-{n:5}', '{n}', ',', 'yyyy-MM-dd', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
];

/** What the values are for: what is known, which record they are about, and where e-mail, SMS and webhooks may go. */
export type Means = { random: Random; known: Known; webUrl: string; next(): number };

/** A value that fits the schema, mostly with ids and texts that are really there. */
export function fitting(means: Means, schema: JsonSchema, name: string, target: Target): unknown {
  const { random } = means;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  if (schema.anyOf) return fitting(means, random.pick(schema.anyOf), name, target);
  if (schema.type === 'object') return fields(means, schema, name, target);
  if (schema.type === 'array') return list(means, schema, name, target);
  if (schema.type === 'integer') return whole(means, schema, name, target);
  if (schema.type === 'number') return random.pick([0, 0.15, 0.3333, 1, schema.minimum ?? 0, schema.maximum ?? 1]);
  if (schema.type === 'boolean') return random.chance(0.5);
  if (schema.type === 'string') return text(means, schema, name);
  return null;
}

function fields(means: Means, schema: JsonSchema, name: string, target: Target): Record<string, unknown> {
  const { random } = means;
  const { properties = {}, patternProperties, required = [] } = schema;
  const [mapped] = Object.values(patternProperties ?? {});
  if (mapped) return { [text(means, {}, 'field')]: fitting(means, mapped, name, target) };
  const share = random.pick([0, 0.15, 0.4, 0.8]);
  const wanted = Object.keys(properties).filter((each) => required.includes(each) || random.chance(share));
  // Something is to be changed, where nothing must be.
  if (wanted.length === 0 && Object.keys(properties).length > 0) wanted.push(random.pick(Object.keys(properties)));
  return Object.fromEntries(
    wanted.map((each) => [each, fitting(means, properties[each] ?? {}, each === 'id' ? name : each, target)]),
  );
}

function list(means: Means, schema: JsonSchema, name: string, target: Target): unknown[] {
  const { random, known } = means;
  const { items = {}, minItems = 0, maxItems = mostItems } = schema;
  const family = items.type === 'integer' ? known.familyOf(name, target) : [];
  if (family.length > 0 && random.chance(0.5)) return shuffled(random, family);
  const most = random.chance(0.5) ? Math.max(minItems, 1) : minItems + mostItems;
  const many = random.whole(minItems, Math.min(maxItems, most));
  const made = Array.from({ length: many }, () => fitting(means, items, name, target));
  return made.every((each) => typeof each !== 'object') ? [...new Set(made)] : made;
}

function whole({ random, known }: Means, schema: JsonSchema, name: string, target: Target): number {
  const { minimum = -3, maximum = 1_000 } = schema;
  if (maximum === largestId) {
    if (name === 'version') return known.versionOf(target) ?? 1;
    const id = random.chance(0.95) ? known.idFor(name, target) : undefined;
    return id ?? random.pick([1, 2, 3, 7, 99, largestId]);
  }
  if (random.chance(0.15)) return random.pick([minimum, maximum]);
  const least = Math.max(minimum, -5);
  return random.whole(least, Math.min(maximum, least + random.pick([3, 30, 3_000])));
}

function text(means: Means, schema: JsonSchema, name: string): string {
  const { random } = means;
  const { format, minLength = 0, maxLength = 500, pattern } = schema;
  if (format === 'date') return date(random);
  const shape = pattern ? new RegExp(pattern, 'u') : undefined;
  for (let tries = 0; tries < 40; tries++) {
    const made = someText(means, schema, name);
    const { length } = [...made];
    if (length >= minLength && length <= maxLength && (shape?.test(made) ?? true)) return made;
  }
  return 'Example'.slice(0, maxLength);
}

function someText(means: Means, { pattern, maxLength = 500, examples }: JsonSchema, name: string): string {
  const { random, known, webUrl, next } = means;
  if (/password/i.test(name) && random.chance(0.9)) return passPhrase;
  const what = random.next();
  if (what < 0.35) return known.textFor(name) ?? `${name} ${next()}`;
  if (what < 0.5 && examples) return String(examples[0]);
  if (what < 0.55) return random.pick(oddTexts);
  if (what < 0.59) return random.pick(['x', '🦋', ' ']).repeat(Math.min(maxLength, 20_000));
  if (pattern?.includes('@')) return `someone-${next()}@fuzz.example`;
  if (pattern) return random.chance(0.5) ? random.pick(shaped) : `${name} ${next()}`;
  if (/url|address/i.test(name))
    return random.pick([`${webUrl}/hook`, 'http://127.0.0.1:1/', 'https://nowhere.invalid/']);
  return random.pick([`${name} ${next()}`, 'Print', 'a', '212 555 2368', random.pick(shaped)]);
}

function date(random: Random): string {
  if (random.chance(0.05)) return random.pick(['1900-01-01', '2200-12-31', '2028-02-29']);
  return new Date(Date.now() + random.whole(-60, 60) * dayMs).toISOString().slice(0, 10);
}

export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
