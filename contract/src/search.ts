import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Fields, Id } from './fields.ts';

/** So many of each kind are found. */
export const mostFound = 6;

export const Found = Fields({ id: Id, title: Type.String(), detail: Type.String() }, 'Found');
export type Found = Static<typeof Found>;

const Hits = Type.Array(Found, { maxItems: mostFound });

export const SearchAnswer = Fields(
  { orders: Hits, invoices: Hits, clients: Hits, sessions: Hits, vendors: Hits },
  'SearchAnswer',
);
export type SearchAnswer = Static<typeof SearchAnswer>;

export const searchEverything = endpoint({
  id: 'searchEverything',
  method: 'GET',
  path: '/search',
  tag: 'Studio',
  summary: 'Production orders, invoices, clients, sessions and vendors that hold the words',
  description:
    'Any part of a word, ignoring case and accents; the newest few of each kind, exact numbers before others, open orders (by due date) before closed ones, and vendors by name. A kind that the caller may not view has none.',
  access: 'signed-in',
  query: Fields({ text: Type.String({ minLength: 1, maxLength: 200 }) }),
  answer: SearchAnswer,
});
