import type { JsonSchema } from './openapi-schemas.ts';

/** A value that fits the schema; of an object only the fields that must be there, unless all are asked for. */
export function sampleOf(schema: JsonSchema, all = false): unknown {
  if (schema.examples) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sampleOf(schema.anyOf[0] ?? {}, all);
  if (schema.type === 'object') return sampleObject(schema, all);
  if (schema.type === 'array') return sampleArray(schema, all);
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'string') return sampleText(schema);
  return null;
}

function sampleObject({ properties = {}, required = [] }: JsonSchema, all: boolean): Record<string, unknown> {
  const fields = Object.entries(properties).filter(([name]) => all || required.includes(name));
  return Object.fromEntries(fields.map(([name, part]) => [name, sampleOf(part, all)]));
}

function sampleArray({ items = {}, minItems = 0 }: JsonSchema, all: boolean): unknown[] {
  const one = sampleOf(items, all);
  // Lists of ids hold each id once.
  return Array.from({ length: Math.max(minItems, 1) }, (_, index) => (typeof one === 'number' ? one + index : one));
}

function sampleText({ format, pattern = '', maxLength = 20 }: JsonSchema): string {
  if (format === 'date') return '2026-11-23';
  if (format === 'date-time') return '2026-11-23T12:00:00Z';
  if (pattern.includes('@')) return 'ann@studio.example';
  if (pattern.includes('#')) return '#c98a1b';
  if (pattern.includes('A-Z')) return 'USD';
  return 'Example'.slice(0, maxLength);
}
