import { type Area, areas, type Level } from '@printrail/contract/endpoint';
import type { Rights } from '@printrail/contract/people';

const shortWords: Record<Area, string> = {
  clients: 'clients',
  catalog: 'vendors',
  invoices: 'invoices',
  production: 'production',
  maintenance: 'preferences',
  people: 'people',
};

const levelsDown: readonly Level[] = ['delete', 'change', 'add', 'view'];

/** "change production · view clients, invoices", the strongest right first. */
export function rightsWords(rights: Rights): string {
  if (areas.every((area) => rights[area] === 'delete')) return 'everything';
  const given = levelsDown.flatMap((level) => {
    const held = areas.filter((area) => rights[area] === level);
    return held.length > 0 ? [`${level} ${held.map((area) => shortWords[area]).join(', ')}`] : [];
  });
  return given.join(' · ') || 'nothing';
}
