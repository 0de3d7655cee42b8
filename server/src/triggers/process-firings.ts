import type { MessageChannel } from '@printrail/contract/messages';
import type { Tx } from '../database/connect.ts';
import { lockRows } from '../database/rows.ts';
import { mergeValuesOf } from '../delivery/merge-values.ts';
import { type MessageDraft, queueMessage } from '../delivery/queue-messages.ts';
import { TemplateError } from '../delivery/template.rules.ts';
import { render } from '../delivery/templates.operations.ts';
import { getTemplateById } from '../delivery/templates.queries.ts';
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
  const handoverFor = await handovers(change, firings);
  const all: Processed[] = [];
  for (const firing of firings) all.push(await described(change, { id: firing.id, ...handoverFor(firing) }));
  const does = (what: Handover['does']) => all.filter(({ handover }) => handover.does === what);
  const tasks = [...does('task'), ...does('call')];
  await addTasks(
    change,
    tasks.map((each) => taskOf(change, each)),
  );
  const others = all.filter((each) => !tasks.includes(each));
  for (const message of others.flatMap(messagesOf)) await queueMessage(change, message);
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
export async function handovers(reading: Reading, firings: readonly (Concerned & { triggerId: number })[]) {
  const { byId } = await triggersOf(reading);
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

/** What the task or call of a firing says, when its trigger has a template for it. */
async function described(change: Change, processed: Processed): Promise<Processed> {
  const { trigger, subject, handover } = processed;
  if (trigger.templateId === null || (handover.does !== 'task' && handover.does !== 'call')) return processed;
  const template = await getTemplateById(change.tx, trigger.templateId);
  if (template.channel !== handover.does) return processed;
  try {
    const about = { orderId: subject.orderId, invoiceId: subject.invoiceId };
    const { subject: title, text } = await render(template, await mergeValuesOf(change, about));
    return { ...processed, description: [title, text].filter(Boolean).join('\n\n') };
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
