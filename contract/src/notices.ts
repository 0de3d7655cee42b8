import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Instant, Nullable, OneOf, PageFields, PageOf } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const noticeRefusals = {
  'notice.not_found': { status: 404, says: 'There is no notice {id} for you.' },
} as const satisfies RefusalTexts;

export const noticeKinds = [
  'invoice_completed',
  'invoice_waits',
  'invoice_reopened',
  'orders_created',
  'orders_offered',
  'effect_taken_back',
  'effect_kept',
] as const;

/** Something Printrail did, or did not do, by itself, told to the person whose change led to it. */
export const Notice = Fields(
  {
    id: Id,
    at: Instant,
    kind: OneOf(noticeKinds),
    text: Type.String(),
    invoiceId: Nullable(Id),
    isRead: Type.Boolean(),
  },
  'Notice',
);
export type Notice = Static<typeof Notice>;

export const listNotices = endpoint({
  id: 'listNotices',
  method: 'GET',
  path: '/notices',
  tag: 'Automation',
  summary: 'What Printrail did by itself after your changes, newest first',
  description: 'Notices after a change by an API key or by Printrail itself are for everyone.',
  access: 'signed-in',
  query: Fields({ ...PageFields, unread: Type.Optional(Type.Literal(true)), invoiceId: Type.Optional(Id) }),
  answer: PageOf(Notice),
});

export const readNotice = endpoint({
  id: 'readNotice',
  method: 'POST',
  path: '/notices/{id}/read',
  tag: 'Automation',
  summary: 'Mark a notice as read',
  access: 'signed-in',
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['notice.not_found'],
});
