import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Fields, IsoDate } from './fields.ts';
import { aboutFields, planFields } from './firings.ts';
import { TriggerInput, triggerFaults } from './triggers.ts';

/** A dry run lists so many; it counts all. */
export const mostListed = 500;

/** What a trigger would have done to an order or invoice, had it been active. */
export const DryFiring = Fields(
  {
    ...aboutFields,
    on: Type.String({ format: 'date', description: 'The day it would have become due, in studio time.' }),
    ...planFields,
  },
  'DryFiring',
);
export type DryFiring = Static<typeof DryFiring>;

export const dryRunTrigger = endpoint({
  id: 'dryRunTrigger',
  method: 'POST',
  path: '/triggers/dry-run',
  tag: 'Triggers',
  summary: 'What a trigger would have done over the last days',
  description: `Of a trigger as it is saved or is about to be, as if it had been active all along. Goes through the history as it stands, with the calendar, recipients and exclusions of today; an invoice that was imported counts from the date of its status. What is done by hand counts as done on its day. Saves and sends nothing. Lists the latest ${mostListed}. Needs the right to view production too.`,
  access: { area: 'maintenance', level: 'view' },
  body: Fields({
    overDays: Type.Integer({ minimum: 1, maximum: 366, description: 'How many calendar days back, today included.' }),
    trigger: TriggerInput,
  }),
  answer: Fields({
    from: IsoDate,
    to: IsoDate,
    count: Type.Integer({ description: 'Firings that would have become due.' }),
    leftInTime: Type.Integer({ description: 'Entries that left their status before it would have come to that.' }),
    days: Type.Array(Fields({ date: IsoDate, count: Type.Integer({ minimum: 1 }) })),
    items: Type.Array(DryFiring),
  }),
  refusals: ['trigger.one_status', 'status.not_found', 'invoice_status.not_found', ...triggerFaults],
});
