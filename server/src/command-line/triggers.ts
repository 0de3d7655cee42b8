import type { Trigger, TriggerInput } from '@printrail/contract/triggers';
import { type Command, UsageError } from './command.ts';
import { print } from './output.ts';
import { numberOf } from './queue.ts';
import { withStudio } from './studio-at-hand.ts';

export const triggers: Command = {
  name: 'triggers',
  summary: 'The triggers, each as a sentence',
  options: {
    active: { says: 'Only those that are active' },
    json: { says: 'Answer as JSON: {"items": [triggers]}' },
  },
  run: async ({ options }) => {
    const { listTriggers } = await import('../triggers/triggers.operations.ts');
    const query = options.active === undefined ? {} : { active: true };
    const { items } = await withStudio((call) =>
      call.read((reading) => listTriggers(reading, { params: undefined, query, body: undefined })),
    );
    if (options.json !== undefined) return print(JSON.stringify({ items }));
    print(items.length === 0 ? 'There are no triggers.' : items.map(lineOf).join('\n'));
  },
};

const usualDays = 30;
const mostDays = 366;

export const dryRunOfTrigger: Command = {
  name: 'triggers dry-run',
  operand: '<trigger>',
  summary: 'What a trigger would have done over the last days, by its number in "triggers"; sends nothing',
  options: {
    days: { value: '<number>', says: `Over how many days, today included; ${usualDays} unless told` },
    json: { says: 'Answer as JSON: counts by day, and the latest with whom it would have told' },
  },
  run: async ({ operand, options }) => {
    const [id, overDays] = [numberOf(operand), daysOf(options.days ?? String(usualDays))];
    const { getTrigger } = await import('../triggers/triggers.operations.ts');
    const { dryRun } = await import('../triggers/dry-run.operations.ts');
    const none = { params: undefined, query: undefined };
    const { trigger, ran } = await withStudio((call) =>
      call.read(async (reading) => {
        const saved = await getTrigger(reading, { params: { id }, query: undefined, body: undefined });
        const body = { overDays, trigger: inputOf(saved) };
        return { trigger: saved, ran: await dryRun(reading, { ...none, body }) };
      }),
    );
    if (options.json !== undefined) return print(JSON.stringify(ran));
    const { from, to, count, days } = ran;
    const counts = days.map(({ date, count: many }) => `  ${date}: ${many}`);
    print([trigger.sentence, `From ${from} to ${to} ${count} times:`, ...counts].join('\n'));
  },
};

function lineOf({ id, sentence, isActive, isAutomatic }: Trigger): string {
  return `${id}: ${sentence}\n   ${isActive ? 'active' : 'inactive'}, ${isAutomatic ? 'automatic' : 'by hand'}`;
}

function daysOf(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= mostDays) return days;
  throw new UsageError(`--days must be a whole number from 1 to ${mostDays}; it is "${text}".`);
}

/** The trigger as it would be sent to be added. */
function inputOf(trigger: Trigger): TriggerInput {
  const { id: _, version, sentence, statusName, typeId, statusId, invoiceStatusId, ...fields } = trigger;
  return {
    ...fields,
    ...(statusId === null ? {} : { statusId }),
    ...(invoiceStatusId === null ? {} : { invoiceStatusId }),
  };
}
