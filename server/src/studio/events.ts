import type { Change } from './change.ts';

/**
 * Something that happened inside a change, told to later features in the same transaction. Always a list, so that a
 * bulk stays set-based. main.ts wires the listeners.
 */
export class ChangeEvent<Happening> {
  private readonly listeners: ((change: Change, happenings: readonly Happening[]) => Promise<void>)[] = [];

  add(listener: (change: Change, happenings: readonly Happening[]) => Promise<void>): void {
    if (!this.listeners.includes(listener)) this.listeners.push(listener);
  }

  async tell(change: Change, happenings: readonly Happening[]): Promise<void> {
    if (happenings.length === 0) return;
    for (const listener of this.listeners) await listener(change, happenings);
  }
}
