import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { isIsoDate } from './iso-date.ts';
import type { FieldError } from './refusal.ts';

// allErrors, so that a form can show everything at once. The schemas are ours: they are not checked first, nor is their code
// made shorter, so that the first request to an endpoint waits a third of the time and each takes a third of the memory.
const options = {
  ...{ allErrors: true, strict: false, removeAdditional: false, useDefaults: false, verbose: true },
  ...{ validateSchema: false, loopEnum: 20, code: { optimize: false } },
} as const;

/** Compiles schemas for values that have their types already: JSON, and rows that were read. */
export const strictTypes = withFormats(new Ajv2020({ ...options, coerceTypes: false }));

/** The same, but stops at the first fault: for inputs too large to list every fault of. */
export const untilFirstFault = withFormats(new Ajv2020({ ...options, allErrors: false, coerceTypes: false }));

/** Compiles schemas for what a URL carries, where every value is text. */
export const fromText = withFormats(new Ajv2020({ ...options, coerceTypes: 'array' }));

/** One error per field, in words: the fault, the rule and the value. */
export function fieldErrors(errors: readonly ErrorObject[]): FieldError[] {
  const byField = new Map<string, string>();
  for (const error of errors) {
    // A union reports every branch and then itself; the branches say more.
    if (error.keyword === 'anyOf' && errors.length > 1) continue;
    const path = error.instancePath.slice(1).replaceAll('/', '.');
    const named = namedProperty(error);
    const field = [path, named].filter(Boolean).join('.');
    const message = named ? messageOf(error) : `${messageOf(error)}${shown(error.data)}`;
    const before = byField.get(field);
    if (!before) byField.set(field, message);
    else if (!before.includes(message) && error.keyword === 'type') byField.set(field, `${before}, or ${message}`);
  }
  return [...byField].map(([field, message]) => ({ field, message }));
}

function namedProperty(error: ErrorObject): string {
  const { additionalProperty, missingProperty } = error.params as Record<string, string | undefined>;
  return additionalProperty ?? missingProperty ?? '';
}

/** The rule that was broken, in words. */
export function messageOf(error: ErrorObject): string {
  const { keyword, params } = error;
  if (keyword === 'additionalProperties') return 'is not a field known here';
  if (keyword === 'required') return 'is missing';
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`;
  if (keyword === 'format' && params.format === 'date') {
    return 'must be a calendar date as YYYY-MM-DD, from 1900-01-01 to 2200-12-31';
  }
  if (keyword === 'pattern' && params.pattern === '\\S') return 'must not be blank';
  if (keyword === 'pattern' && String(params.pattern).includes('@')) return 'must be an e-mail address';
  if (keyword === 'minLength')
    return params.limit === 1 ? 'must not be empty' : `must have ${params.limit} characters or more`;
  if (keyword === 'maxLength') return `must have ${params.limit} characters at most`;
  if (keyword === 'multipleOf') return `must have steps of ${params.multipleOf}`;
  if (keyword === 'type') return `must be ${typeWords[String(params.type)] ?? params.type}`;
  return error.message ?? 'does not fit';
}

const typeWords: Record<string, string> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

function shown(value: unknown): string {
  if (value === undefined || value === '' || (typeof value === 'object' && value !== null)) return '';
  const text = JSON.stringify(value);
  return ` (it is ${text.length > 60 ? `${text.slice(0, 60)}…` : text})`;
}

function withFormats(ajv: Ajv2020): Ajv2020 {
  ajv.addFormat('date', isIsoDate);
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
  // 0.15 / 0.0001 is not a whole number in binary; ajv's multipleOf takes a precision for that.
  ajv.opts.multipleOfPrecision = 6;
  return ajv;
}
