import type { JsonSchema } from './openapi-schemas.ts';

/** One field of a table: its place, what it takes, and whether it must be there. */
export type FieldRow = { name: string; takes: string; isRequired: boolean; description: string };

/** The fields of an object, those of unnamed parts below it by their place, such as lines[].quantity. */
export function fieldRows(schema: JsonSchema, place = ''): FieldRow[] {
  if (schema.anyOf) return schema.anyOf.flatMap((branch) => fieldRows(branch, place));
  if (schema.type === 'array') return fieldRows(schema.items ?? {}, `${place}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const at = place ? `${place}.${name}` : name;
    const row = {
      name: at,
      takes: takes(part),
      isRequired: schema.required?.includes(name) ?? false,
      description: part.description ?? '',
    };
    return [row, ...fieldRows(part, at)];
  });
}

/** What a schema takes, as HTML: its type and rules, a named one as a link. */
export function takes(schema: JsonSchema): string {
  const name = schema.$ref?.split('/').at(-1);
  if (name) return `<a href="#schema-${name}">${name}</a>`;
  if (schema.anyOf) return [...new Set(schema.anyOf.map(takes))].join(' or ');
  if (schema.type === 'array') return `list${range(schema.minItems, schema.maxItems)} of ${takes(schema.items ?? {})}`;
  if (schema.enum) return schema.enum.map((value) => code(value)).join(' or ');
  if (schema.const !== undefined) return code(schema.const);
  if (schema.format) return schema.format === 'date' ? 'date, YYYY-MM-DD' : 'moment, UTC';
  if (schema.type === 'string') return `text${range(schema.minLength, schema.maxLength)}${pattern(schema.pattern)}`;
  if (schema.type === 'integer') return `whole number${range(schema.minimum, schema.maximum)}`;
  if (schema.type === 'number') return `number${range(schema.minimum, schema.maximum)}`;
  if (schema.type === 'boolean') return '<code>true</code> or <code>false</code>';
  return schema.type === 'object' ? 'object' : (schema.type ?? 'anything');
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function code(value: unknown): string {
  return `<code>${escaped(String(value))}</code>`;
}

function range(least: number | undefined, most: number | undefined): string {
  const upper = most === undefined || most === Number.MAX_SAFE_INTEGER ? undefined : most.toLocaleString('en');
  if (upper !== undefined) return `, ${least?.toLocaleString('en') ?? 'up'} to ${upper}`;
  return least === undefined ? '' : `, from ${least.toLocaleString('en')}`;
}

function pattern(text: string | undefined): string {
  if (text === undefined) return '';
  if (text === '\\S') return ', not blank';
  return text.includes('@') ? ', an e-mail address' : `, ${code(text)}`;
}
