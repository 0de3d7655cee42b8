import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/firings';
import type { Firing, FiringSelection, QueueGroup } from '@printrail/contract/firings';
import { inSlices } from '../database/many-rows.ts';
import { shownUrl } from '../delivery/address-guard.rules.ts';
import { Refusal } from '../platform/refusal.ts';
import { auditAll } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { decodeCursor, pageOf, pageSize } from '../studio/pages.ts';
import * as queries from './firings.queries.ts';
import type { Handover } from './handover.rules.ts';
import { handovers, lockSubjects, processFirings, type Tally } from './process-firings.ts';
import { firingsToShow, type QueuedFiring, queueCounts } from './queue.queries.ts';
import { sentenceFor } from './trigger.rules.ts';
import { namedTriggers, triggersOf } from './triggers.queries.ts';

const atOnce = 200;

/** What is about to happen, by trigger. */
export async function listQueue(reading: Reading): Promise<AnswerOf<typeof contract.listQueue>> {
  const items: QueueGroup[] = [];
  for (const trigger of await namedTriggers(reading.db)) {
    const { nextDueAt, ...counts } = await queueCounts(reading.db, trigger.id, reading.now);
    if (Object.values(counts).every((count) => count === 0)) continue;
    const { id: triggerId, action, isAutomatic } = trigger;
    const group = { triggerId, sentence: sentenceFor(trigger), action, isAutomatic, ...counts };
    items.push({ ...group, nextDueAt: instant(nextDueAt) });
  }
  return { items };
}

export async function listFirings(
  reading: Reading,
  { query }: InputOf<typeof contract.listFirings>,
): Promise<AnswerOf<typeof contract.listFirings>> {
  const limit = query.limit ?? pageSize;
  const isByTime = query.orderId === undefined && query.invoiceId === undefined;
  if (isByTime && query.triggerId === undefined) throw new Refusal('firing.whose').at('triggerId');
  const cursor = decodeCursor<[number, number]>(query.after, 'nn');
  const rows = await firingsToShow(reading.db, { ...query, limit, cursor });
  const handoverFor = await handovers(reading, rows, (await triggersOf(reading)).byId);
  const named = new Map((await namedTriggers(reading.db)).map((trigger) => [trigger.id, trigger]));
  const itemOf = (row: QueuedFiring): Firing => {
    const trigger = named.get(row.triggerId);
    const sentence = trigger ? sentenceFor(trigger) : '';
    return firingOf(reading, row, { sentence, ...handoverFor(row) });
  };
  return pageOf(rows, limit, ({ dueAt, id }) => (isByTime ? [dueAt ?? 0, id] : [0, id]), itemOf);
}

type Shown = ReturnType<Awaited<ReturnType<typeof handovers>>> & { sentence: string };

function firingOf({ now }: Reading, row: QueuedFiring, { sentence, subject, handover }: Shown): Firing {
  const isInQueue = row.state === 'waiting' || row.state === 'cannot_be_sent';
  const { id, triggerId, state, reason, dueOn, dueAt, isAutomatic, version } = row;
  return {
    ...{ id, triggerId, sentence, state, reason, dueOn, isAutomatic, version },
    ...{ orderId: row.orderId, orderNumber: subject.orderNumber, statusName: subject.statusName },
    ...{ invoiceId: subject.invoiceId, invoiceNumber: subject.invoiceNumber },
    ...{ clientName: subject.client?.name ?? null, vendorName: subject.vendor?.name ?? null },
    ...{ dueAt: instant(dueAt), isDue: isInQueue && dueAt !== null && dueAt <= now },
    processedAt: instant(row.processedAt),
    plan: isInQueue ? plannedOf(handover) : null,
  };
}

/** What a firing comes to, as it is told before. */
export function plannedOf({ does, to, reason }: Handover): NonNullable<Firing['plan']> {
  const isNothing = does === 'excluded' || does === 'nothing';
  // Of a webhook without what may be a token.
  const shown = (address: string) => (does === 'webhook' ? shownUrl(address) : address);
  return {
    does: isNothing ? null : does,
    to: to.map(({ name, address }) => ({ name, address: shown(address) })),
    reason,
  };
}

export async function processQueued(change: Change, { body }: InputOf<typeof contract.processFirings>): Promise<Tally> {
  const all: Tally = { processed: 0, excluded: 0, cannotBeSent: 0, leftOut: 0 };
  for await (const some of inSlices(await selectedIds(change, body), atOnce)) {
    const tally = await processFirings(change, some);
    for (const what of Object.keys(all) as (keyof Tally)[]) all[what] += tally[what];
  }
  return all;
}

export async function skipQueued(change: Change, { body }: InputOf<typeof contract.skipFirings>) {
  const { ended: skipped, leftOut } = await endQueued(change, body, 'skipped');
  return { skipped, leftOut };
}

export async function deleteQueued(change: Change, { body }: InputOf<typeof contract.deleteFirings>) {
  const { ended: deleted, leftOut } = await endQueued(change, body, 'deleted');
  return { deleted, leftOut };
}

async function endQueued(change: Change, selection: FiringSelection, state: 'skipped' | 'deleted') {
  const all = { ended: 0, leftOut: 0 };
  for await (const some of inSlices(await selectedIds(change, selection), atOnce)) {
    await lockSubjects(change.tx, some);
    const queued = await queries.firingsToProcess(change.tx, some);
    const reason = `${state} by ${change.actor.name}`;
    const ended = { state, because: 'by_hand', reason, processedAt: change.now } as const;
    await queries.saveOutcomes(
      change.tx,
      queued.map(({ id }) => ({ id, ...ended })),
    );
    await auditAll(
      change,
      queued.map((before) => ({
        ...{ action: `firing.${state}`, record: 'firing', recordId: before.id },
        ...{ before: { state: before.state }, after: { state } },
      })),
    );
    all.ended += queued.length;
    all.leftOut += some.length - queued.length;
  }
  return all;
}

async function selectedIds(change: Change, { ids, triggerId, includingLater = false }: FiringSelection) {
  if (ids !== undefined && triggerId === undefined && !includingLater) return ids;
  if (ids !== undefined || triggerId === undefined) throw new Refusal('firing.one_selection').at('ids');
  const { byId } = await triggersOf(change);
  if (!byId.has(triggerId)) throw new Refusal('trigger.not_found', { id: triggerId }).at('triggerId');
  return queries.queuedIds(change.tx, triggerId, change.now, includingLater);
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
