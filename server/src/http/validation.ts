import type { FastifySchemaCompiler } from 'fastify';
import { type FieldError, Refusal } from '../platform/refusal.ts';
import { fieldErrors, fromText, strictTypes, untilFirstFault } from '../platform/validation.ts';

type Validate = ReturnType<typeof strictTypes.compile>;

const mostPartsToListFaultsOf = 50_000;
const mostFaultsListed = 100;

/** Compiles a schema when the first request needs it, so that starting stays quick. */
export const compileValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  if (httpPart === 'body') return bodyValidator(schema);
  let validate: Validate | undefined;
  return (data: unknown) => {
    validate ??= fromText.compile(schema);
    if (validate(data)) return { value: data };
    return { error: invalid(fieldErrors(validate.errors ?? []), httpPart === 'params' ? 'path' : httpPart) };
  };
};

function bodyValidator(schema: object): ReturnType<FastifySchemaCompiler<object>> {
  let fits: Validate | undefined;
  let listFaults: Validate | undefined;
  return (data: unknown) => {
    fits ??= untilFirstFault.compile(schema);
    if (fits(data)) return { value: data };
    // A body of millions of faults would exhaust the memory if each were listed.
    if (!isSmall(data)) return { error: invalid(fieldErrors(fits.errors ?? [])) };
    listFaults ??= strictTypes.compile(schema);
    listFaults(data);
    return { error: invalid(fieldErrors(listFaults.errors ?? [])) };
  };
}

function isSmall(data: unknown): boolean {
  const open = [data];
  for (let seen = 0; open.length > 0; seen++) {
    const part = open.pop();
    const parts = typeof part === 'object' && part !== null ? Object.values(part) : [];
    if (seen + open.length + parts.length > mostPartsToListFaultsOf) return false;
    open.push(...parts);
  }
  return true;
}

export function invalid(errors: readonly FieldError[], place = ''): Refusal {
  const summary = errors
    .slice(0, 3)
    .map(({ field, message }) => [field || place, message].filter(Boolean).join(' '))
    .join('; ');
  return new Refusal(
    'request.invalid',
    { summary: `${summary}${errors.length > 3 ? ' …' : ''}` },
    errors.slice(0, mostFaultsListed),
  );
}
