import { areas, levels } from '@printrail/contract/endpoint';
import type { Rights } from '@printrail/contract/people';
import { UsageError } from './command.ts';

export const rightsShape = `all, or area=level,… (areas: ${areas.join(', ')}; levels: ${levels.slice(1).join(', ')})`;

/** Rights as typed: `all`, or a list such as `clients=change,invoices=view`. */
export function readRights(text: string): Rights {
  if (text === 'all') return Object.fromEntries(areas.map((area) => [area, 'delete']));
  const rights: Record<string, string> = {};
  for (const part of text.split(',')) {
    const [area = '', level = '', ...rest] = part.trim().split('=');
    const isKnown = rest.length === 0 && areas.some((each) => each === area) && levels.some((each) => each === level);
    if (!isKnown) throw new UsageError(`--rights must be ${rightsShape}; it holds "${part}".`);
    if (rights[area]) throw new UsageError(`--rights names ${area} twice.`);
    rights[area] = level;
  }
  return rights;
}
