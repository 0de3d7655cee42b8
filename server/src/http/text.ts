import { Refusal } from '../platform/refusal.ts';
import { invalid } from './validation.ts';

/** Parses a body; refuses what no database can keep: NUL characters and halves of surrogate pairs. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal('request.not_json', { reason: error instanceof Error ? error.message : 'unreadable' });
  }
  if (text.includes('\\u') || !text.isWellFormed() || text.includes('__proto__')) refuseBadText(value, '');
  return value;
}

export function refuseBadText(value: unknown, field: string): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw invalid([{ field, message: 'must not hold a NUL character' }]);
    if (!value.isWellFormed()) throw invalid([{ field, message: 'must be well-formed Unicode' }]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      const place = field ? `${field}.${name}` : name;
      if (name === '__proto__') throw invalid([{ field: place, message: 'is not a field known here' }]);
      refuseBadText(part, place);
    }
  }
}
