import type { RowFault } from '@printrail/contract/imports';
import { Refusal } from '../platform/refusal.ts';

const mostNamed = 100;

/** The faults found in the rows: how many, and the first hundred in words. */
export class RowFaults {
  count = 0;
  readonly first: RowFault[] = [];

  add(fault: RowFault): void {
    this.count++;
    if (this.first.length < mostNamed) this.first.push(fault);
  }

  /** Whether there may be faults in one of these files. */
  areIn(files: ReadonlySet<string>): boolean {
    return this.count > this.first.length || this.first.some(({ file }) => files.has(file));
  }

  /** The same faults to add others to, as each attempt at writing does. */
  copy(): RowFaults {
    const faults = new RowFaults();
    faults.count = this.count;
    faults.first.push(...this.first);
    return faults;
  }

  refusal(): Refusal {
    const fields = this.first.map((fault) => ({ field: placeOf(fault), message: messageOf(fault) }));
    return new Refusal('import.rows_refused', { count: this.count, rows: this.first }, fields);
  }
}

function placeOf({ file, line, column }: RowFault): string {
  return [`${file} line ${line}`, column].filter((part) => part !== null).join(', ');
}

function messageOf({ value, rule }: RowFault): string {
  if (value === null) return rule;
  return `${rule} (it is "${value.length > 60 ? `${value.slice(0, 60)}…` : value}")`;
}
