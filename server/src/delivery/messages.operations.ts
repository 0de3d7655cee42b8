import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/messages';
import type { Message, MessageAttachment, MessageState, MessageSummary } from '@printrail/contract/messages';
import { lockRows } from '../database/rows.ts';
import { canDo, refuseUnlessViewing } from '../people/rights.rules.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { decodeCursor, pageOf, pageSize } from '../studio/pages.ts';
import { expectVersion } from '../studio/versions.ts';
import { faultOfUrl, shownUrl } from './address-guard.rules.ts';
import * as queries from './messages.queries.ts';
import { normalPhone } from './phone.rules.ts';
import { queueMessage } from './queue-messages.ts';
import { nextSendingTime } from './sending-hours.rules.ts';
import { meansOf } from './settings.queries.ts';
import { missingFor } from './settings.rules.ts';

type Shown = { summaryOf(row: queries.MessageRow): MessageSummary; messageOf(row: queries.MessageRow): Message };

export async function listMessages(
  reading: Reading,
  { query }: InputOf<typeof contract.listMessages>,
): Promise<AnswerOf<typeof contract.listMessages>> {
  const { after, limit = pageSize, ...filter } = query;
  const [before] = decodeCursor<[number]>(after, 'n') ?? [];
  const rows = await queries.messagesLatestFirst(reading.db, filter, before, limit + 1);
  const { summaryOf } = await showing(reading);
  return pageOf(rows, limit, ({ id }) => [id], summaryOf);
}

export async function countMessages({ db }: Reading): Promise<AnswerOf<typeof contract.countMessages>> {
  const counts = await queries.countsOfMessages(db);
  const sum = (state: MessageState, isLetter: boolean) =>
    counts
      .filter((each) => each.state === state && (each.channel === 'letter') === isLetter)
      .reduce((total, { many }) => total + many, 0);
  const of = (state: MessageState) => sum(state, false) + sum(state, true);
  return {
    ...{ waiting: sum('waiting', false), letters: sum('waiting', true) },
    ...{ sending: of('sending'), failed: of('failed'), unconfirmed: of('unconfirmed') },
  };
}

export async function getMessage(reading: Reading, { params }: InputOf<typeof contract.getMessage>): Promise<Message> {
  const row = await queries.getMessageById(reading.db, params.id);
  refuseUnlessShown(reading, row);
  return (await showing(reading)).messageOf(row);
}

/** What is said about an invoice, or goes out with it, tells its sums: only who may view invoices is shown it. */
export function refuseUnlessShown({ actor }: Reading, row: queries.MessageRow): void {
  if (isOfInvoice(row)) refuseUnlessViewing(actor, ['invoices']);
}

function isOfInvoice({ invoiceId, attachments }: queries.MessageRow): boolean {
  return invoiceId !== null || (JSON.parse(attachments) as MessageAttachment[]).some(({ kind }) => kind === 'invoice');
}

/** A further message that says the same; the first keeps what came of it. */
export async function resendMessage(
  change: Change,
  { params, body }: InputOf<typeof contract.resendMessage>,
): Promise<Message> {
  const row = await queries.getMessageById(change.tx, params.id);
  refuseUnlessShown(change, row);
  expectState(row, ['sent', 'failed', 'unconfirmed', 'printed', 'deleted'], 'sent once more');
  const given = body.address?.trim();
  const address = given === undefined || given === addressOf(row) ? row.address : given;
  await checkAddress(change, row.channel, address);
  const { channel, recipientName, isToClient, subject, text, html, orderId, invoiceId, clientId, templateId } = row;
  const isWritten = row.isFilled && `${text}${html}` !== '';
  const id = await queueMessage(change, {
    ...{ channel, recipientName, address, isToClient, orderId, invoiceId, clientId, resendOfId: row.id },
    says: isWritten || templateId === null ? { subject, text, html } : { templateId },
    attachments: JSON.parse(row.attachments) as MessageAttachment[],
  });
  if (id === undefined) throw new Error('A message without a firing is always new.');
  await audit(change, {
    action: 'message.resent',
    record: 'message',
    recordId: id,
    after: { resendOfId: row.id, address: addressOf({ channel, address }) },
  });
  return getMessage(change, { params: { id }, query: undefined, body: undefined });
}

export async function confirmMessage(change: Change, input: InputOf<typeof contract.confirmMessage>): Promise<Message> {
  return decide(change, input, ['unconfirmed'], 'confirmed', { state: 'sent', sentAt: change.now });
}

export async function repeatMessage(change: Change, input: InputOf<typeof contract.repeatMessage>): Promise<Message> {
  const again = { state: 'waiting', attempts: 0, sendFrom: change.now } as const;
  const { tx } = change;
  const { isFilled, text, html, templateId } = await queries.getMessageById(tx, input.params.id);
  // One that failed because it could not be filled in is filled in anew.
  const isEmpty = isFilled && `${text}${html}` === '' && templateId !== null;
  return decide(change, input, ['failed', 'unconfirmed'], 'repeated', {
    ...again,
    ...(isEmpty ? { isFilled: false } : {}),
  });
}

export async function deleteMessage(change: Change, input: InputOf<typeof contract.deleteMessage>): Promise<null> {
  await decide(change, input, ['waiting', 'failed', 'unconfirmed'], 'deleted', { state: 'deleted' });
  return null;
}

type Decided = { params: { id: number }; version?: number };

async function decide(
  change: Change,
  { params: { id }, version }: Decided,
  allowed: readonly MessageState[],
  what: string,
  columns: Partial<queries.MessageColumns>,
): Promise<Message> {
  const { tx } = change;
  await lockRows(tx, 'messages', [id]);
  const row = await queries.getMessageById(tx, id);
  refuseUnlessShown(change, row);
  expectState(row, allowed, what);
  expectVersion(row, version);
  await queries.saveMessage(tx, id, columns);
  const after = await queries.getMessageById(tx, id);
  const states = {
    before: { state: row.state, reason: row.reason },
    after: { state: after.state, reason: after.reason },
  };
  await audit(change, { action: `message.${what}`, record: 'message', recordId: id, ...states });
  return (await showing(change)).messageOf(after);
}

export function expectState(row: queries.MessageRow, allowed: readonly MessageState[], what: string): void {
  if (allowed.includes(row.state)) return;
  throw new Refusal('message.wrong_state', { id: row.id, state: row.state, allowed: allowed.join(' or '), what });
}

async function checkAddress({ db }: Reading, channel: queries.MessageRow['channel'], address: string): Promise<void> {
  const { phoneCountry } = (await meansOf(db)).settings;
  const isGood =
    channel === 'letter' ||
    (channel === 'email' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) ||
    (channel === 'sms' && (await normalPhone(address, phoneCountry)) !== undefined) ||
    (channel === 'webhook' && faultOfUrl(address) === undefined);
  if (!isGood) throw new Refusal('message.bad_address', { address, channel }).at('address');
}

function addressOf({ channel, address }: Pick<queries.MessageRow, 'channel' | 'address'>): string {
  return channel === 'webhook' ? shownUrl(address) : address;
}

/** How messages are shown: with why they wait, and until when. */
async function showing({ db, actor, now, preferences, calendar }: Reading): Promise<Shown> {
  const means = await meansOf(db);
  const surroundings = { hours: means.settings.sendingHours, timeZone: preferences.timeZone, calendar };
  const opensAt = nextSendingTime(now, surroundings);
  const maySeeInvoices = canDo(actor, 'invoices', 'view');

  function waiting({ state, channel, sendFrom, isToClient }: queries.MessageRow) {
    if (state !== 'waiting') return { nextTryAt: null, waitsFor: null };
    if (channel === 'letter') return { nextTryAt: null, waitsFor: 'printing' as const };
    if (missingFor(channel, means)) return { nextTryAt: null, waitsFor: 'settings' as const };
    const from = Math.max(sendFrom, now);
    const at = !isToClient ? from : from === now ? opensAt : nextSendingTime(from, surroundings);
    const isClosed = at > from;
    const waitsFor = isClosed ? ('sending_hours' as const) : sendFrom > now ? ('next_try' as const) : null;
    return { nextTryAt: new Date(at).toISOString(), waitsFor };
  }

  function summaryOf(row: queries.MessageRow): MessageSummary {
    const { id, messageId, channel, state, recipientName, isToClient, orderId, orderNumber } = row;
    const { invoiceId, invoiceNumber, clientId, attempts, reason, createdAt, sentAt, version } = row;
    const subject = maySeeInvoices || !isOfInvoice(row) ? row.subject : '';
    return {
      ...{ id, messageId, channel, state, recipientName, address: addressOf(row), subject, isToClient },
      ...{ orderId, orderNumber },
      ...{ invoiceId, invoiceNumber, clientId, attempts, ...waiting(row), lastError: reason },
      createdAt: new Date(createdAt).toISOString(),
      sentAt: sentAt === null ? null : new Date(sentAt).toISOString(),
      version,
    };
  }

  return {
    summaryOf,
    messageOf: (row) => ({
      ...summaryOf(row),
      ...{ text: row.text, html: row.html, resendOfId: row.resendOfId },
      attachments: JSON.parse(row.attachments) as MessageAttachment[],
    }),
  };
}
