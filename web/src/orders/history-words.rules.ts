import type { HistoryEntry } from '@printrail/contract/history';
import { countWords, dayWords } from '../ui/words.ts';

const otherKinds: Record<Exclude<HistoryEntry['kind'], 'change' | 'undo' | 'created'>, string> = {
  edited: 'Due date or responsible changed',
  recalculated: 'Due date calculated anew',
  note: 'Note',
  cancelled: 'Cancelled',
  reopened: 'Reopened',
  lines_added: 'Lines added',
  lines_edited: 'Lines changed',
  reordered: 'Ordered again',
};

/** What happened, in a line: "At the lab → Quality check". */
export function headlineOf({ kind, fromStatusName, toStatusName }: HistoryEntry): string {
  if (kind === 'created') return `Ordered${toStatusName ? `, at ${toStatusName}` : ''}`;
  if (kind === 'change') return `${fromStatusName ?? '…'} → ${toStatusName ?? '…'}`;
  if (kind === 'undo') return `Taken back: ${toStatusName ?? '…'} again`;
  return otherKinds[kind];
}

/** What is known of it, in short parts: when it was completed, how late, how long it took, who had it. */
export function factsOf(entry: HistoryEntry): string[] {
  const { kind, completedDate, changeDate, dueDate, daysLate, businessDays } = entry;
  if (kind === 'edited' || kind === 'recalculated')
    return [dueDate ? `was due ${dayWords(dueDate)}` : 'had no due date'];
  if (kind !== 'change') return [];
  return [
    completedDate
      ? `completed ${dayWords(completedDate)}`
      : `not complete${changeDate ? `, left ${dayWords(changeDate)}` : ''}`,
    ...(dueDate && completedDate ? [lateWords(dueDate, daysLate)] : []),
    ...(businessDays === null ? [] : [`${countWords(businessDays, 'business day')} there`]),
  ];
}

function lateWords(dueDate: string, daysLate: number | null): string {
  return daysLate
    ? `${countWords(daysLate, 'day')} late (due ${dayWords(dueDate)})`
    : `in time (due ${dayWords(dueDate)})`;
}

/** Through what it was done, where that is worth saying. */
export function throughWords(through: string): string {
  const words: Record<string, string> = {
    barcode: 'by barcode',
    bulk: 'with others',
    api: 'through the API',
    import: 'by an import',
    automation: 'by Printrail itself',
    recalculation: 'by recalculation',
  };
  return words[through] ?? '';
}
