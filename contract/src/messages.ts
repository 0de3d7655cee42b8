import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import {
  ById,
  Fields,
  FileContent,
  Id,
  Instant,
  Line,
  Nullable,
  OneOf,
  PageFields,
  PageOf,
  Prose,
  Version,
} from './fields.ts';
import { paperSizes } from './forms.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const messageRefusals = {
  'message.not_found': { status: 404, says: 'There is no message {id}.' },
  'message.wrong_state': {
    status: 409,
    says: 'The message {id} is {state}; only one that is {allowed} can be {what}.',
  },
  'message.not_a_letter': { status: 422, says: 'The message {id} is no letter: it cannot be printed.' },
  'message.bad_address': { status: 422, says: '{address} is not an address for {channel}.' },
  'message.letters_too_long': { status: 422, says: 'These letters take more than {limit} pages; print fewer at once.' },
} as const satisfies RefusalTexts;

export const messageChannels = ['email', 'sms', 'webhook', 'letter'] as const;
export type MessageChannel = (typeof messageChannels)[number];

/**
 * Waiting, being sent, sent, given up; unconfirmed: it is not known whether it went out; printed and deleted.
 */
export const messageStates = ['waiting', 'sending', 'sent', 'failed', 'unconfirmed', 'printed', 'deleted'] as const;
export type MessageState = (typeof messageStates)[number];

export const MessageAttachment = Type.Union([
  Fields({ kind: OneOf(['order_form', 'work_order']), orderId: Id }),
  Fields({ kind: Type.Literal('invoice'), invoiceId: Id }),
]);
export type MessageAttachment = Static<typeof MessageAttachment>;

const summary = {
  id: Id,
  messageId: Type.String({ description: 'The same at every attempt; what the recipient knows the message by.' }),
  channel: OneOf(messageChannels),
  state: OneOf(messageStates),
  recipientName: Line,
  address: Type.String({ ...Prose, description: 'Of a webhook without its query, which may hold a token.' }),
  subject: Type.String({
    ...Line,
    description: 'Empty to whoever may not view invoices, when the message is about one.',
  }),
  isToClient: Type.Boolean({ description: 'Goes out only in the studio’s sending hours.' }),
  orderId: Nullable(Id),
  orderNumber: Nullable(Line),
  invoiceId: Nullable(Id),
  invoiceNumber: Nullable(Line),
  clientId: Nullable(Id),
  attempts: Type.Integer(),
  nextTryAt: Nullable(Instant),
  waitsFor: Nullable(
    OneOf(['settings', 'sending_hours', 'next_try', 'printing'], 'Why it is not sent yet; null: it is about to be.'),
  ),
  lastError: Type.String({ description: 'Why the last attempt came to nothing, in words.' }),
  createdAt: Instant,
  sentAt: Nullable(Instant),
  version: Version,
};
export const MessageSummary = Fields(summary, 'MessageSummary');
export type MessageSummary = Static<typeof MessageSummary>;

export const Message = Fields(
  {
    ...summary,
    text: Type.String(),
    html: Type.String(),
    attachments: Type.Array(MessageAttachment),
    resendOfId: Nullable(Id),
  },
  'Message',
);
export type Message = Static<typeof Message>;

export const listMessages = endpoint({
  id: 'listMessages',
  method: 'GET',
  path: '/messages',
  tag: 'Delivery',
  summary: 'Messages, latest first',
  description: 'Those deleted only when asked for by their state.',
  access: { area: 'production', level: 'view' },
  query: Fields({
    ...PageFields,
    state: Type.Optional(OneOf(messageStates)),
    channel: Type.Optional(OneOf(messageChannels)),
    orderId: Type.Optional(Id),
    invoiceId: Type.Optional(Id),
    clientId: Type.Optional(Id),
  }),
  answer: PageOf(MessageSummary),
});

export const countMessages = endpoint({
  id: 'countMessages',
  method: 'GET',
  path: '/messages/counts',
  tag: 'Delivery',
  summary: 'How many messages wait, failed, or are for a person to decide',
  access: { area: 'production', level: 'view' },
  answer: Fields({
    waiting: Type.Integer(),
    sending: Type.Integer(),
    failed: Type.Integer(),
    unconfirmed: Type.Integer(),
    letters: Type.Integer({ description: 'Letters that wait to be printed; not among those waiting.' }),
  }),
});

export const getMessage = endpoint({
  id: 'getMessage',
  method: 'GET',
  path: '/messages/{id}',
  tag: 'Delivery',
  summary: 'One message with its content',
  description:
    'Of one about an invoice it needs the right to view invoices too, as does everything that is done to it.',
  access: { area: 'production', level: 'view' },
  params: ById,
  answer: Message,
  refusals: ['message.not_found'],
});

export const resendMessage = endpoint({
  id: 'resendMessage',
  method: 'POST',
  path: '/messages/{id}/resend',
  tag: 'Delivery',
  summary: 'Send what a message says once more, as a new message',
  description: 'With another address when one is given. The message itself stays as it is.',
  access: { area: 'production', level: 'change' },
  params: ById,
  body: Fields({ address: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' })) }),
  answer: Message,
  status: 201,
  refusals: ['message.not_found', 'message.wrong_state', 'message.bad_address'],
});

export const confirmMessage = endpoint({
  id: 'confirmMessage',
  method: 'POST',
  path: '/messages/{id}/confirm',
  tag: 'Delivery',
  summary: 'Say that an unconfirmed message arrived',
  access: { area: 'production', level: 'change' },
  versioned: true,
  params: ById,
  answer: Message,
  refusals: ['message.not_found', 'message.wrong_state'],
});

export const repeatMessage = endpoint({
  id: 'repeatMessage',
  method: 'POST',
  path: '/messages/{id}/repeat',
  tag: 'Delivery',
  summary: 'Try a failed or unconfirmed message again, at once and with the same id',
  access: { area: 'production', level: 'change' },
  versioned: true,
  params: ById,
  answer: Message,
  refusals: ['message.not_found', 'message.wrong_state'],
});

export const deleteMessage = endpoint({
  id: 'deleteMessage',
  method: 'DELETE',
  path: '/messages/{id}',
  tag: 'Delivery',
  summary: 'Delete a message that has not been sent',
  description: 'It will not be sent, and stays in the list of deleted ones.',
  access: { area: 'production', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['message.not_found', 'message.wrong_state'],
});

export const printLetters = endpoint({
  id: 'printLetters',
  method: 'POST',
  path: '/messages/letters',
  tag: 'Delivery',
  summary: 'Letters as one PDF file to print',
  description:
    'In the order given. Those that were waiting count as printed from then on; a letter can be printed again.',
  access: { area: 'production', level: 'change' },
  body: Fields({
    ids: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
    paper: Type.Optional(OneOf(paperSizes, 'The studio’s paper unless told.')),
  }),
  answer: FileContent,
  answerTypes: ['application/pdf'],
  refusals: ['message.not_found', 'message.not_a_letter', 'message.wrong_state', 'message.letters_too_long'],
});
