import type { Holiday } from '@printrail/contract/holidays';

export function keyOfHoliday({ from, to, name }: Holiday): string {
  return `${from} ${to} ${name}`;
}

/** Whether a holiday can still become a closure. */
export function isOffered({ closureId }: Holiday): boolean {
  return closureId === null;
}

/** Whole holidays to come, on work days, are what most studios close for; the others are ticked by hand. */
export function isTickedAtFirst({ to, isHalfDay, isClosedAnyway }: Holiday, today: string): boolean {
  return to >= today && !isHalfDay && !isClosedAnyway;
}
