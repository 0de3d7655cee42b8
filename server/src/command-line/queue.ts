import { mostCounted, type QueueGroup } from '@printrail/contract/firings';
import { type Command, UsageError } from './command.ts';
import { print } from './output.ts';
import { withStudio } from './studio-at-hand.ts';

export const queue: Command = {
  name: 'queue',
  summary: 'What triggers are about to do, by trigger: what is due, what comes later, what cannot be sent',
  options: { json: { says: 'Answer as JSON: {"items": [triggers with their counts]}' } },
  run: async ({ options }) => {
    const { listQueue } = await import('../triggers/queue.operations.ts');
    const { items } = await withStudio((call) => call.read(listQueue));
    if (options.json !== undefined) return print(JSON.stringify({ items }));
    print(items.length === 0 ? 'Nothing is in the queue.' : items.map(linesOf).join('\n'));
  },
};

export const processQueue: Command = {
  name: 'queue process',
  operand: '<trigger>',
  summary: 'Do now what is due of a trigger, by its number in "queue"',
  details: 'Tasks and calls come into being; messages are handed over, and sent by the server when it runs.',
  options: {
    later: { says: 'Also what is not due yet' },
    json: { says: 'Answer as JSON: how many were processed, excluded, cannot be sent' },
  },
  run: async ({ operand, options }) => {
    const body = { triggerId: numberOf(operand), includingLater: options.later !== undefined };
    const { processQueued } = await import('../triggers/queue.operations.ts');
    const input = { params: undefined, query: undefined, body };
    const tally = await withStudio((call) => call.write((change) => processQueued(change, input), { alone: true }));
    if (options.json !== undefined) return print(JSON.stringify(tally));
    const { processed, excluded, cannotBeSent } = tally;
    const others = [
      ...(excluded > 0 ? [`${excluded} excluded by a mark of the client`] : []),
      ...(cannotBeSent > 0 ? [`${cannotBeSent} cannot be sent and stay`] : []),
    ];
    print([`${processed} processed`, ...others].join(', '));
  },
};

export const skipQueue: Command = {
  name: 'queue skip',
  operand: '<trigger>',
  summary: 'Skip what is due of a trigger, by its number in "queue"',
  options: {
    later: { says: 'Also what is not due yet' },
    json: { says: 'Answer as JSON: how many were skipped' },
  },
  run: async ({ operand, options }) => {
    const body = { triggerId: numberOf(operand), includingLater: options.later !== undefined };
    const { skipQueued } = await import('../triggers/queue.operations.ts');
    const input = { params: undefined, query: undefined, body };
    const skipped = await withStudio((call) => call.write((change) => skipQueued(change, input), { alone: true }));
    print(options.json === undefined ? `${skipped.skipped} skipped` : JSON.stringify(skipped));
  },
};

/** The number of a trigger, as it was typed. */
export function numberOf(operand: string): number {
  if (/^[1-9]\d{0,14}$/.test(operand)) return Number(operand);
  throw new UsageError(`<trigger> must be the number of a trigger; it is "${operand}".`);
}

function linesOf({ triggerId, sentence, isAutomatic, due, later, cannotBeSent, nextDueAt }: QueueGroup): string {
  const next = nextDueAt === null ? '' : ` (next ${nextDueAt.slice(0, 16).replace('T', ' ')} UTC)`;
  const counts = [
    ...(due > 0 ? [`${counted(due)} due`] : []),
    ...(later > 0 ? [`${counted(later)} later${next}`] : []),
    ...(cannotBeSent > 0 ? [`${counted(cannotBeSent)} cannot be sent`] : []),
  ];
  return `${triggerId}: ${sentence}\n   ${counts.join(', ')}; ${isAutomatic ? 'automatic' : 'by hand'}`;
}

function counted(count: number): string {
  return count >= mostCounted ? `${mostCounted} or more` : String(count);
}
