import { randomUUID } from 'node:crypto';
import type { MessageAttachment, MessageChannel } from '@printrail/contract/messages';
import type { Rendered } from '@printrail/contract/templates';
import type { Change } from '../studio/change.ts';
import { insertMessages, type MessageColumns, recipientsOfFirings } from './messages.queries.ts';

/** A message to be sent: to whom, about what, and what it says. */
export type MessageDraft = {
  channel: MessageChannel;
  recipientName: string;
  /** An e-mail address, a phone number, a URL, or the lines of a postal address. */
  address: string;
  isToClient?: boolean;
  /** A template to be filled in soon (of a webhook nothing, which becomes its event), or the text itself. */
  says: { templateId: number | null } | Partial<Rendered>;
  attachments?: readonly MessageAttachment[];
  firingId?: number | null;
  /** One message of a firing for each: 'client', 'vendor', 'user:7', 'fixed', 'webhook'. */
  recipientKey?: string;
  orderId?: number | null;
  invoiceId?: number | null;
  clientId?: number | null;
  resendOfId?: number | null;
};

/** Puts a message into the queue; what sends does the rest. Gives its id; undefined when the firing had it before. */
export async function queueMessage(change: Change, draft: MessageDraft): Promise<number | undefined> {
  return (await queueMessages(change, [draft]))[0];
}

/** Puts messages into the queue. A firing gets one for each recipient however often this is asked. Gives the new ids. */
export async function queueMessages(change: Change, drafts: readonly MessageDraft[]): Promise<number[]> {
  if (drafts.length === 0) return [];
  const firingIds = drafts.flatMap(({ firingId }) => firingId ?? []);
  const known = new Set((await recipientsOfFirings(change.tx, firingIds)).map(nameOf));
  const fresh = drafts.filter(({ firingId, recipientKey = '' }) => {
    const name = nameOf({ firingId: firingId ?? null, recipientKey });
    return firingId == null || (!known.has(name) && known.add(name));
  });
  const ids = await insertMessages(
    change.tx,
    fresh.map((draft) => columnsOf(draft, change.now)),
  );
  if (ids.length > 0) change.touched('message', ids);
  return ids;
}

function nameOf({ firingId, recipientKey }: { firingId: number | null; recipientKey: string }): string {
  return `${firingId} ${recipientKey}`;
}

function columnsOf(draft: MessageDraft, now: number): MessageColumns {
  const { channel, recipientName, address, says } = draft;
  const content = 'templateId' in says ? { templateId: says.templateId, isFilled: false } : { ...says, isFilled: true };
  return {
    ...{ messageId: randomUUID(), firingId: draft.firingId ?? null, recipientKey: draft.recipientKey ?? '' },
    ...{ channel, recipientName, address, isToClient: draft.isToClient ?? false },
    ...{ subject: '', text: '', html: '', templateId: null, ...content },
    attachments: JSON.stringify(draft.attachments ?? []),
    ...{ orderId: draft.orderId ?? null, invoiceId: draft.invoiceId ?? null, clientId: draft.clientId ?? null },
    ...{ resendOfId: draft.resendOfId ?? null, state: 'waiting', reason: '', attempts: 0, sendFrom: now },
    ...{ leaseOwner: null, leaseUntil: null, sentAt: null, createdAt: now },
  };
}
