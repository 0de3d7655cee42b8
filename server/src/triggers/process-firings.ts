import type { MessageChannel } from '@printrail/contract/messages';
import type { Tx } from '../database/connect.ts';
import { lockRows, type Row } from '../database/rows.ts';
import type { Merge } from '../delivery/merge-fields.rules.ts';
import { recordsAboutAll, valuesFrom } from '../delivery/merge-values.ts';
import { type MessageDraft, queueMessages } from '../delivery/queue-messages.ts';
import { TemplateError } from '../delivery/template.rules.ts';
import { render } from '../delivery/templates.operations.ts';
import { templatesById } from '../delivery/templates.queries.ts';
import { lockOrders } from '../orders/orders.queries.ts';
import { auditAll } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { addTasks, type DraftedTask } from '../tasks/tasks.operations.ts';
import { type Concerned, membersOf, type Subject, subjectsOf } from './about.queries.ts';
import type { Trigger } from './firing-plan.rules.ts';
import * as queries from './firings.queries.ts';
import { type Handover, handoverOf } from './handover.rules.ts';
import { triggersOf } from './triggers.queries.ts';

export type Tally = { processed: number; excluded: number; cannotBeSent: number; leftOut: number };

type Processed = { id: number; trigger: Trigger; subject: Subject; handover: Handover; description?: string };

/**
 * Does what firings plan: tasks and calls come into being, messages are handed over, and the firings are done, all in the
 * same transaction. Only what is in the queue, or still under the claim, is processed; the rest is left out.
 */
export async function processFirings(
  change: Change,
  ids: readonly number[],
  claim?: { by: string; now: number },
): Promise<Tally> {
  await lockSubjects(change.tx, ids);
  const firings = await queries.firingsToProcess(change.tx, ids, claim);
  const handoverFor = await handovers(change, firings, (await triggersOf(change)).byId);
  const all = await described(
    change,
    firings.map((firing) => ({ id: firing.id, ...handoverFor(firing) })),
  );
  const does = (what: Handover['does']) => all.filter(({ handover }) => handover.does === what);
  const tasks = [...does('task'), ...does('call')];
  await addTasks(
    change,
    tasks.map((each) => taskOf(change, each)),
  );
  const others = all.filter((each) => !tasks.includes(each));
  await queueMessages(change, others.flatMap(messagesOf));
  const outcomes = all.map((each) => outcomeOf(change, each));
  await queries.saveOutcomes(change.tx, outcomes);
  await auditAll(
    change,
    outcomes.map(({ id, state, reason }) => ({
      ...{ action: `firing.${state}`, record: 'firing', recordId: id, after: { state, reason } },
    })),
  );
  const [excluded, cannotBeSent] = [does('excluded').length, does('nothing').length];
  const processed = all.length - excluded - cannotBeSent;
  return { processed, excluded, cannotBeSent, leftOut: ids.length - all.length };
}

/** Who changes an order locks it first, and then its firings; so does this, lest one waits for the other. */
export async function lockSubjects(tx: Tx, ids: readonly number[]): Promise<void> {
  const subjects = await queries.subjectsOf(tx, ids);
  const idsOf = (field: keyof Concerned) => [...new Set(subjects.flatMap((each) => each[field] ?? []))];
  await lockRows(tx, 'invoices', idsOf('invoiceId'));
  await lockOrders(tx, idsOf('orderId'));
  await lockRows(tx, 'firings', ids);
}

/** How to tell what a firing comes to, as things stand. */
export async function handovers(
  reading: Reading,
  firings: readonly (Concerned & { triggerId: number })[],
  byId: ReadonlyMap<number, Trigger>,
) {
  const subjectFor = await subjectsOf(reading, firings);
  const triggers = new Set(firings.flatMap(({ triggerId }) => byId.get(triggerId) ?? []));
  const departmentIds = [...triggers].flatMap(({ recipientDepartmentId }) => recipientDepartmentId ?? []);
  const members = await membersOf(reading.db, departmentIds);
  return (firing: Concerned & { triggerId: number }) => {
    const trigger = byId.get(firing.triggerId);
    if (!trigger) throw new Error(`There is no trigger ${firing.triggerId}.`);
    const subject = subjectFor(firing);
    const about = { ...subject, members: members.get(trigger.recipientDepartmentId ?? 0) ?? [] };
    return { trigger, subject, handover: handoverOf(trigger, about) };
  };
}

/** With what the task or call of a firing says, where its trigger has a template for it. */
async function described(change: Change, all: readonly Processed[]): Promise<Processed[]> {
  const templates = await templatesById(
    change.tx,
    all.flatMap(({ trigger, handover: { does } }) =>
      does === 'task' || does === 'call' ? (trigger.templateId ?? []) : [],
    ),
  );
  const templateOf = ({ trigger, handover }: Processed) => {
    const template = templates.get(trigger.templateId ?? 0);
    return template?.channel === handover.does ? template : undefined;
  };
  const aboutOf = ({ subject: { orderId, invoiceId } }: Processed) => ({ orderId, invoiceId });
  const recordsFor = await recordsAboutAll(change, all.filter(templateOf).map(aboutOf));
  const filled: Processed[] = [];
  for (const each of all) {
    const template = templateOf(each);
    filled.push(template ? await filledIn(each, template, valuesFrom(change, recordsFor(aboutOf(each)))) : each);
  }
  return filled;
}

async function filledIn(processed: Processed, template: Row<'templates'>, values: Merge): Promise<Processed> {
  try {
    const { subject, text } = await render(template, values);
    return { ...processed, description: [subject, text].filter(Boolean).join('\n\n') };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const reason = `the template ${template.name} cannot be filled in: ${error.message}`;
    return { ...processed, handover: { does: 'nothing', to: [], reason } };
  }
}

/** The task or call that a firing makes: for whom the trigger says, else for whoever is responsible. */
function taskOf({ calendar, today }: Change, processed: Processed): DraftedTask {
  const { id, trigger, subject, handover } = processed;
  const { taskTypeId, priority, taskDays } = trigger;
  const description = processed.description ?? trigger.description;
  const isForSomeone = trigger.userId !== null || trigger.departmentId !== null;
  const forWhom = isForSomeone
    ? { userId: trigger.userId, departmentId: trigger.departmentId }
    : { userId: subject.responsible?.id ?? null, departmentId: subject.departmentId };
  return {
    ...{ typeId: taskTypeId ?? 0, firingId: id, description, priority, ...forWhom },
    ...{ orderId: subject.orderId, invoiceId: subject.invoiceId, clientId: subject.client?.id ?? null },
    phone: handover.does === 'call' ? (handover.to[0]?.address ?? '') : '',
    dueDate: taskDays === null ? null : calendar.add(today, taskDays),
  };
}

function messagesOf({ id, trigger, subject, handover }: Processed): MessageDraft[] {
  return handover.to.map(({ key, name, address, isToClient }) => ({
    ...{ firingId: id, recipientKey: key, channel: handover.does as MessageChannel },
    ...{ recipientName: name, address, isToClient, says: { templateId: trigger.templateId } },
    ...{ orderId: subject.orderId, invoiceId: subject.invoiceId, clientId: subject.client?.id ?? null },
  }));
}

function outcomeOf({ now }: Change, { id, handover }: Processed): queries.Outcome {
  const { does, reason } = handover;
  if (does === 'excluded') return { id, state: 'skipped', because: 'excluded', reason, processedAt: now };
  if (does === 'nothing') return { id, state: 'cannot_be_sent', because: '', reason, processedAt: null };
  return { id, state: 'processed', because: '', reason: '', processedAt: now };
}
