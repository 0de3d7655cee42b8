import type { GivenChange } from '../changes/imported-changes.ts';
import { type OrderFault, settleImportedHistory } from '../changes/settle-imported-history.ts';
import type { StatedPlace } from '../orders/save-imported-orders.ts';
import type { Change } from '../studio/change.ts';
import type { Saved } from '../studio/keyed-records.ts';
import { columnOf } from './mapping.rules.ts';
import type { ReadStep } from './read-import.ts';
import type { RowFaults } from './row-faults.ts';

/** A step with what became of its records. */
export type Counted = Saved & { step: ReadStep };

/**
 * Where the steps of an import say that orders are, and how they came there: two files may tell of one order, so that only
 * all of them together can be right or wrong.
 */
export class Journeys {
  private readonly stated = new Map<number, StatedPlace>();
  private readonly changes = new Map<number, GivenChange[]>();
  private readonly lines = new Map<ReadStep, Map<string, number>>();

  withOrders({ stated, ...saved }: Saved & { stated: readonly StatedPlace[] }): Saved {
    for (const place of stated) this.stated.set(place.orderId, place);
    return saved;
  }

  withChanges({ changes, ...saved }: Saved & { changes: readonly GivenChange[] }): Saved {
    for (const change of changes) {
      const others = this.changes.get(change.orderId) ?? [];
      this.changes.set(change.orderId, [...others, change]);
    }
    return saved;
  }

  statedStatus(orderId: number): number | undefined {
    return this.stated.get(orderId)?.statusId;
  }

  /**
   * Settles the orders, notes what is wrong, and counts those as changed whose place or history is another now. While
   * rows of changes are left out because of faults, histories cannot be whole, and are not looked at.
   */
  async settle(change: Change, saved: readonly Counted[], faults: RowFaults): Promise<void> {
    if (this.stated.size + this.changes.size === 0) return;
    const files = new Set(
      saved.map(({ step }) => step.plan.step).map(({ into, file }) => (into === 'statusChanges' ? file : '')),
    );
    if (faults.count > 0 && faults.areIn(files)) return;
    const settled = await settleImportedHistory(change, this.stated, this.changes);
    for (const fault of settled.faults) this.note(fault, saved, faults);
    for (const counts of saved) {
      if (counts.step.plan.step.into !== 'productionOrders') continue;
      const ids = counts.step.drafts.map(({ record }) => counts.ids.get(record.externalKey) ?? 0);
      const moved = ids.filter((id) => settled.settledIds.has(id) && this.isUnchanged(id)).length;
      counts.changed += moved;
      counts.unchanged -= moved;
    }
  }

  private isUnchanged(orderId: number): boolean {
    const stated = this.stated.get(orderId);
    return stated !== undefined && !stated.isNew && !stated.isChanged;
  }

  /** A fault belongs to the row of the change, else to that of the order, else to the last change of the order. */
  private note({ orderId, change, field, message }: OrderFault, saved: readonly Counted[], faults: RowFaults): void {
    const last = this.changes.get(orderId)?.at(-1)?.externalKey;
    const order = this.stated.get(orderId)?.externalKey;
    const isGiven = this.changes.get(orderId)?.some(({ externalKey }) => externalKey === change) ?? false;
    const [into, key] = isGiven
      ? (['statusChanges', change] as const)
      : order !== undefined
        ? (['productionOrders', order] as const)
        : (['statusChanges', last] as const);
    for (const { step } of saved.toReversed()) {
      if (step.plan.step.into !== into) continue;
      const line = this.linesOf(step).get(key ?? '');
      if (line === undefined) continue;
      const column = columnOf(step.plan, [field]);
      faults.add({ file: step.plan.step.file, line, column, value: null, rule: message });
      return;
    }
  }

  private linesOf(step: ReadStep): Map<string, number> {
    const lines =
      this.lines.get(step) ?? new Map(step.drafts.map(({ record, line }) => [record.externalKey, line] as const));
    this.lines.set(step, lines);
    return lines;
  }
}
