import type { TSchema } from 'typebox';

/** What of JSON Schema the contract's schemas use. */
export type JsonSchema = {
  type?: string;
  title?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  required?: readonly string[];
  items?: JsonSchema;
  anyOf?: readonly JsonSchema[];
  enum?: readonly unknown[];
  const?: unknown;
  examples?: readonly unknown[];
  format?: string;
  pattern?: string;
  $ref?: string;
} & Partial<Record<(typeof bounds)[number], number>>;

const bounds = ['minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;

/** The schema as plain JSON. */
export function plainSchema(schema: TSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema)) as JsonSchema;
}

/** Collects the schemas that have a title, so that each is written once and referred to by name. */
export class NamedSchemas {
  readonly named = new Map<string, JsonSchema>();

  /** The schema with every titled part replaced by a reference. */
  refer(schema: TSchema): JsonSchema {
    return this.replace(plainSchema(schema));
  }

  private replace(schema: JsonSchema): JsonSchema {
    const replaced = this.replaceParts(schema);
    const name = schema.title;
    if (name === undefined) return replaced;
    const known = this.named.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(replaced)) throw new Error(`Two schemas are called ${name}.`);
    this.named.set(name, replaced);
    return { $ref: `#/components/schemas/${name}` };
  }

  private replaceParts(schema: JsonSchema): JsonSchema {
    const each = (parts: Record<string, JsonSchema>) =>
      Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, this.replace(part)]));
    return {
      ...schema,
      ...(schema.properties ? { properties: each(schema.properties) } : {}),
      ...(schema.patternProperties ? { patternProperties: each(schema.patternProperties) } : {}),
      ...(schema.items ? { items: this.replace(schema.items) } : {}),
      ...(schema.anyOf ? { anyOf: schema.anyOf.map((branch) => this.replace(branch)) } : {}),
    };
  }
}
