import { isUtf8 } from 'node:buffer';
import { Refusal } from '../platform/refusal.ts';
import { invalid } from './validation.ts';

const deepestNesting = 50;

/** Parses a body; refuses what no database can keep: NUL characters and halves of surrogate pairs. */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw new Refusal('request.not_json', { reason: 'it is not UTF-8' });
  const text = body.toString();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal('request.not_json', { reason: error instanceof Error ? error.message : 'unreadable' });
  }
  // UTF-8 itself holds neither; only an escape can bring them in.
  if (text.includes('\\u') || text.includes('__proto__')) refuseBadText(value, '');
  return value;
}

export function refuseBadText(value: unknown, field: string, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw invalid([{ field, message: 'must not hold a NUL character' }]);
    if (!value.isWellFormed()) throw invalid([{ field, message: 'must be well-formed Unicode' }]);
  } else if (typeof value === 'object' && value !== null) {
    if (depth === deepestNesting)
      throw invalid([{ field, message: `must not nest deeper than ${deepestNesting} levels` }]);
    for (const [name, part] of Object.entries(value)) {
      const place = field ? `${field}.${name}` : name;
      if (name === '__proto__') throw invalid([{ field: place, message: 'is not a field known here' }]);
      refuseBadText(part, place, depth + 1);
    }
  }
}
