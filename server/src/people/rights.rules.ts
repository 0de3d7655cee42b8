import { type Area, areas, type Level, levels } from '@printrail/contract/endpoint';
import type { Rights } from '@printrail/contract/people';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../studio/change.ts';

type Holder = Pick<Actor, 'isOwner' | 'rights'>;

/** The level someone has in an area; owners have every right. */
export function levelOf({ isOwner, rights }: Holder, area: Area): Level {
  return isOwner ? 'delete' : (rights[area] ?? 'none');
}

/** Every right someone has, owners' included; areas without one are left out. */
export function rightsOf(holder: Holder): Rights {
  const held = areas.map((area) => [area, levelOf(holder, area)] as const).filter(([, level]) => level !== 'none');
  return Object.fromEntries(held);
}

/** Whether someone has at least the level in an area. */
export function canDo(holder: Holder, area: Area, level: Level): boolean {
  return levels.indexOf(levelOf(holder, area)) >= levels.indexOf(level);
}

/** Refuses who may not view all of these areas, where an answer shows more than its own. */
export function refuseUnlessViewing(holder: Holder, shown: readonly Area[]): void {
  for (const area of shown) {
    if (canDo(holder, area, 'view')) continue;
    throw new Refusal('access.denied', { area, level: 'view', has: levelOf(holder, area) });
  }
}

/** Rights as they are stored: in the order of the areas, without those that are none. */
export function grantedRights(rights: Rights): Rights {
  return rightsOf({ isOwner: false, rights });
}

/** Refuses rights higher than the giver's own: nobody gives, or takes over by a new password, what they do not have. */
export function refuseBeyondOwn(giver: Holder, { isOwner, rights }: Holder): void {
  if (giver.isOwner) return;
  if (isOwner) throw new Refusal('user.owners_only');
  for (const area of areas) {
    const has = levelOf(giver, area);
    if (levels.indexOf(rights[area] ?? 'none') > levels.indexOf(has)) {
      throw new Refusal('user.rights_beyond_own', { area, has }).at(`rights.${area}`);
    }
  }
}
