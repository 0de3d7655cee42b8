import fc from 'fast-check';
import type { JsonSchema } from '../http/openapi-schemas.ts';

/** Values that mostly fit the schema, with ids that are likely to be there, and now and then something else. */
export function arbitraryOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary: fitting(schema) }, { weight: 1, arbitrary: fc.jsonValue() });
}

function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(arbitraryOf));
  if (schema.type === 'object') return object(schema);
  if (schema.type === 'array') return list(schema);
  if (schema.type === 'integer') return whole(schema);
  if (schema.type === 'number')
    return fc.oneof(fc.constantFrom(0, 0.15, 1), fc.double({ min: 0, max: 1, noNaN: true }));
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'string') return text(schema);
  return fc.constant(null);
}

function object({ properties = {}, patternProperties, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const values = Object.values(patternProperties ?? {})[0];
  if (values)
    return fc.dictionary(fc.constantFrom('clients.csv', 'invoices.csv', '\u00e9 \'".csv'), arbitraryOf(values));
  // A version that is not the record's would be all that is ever refused.
  const names = Object.keys(properties).filter((name) => name !== 'version');
  const fields = Object.fromEntries(names.map((name) => [name, arbitraryOf(properties[name] ?? {})]));
  return fc.record(fields, { requiredKeys: [...required], noNullPrototype: true });
}

function list({ items = {}, minItems = 0, maxItems = 5 }: JsonSchema): fc.Arbitrary<unknown> {
  return fc.array(arbitraryOf(items), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 4) });
}

function whole({ minimum = -10, maximum = 10 }: JsonSchema): fc.Arbitrary<unknown> {
  const least = Math.max(minimum, -3);
  const small = fc.integer({ min: least, max: Math.min(maximum, least + 15) });
  return fc.oneof({ weight: 6, arbitrary: small }, { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) });
}

function text({ format, pattern = '', minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<unknown> {
  if (format === 'date') return date;
  if (pattern.includes('@')) return fc.constantFrom('ann@studio.example', "Ünn.o'b@lab.example");
  if (pattern.includes('#')) return fc.constantFrom('#000000', '#c98a1b');
  if (pattern.includes('A-Z')) return fc.constantFrom('USD', 'JPY', 'XXX', 'ZZZ');
  const known = fc.constantFrom(
    'Print',
    'Ångström %_\\',
    "'; drop table clients; --",
    'İ\u0307ẞ',
    '\u200b',
    '🦋',
    'PO-{n:5}',
    'Europe/Lisbon',
    'pt-PT',
  );
  const longest = Math.min(maxLength, 40);
  const any = fc.string({ minLength, maxLength: longest, unit: 'grapheme' });
  return fc.oneof(known, any).filter((value) => value.length >= minLength && value.length <= maxLength);
}

const date = fc.oneof(
  fc.constantFrom('1900-01-01', '2200-12-31', '2028-02-29', '2026-11-23'),
  fc.integer({ min: -40, max: 400 }).map((days) => new Date(Date.UTC(2026, 10, 23 + days)).toISOString().slice(0, 10)),
);
