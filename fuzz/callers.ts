import type { Access, Area, Level } from '@printrail/contract/endpoint';
import { areas, levels } from '@printrail/contract/endpoint';
import type { Random } from '../server/src/sample/random.rules.ts';
import type { Answer, Sent } from './wire.ts';

export type Rights = Partial<Record<Area, Level>> | 'owner';

/** Who sends a request. */
export type Caller = {
  name: string;
  kind: 'key' | 'session' | 'nobody';
  headers: Readonly<Record<string, string>>;
  /** Undefined when it is nobody that the studio knows. */
  rights: Rights | undefined;
  /** As whom it stands in the audit. */
  audited?: { column: 'api_key_id' | 'user_id'; id: number };
  /** What it did under a key of its own, to be sent again. */
  done: Done[];
};
export type Done = { operationId: string; sent: Sent; answer: Answer };

/** Whether the caller may call what needs the access. */
export function may({ rights }: Caller, access: Access | undefined): boolean {
  if (access === undefined || access === 'public') return true;
  if (rights === undefined) return false;
  if (access === 'signed-in' || rights === 'owner') return true;
  return levels.indexOf(rights[access.area] ?? 'none') >= levels.indexOf(access.level);
}

export function nobody(random: Random): Caller {
  const headers = random.pick<Record<string, string>>([
    {},
    { authorization: 'Bearer pr_0000000000000000000000000000000000000000000' },
    { authorization: 'Bearer x' },
    { authorization: 'Basic b3duZXI6b3duZXI=' },
    { authorization: `Bearer ${'\xff'.repeat(30)}` },
    { cookie: 'printrail=; printrail=x' },
    { cookie: `printrail=${'a'.repeat(5_000)}` },
    { cookie: 'printrail=%00%ZZ' },
  ]);
  return { name: 'nobody', kind: 'nobody', headers, rights: undefined, done: [] };
}

export type Wanted = { name: string; kind: 'key' | 'session'; rights: Rights };

/** Who is at hand in each lane; those with the same rights in another lane are others. */
export function cast(random: Random): Wanted[] {
  const some = (): Rights => Object.fromEntries(areas.map((area) => [area, random.pick(levels)]));
  const everywhere = (level: Level): Rights => Object.fromEntries(areas.map((area) => [area, level]));
  return [
    { name: 'a key to everything', kind: 'key', rights: everywhere('delete') },
    { name: 'an owner', kind: 'session', rights: 'owner' },
    { name: 'a user', kind: 'session', rights: some() },
    { name: 'a viewing key', kind: 'key', rights: everywhere('view') },
    { name: 'a key to nothing', kind: 'key', rights: {} },
    ...Array.from({ length: 3 }, (): Wanted => ({ name: 'a key', kind: 'key', rights: some() })),
  ];
}
