import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Area, InputOf } from '@printrail/contract/endpoint';
import type { OrderSummary } from '@printrail/contract/orders';
import {
  type searchEverything as endpoint,
  type Found,
  mostFound,
  type SearchAnswer,
} from '@printrail/contract/search';
import { listVendors } from '../catalog/vendors.operations.ts';
import { listOrders } from '../hub/hub.operations.ts';
import { summariesByIds } from '../invoices/invoices.queries.ts';
import { summariesOf } from '../orders/orders.queries.ts';
import { canDo } from '../people/rights.rules.ts';
import { folded, searchWords } from '../platform/folding.ts';
import { spokenDate } from '../platform/iso-date.ts';
import type { Reading } from '../studio/change.ts';
import { idsByNumber, newestClients, newestInvoices, newestSessions } from './search.queries.ts';

/** The newest few records of every kind that hold the words, as far as the caller may view them. */
export async function searchEverything(
  reading: Reading,
  { query: { text } }: InputOf<typeof endpoint>,
): Promise<SearchAnswer> {
  const isAsked = searchWords(text).length > 0;
  // One after another, others being served in between: inside one process they would hold it up together.
  const find = async (area: Area, search: (reading: Reading, text: string) => Promise<Found[]>) => {
    if (!isAsked || !canDo(reading.actor, area, 'view')) return [];
    await nextTurn();
    return search(reading, text);
  };
  const orders = await find('production', foundOrders);
  const invoices = await find('invoices', foundInvoices);
  const clients = await find('clients', foundClients);
  const sessions = await find('clients', foundSessions);
  const vendors = await find('catalog', foundVendors);
  return { orders, invoices, clients, sessions, vendors };
}

async function foundOrders(reading: Reading, text: string): Promise<Found[]> {
  const page = { search: text, limit: mostFound, totals: false };
  const exact = await summariesOf(reading, await idsByNumber(reading.db, 'productionOrders', folded(text)));
  const open = (await listOrders(reading, page)).items;
  const orders = [...exact, ...open];
  // A single character would be looked for in every order there ever was.
  const isIndexed = searchWords(text).some((word) => [...word].length >= 2);
  if (orders.length < mostFound && isIndexed) {
    orders.push(...(await listOrders(reading, { ...page, state: 'all', sort: 'orderDate' })).items);
  }
  return firstOnce(orders).map(orderFound);
}

async function foundInvoices({ db }: Reading, text: string): Promise<Found[]> {
  const exact = await idsByNumber(db, 'invoices', folded(text));
  const newest = (await newestInvoices(db, text)).map(({ id }) => id);
  const ids = [...new Set([...exact, ...newest])].slice(0, mostFound);
  const byId = new Map((await summariesByIds(db, ids)).map((invoice) => [invoice.id, invoice]));
  return ids
    .flatMap((id) => byId.get(id) ?? [])
    .map(({ id, number, clientName, sessionName, statusName }) => ({
      ...{ id, title: number, detail: detailOf(clientName, sessionName, statusName) },
    }));
}

async function foundClients({ db }: Reading, text: string): Promise<Found[]> {
  return (await newestClients(db, text)).map(contactFound);
}

async function foundSessions({ db, today }: Reading, text: string): Promise<Found[]> {
  return (await newestSessions(db, text)).map(({ id, name, clientName, date }) => ({
    ...{ id, title: name, detail: detailOf(clientName, date && spokenDate(date, today)) },
  }));
}

async function foundVendors(reading: Reading, search: string): Promise<Found[]> {
  const query = { search, limit: mostFound };
  return (await listVendors(reading, { params: undefined, query, body: undefined })).items.map(contactFound);
}

type Contact = { id: number; name: string; contactName: string; email: string | null; phone: string };

function contactFound({ id, name, contactName, email, phone }: Contact): Found {
  return { id, title: name, detail: detailOf(contactName, email, phone) };
}

function orderFound({ id, number, clientName, state, statusName }: OrderSummary): Found {
  return { id, title: number, detail: detailOf(clientName, state === 'cancelled' ? 'Cancelled' : statusName) };
}

function detailOf(...parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** Each record where it stands first, and no more than are shown. */
function firstOnce<Item extends { id: number }>(items: readonly Item[]): Item[] {
  return items.filter(({ id }, at) => items.findIndex((item) => item.id === id) === at).slice(0, mostFound);
}
