import type { AnswerOf } from '@printrail/contract/endpoint';
import { type describeImports as endpoint, type ImportField, importTargets } from '@printrail/contract/imports';
import { referable, type TargetField, targets } from './targets.rules.ts';

/** What can be imported, field by field, for those who make a mapping by hand. */
export async function describeImports(): Promise<AnswerOf<typeof endpoint>> {
  const items = importTargets.map((into) => {
    const { area, isKeyOptional = false, fields, lines } = targets[into];
    return {
      into,
      area,
      isKeyOptional,
      fields: described(fields),
      lines: lines ? { fields: described(lines.fields) } : null,
    };
  });
  return { items };
}

function described(fields: Record<string, TargetField>): ImportField[] {
  return Object.entries(fields).map(([name, field]) => {
    const isNeeded = field.isNeeded ?? false;
    if ('kind' in field) return { name, kind: field.kind, refersTo: null, knownBy: [], isNeeded };
    const { refersTo } = field;
    return { name, kind: 'reference', refersTo, knownBy: [...referable[refersTo]], isNeeded };
  });
}
