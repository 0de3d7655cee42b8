import { MessageAttachment } from '@printrail/contract/messages';
import { sql } from 'kysely';
import { Value } from 'typebox/value';
import type { Db } from '../database/connect.ts';
import { listOf } from '../database/rows.ts';
import type { Check } from './findings.ts';
import { rowsThat } from './sum-checks.queries.ts';

type Faulty = { id: number; channel: string; state: string; says: string };

const messageStates = rowsThat(
  {
    name: 'message-states',
    rule: 'A message has what its state asks for: a claim while it is sent, a moment once it is, a reason when it is not.',
  },
  sql<Faulty>`
    select * from (
      select id, channel, state, case
        when state not in ('waiting', 'sending', 'sent', 'failed', 'unconfirmed', 'printed', 'deleted') then 'there is no such state'
        when attempts < 0 then 'it has fewer than no attempts'
        when channel = 'letter' and state in ('sending', 'sent', 'unconfirmed') then 'letters are printed, not sent'
        when channel <> 'letter' and state = 'printed' then 'only letters are printed'
        when channel = 'webhook' and state = 'unconfirmed' then 'webhooks are repeated, and never unconfirmed'
        when not is_filled and state not in ('waiting', 'deleted') then 'its template was never filled in'
        when state = 'sending' and (lease_owner is null or lease_until is null) then 'nobody has claimed it'
        when state <> 'sending' and lease_until is not null then 'it is claimed all the same'
        when state in ('sending', 'sent', 'unconfirmed') and attempts = 0 then 'there was no attempt'
        when state in ('sent', 'printed') and sent_at is null then 'it has no moment when it was'
        when state not in ('sent', 'printed') and sent_at is not null then 'it has a moment when it was sent'
        when state in ('failed', 'unconfirmed') and reason = '' then 'it has no reason'
      end as says from messages
    ) as judged where says is not null order by id`,
  ({ id, channel, state, says }) => ({ record: `message ${id}`, id, says: `it is a ${channel}, ${state}: ${says}` }),
);

const messageRecipients = rowsThat(
  {
    name: 'message-recipients',
    rule: 'A message of a firing names its recipient, and is the only one of the firing for it.',
  },
  sql<{ id: number; many: number }>`
    select min(id) as id, count(*) as many from messages where firing_id is not null
    group by firing_id, recipient_key having count(*) > 1 or recipient_key = '' order by 1`,
  ({ id, many }) => ({
    ...{ record: `message ${id}`, id },
    says: many > 1 ? `there are ${many} for the same recipient` : 'it names no recipient',
  }),
);

/** As long as the longest lease that can be set; what is claimed for longer nobody would ever take over. */
const longestClaimMs = 5 * 60 * 60_000;

const claims: Check = {
  name: 'claims',
  rule: 'What a process has claimed is given free again soon, should it end.',
  find: ({ db }, offences) =>
    offences.addRows(
      db,
      sql<{ id: number; what: string }>`
        select id, 'message' as what from messages
        where state = 'sending' and lease_until > ${Date.now() + longestClaimMs}
        union all
        select id, 'firing' as what from firings
        where state = 'waiting' and claimed_until > ${Date.now() + longestClaimMs}
        order by what, id`,
      ({ id, what }) => ({ record: `${what} ${id}`, id, says: 'it is claimed for longer than any process may' }),
    ),
};

const atOnce = 1_000;

const messageAttachments: Check = {
  name: 'message-attachments',
  rule: 'What is attached to a message is a form of a production order that is there, or of the invoice that it is about.',
  find: async ({ db }, offences) => {
    for (let after = 0; ; ) {
      const messages = await attachingMessages(db, after);
      const orderIds = messages.flatMap(({ attached }) =>
        attached.flatMap((each) => ('orderId' in each ? each.orderId : [])),
      );
      const there = await db
        .selectFrom('productionOrders')
        .select('id')
        .where('id', 'in', listOf(db, orderIds))
        .execute();
      const known = new Set(there.map(({ id }) => id));
      for (const { id, invoiceId, attached, isReadable } of messages) {
        const says = isReadable ? faultOf(attached, known, invoiceId) : 'its attachments cannot be read';
        if (says) offences.add({ record: `message ${id}`, id, says });
      }
      const last = messages.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  },
};

async function attachingMessages(db: Db, after: number) {
  const messages = db.selectFrom('messages').select(['id', 'invoiceId', 'attachments']).where('id', '>', after);
  const rows = await messages.where('attachments', '<>', '[]').orderBy('id').limit(atOnce).execute();
  return rows.map(({ id, invoiceId, attachments }) => {
    const attached = parsed(attachments);
    const isReadable = Array.isArray(attached) && attached.every((each) => Value.Check(MessageAttachment, each));
    return { id, invoiceId, isReadable, attached: isReadable ? (attached as MessageAttachment[]) : [] };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An invoice that was deleted is no longer named by the message, and so may be missing. */
function faultOf(attached: readonly MessageAttachment[], orders: ReadonlySet<number>, invoiceId: number | null) {
  for (const each of attached) {
    if ('orderId' in each && !orders.has(each.orderId)) return `there is no production order ${each.orderId} to attach`;
    const isOther = 'invoiceId' in each && invoiceId !== null && each.invoiceId !== invoiceId;
    if (isOther) return `it is about invoice ${invoiceId}, and attaches ${each.invoiceId}`;
  }
  return undefined;
}

/** What is sent. */
export const messageChecks: readonly Check[] = [messageStates, messageRecipients, claims, messageAttachments];
