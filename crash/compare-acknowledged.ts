import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Db } from '../server/src/database/connect.ts';
import type { Course, OrderStep, Part, SaleState } from './book.ts';
import type { Seen } from './compare.ts';
import { clientsInSet, linesPerInvoice } from './imports-under-load.ts';
import { orderKeyOf } from './scene.ts';

/** By course, how many of its steps may have come about by what there is; usually one number. */
type Lengths = Map<Course<unknown>, readonly number[]>;

/** What is lost of what was acknowledged, there although nobody asked for it, or there in part. */
export async function acknowledgedThatDiffer(seen: Seen): Promise<string[]> {
  const lengths: Lengths = new Map();
  return [
    ...(await ordersThatDiffer(seen, lengths)),
    ...(await salesThatDiffer(seen, lengths)),
    ...(await importsThatDiffer(seen, lengths)),
    ...requestsInPart(seen.requests, lengths),
    ...(await keysThatDiffer(seen)),
  ];
}

/** Every step of an order that was acknowledged is there, once, in its place, and nothing that was not asked for. */
async function ordersThatDiffer({ db, book, since }: Seen, lengths: Lengths): Promise<string[]> {
  const rows = await db
    .selectFrom('productionOrders as o')
    .innerJoin('vendors', 'vendors.id', 'o.vendorId')
    .leftJoin('invoices', 'invoices.id', 'o.invoiceId')
    .innerJoin('orderHistory as h', 'h.orderId', 'o.id')
    .select(['o.id', 'o.vendorOrderNumber', 'invoices.externalKey', 'vendors.name', 'h.kind', 'h.toStatusId'])
    .orderBy('h.id')
    .execute();
  const keyOf = (row: (typeof rows)[number]) =>
    row.externalKey === null ? row.vendorOrderNumber : orderKeyOf(row.externalKey, row.name);
  const byKey = Map.groupBy(rows, keyOf);
  return [...new Set([...book.orders.keys(), ...byKey.keys()])].flatMap((key) => {
    const course = book.order(key);
    const found = byKey.get(key) ?? [];
    const orders = new Set(found.map(({ id }) => id)).size;
    const is = found.map(({ kind, toStatusId }) => stepOf(kind, toStatusId));
    lengths.set(course as Course<unknown>, [is.length]);
    const isAsked = is.every((step, at) => step === course.steps[at]);
    const least = since(course as Course<unknown>);
    if (orders <= 1 && isAsked && is.length >= least) return [];
    return [
      `order ${key} (${orders} there) has been through ${is}, and acknowledged is ${course.steps.slice(0, least)}`,
    ];
  });
}

function stepOf(kind: string, toStatusId: number | null): OrderStep | string | null {
  if (kind === 'change') return toStatusId;
  return kind === 'undo' ? 'undone' : kind;
}

/** Every invoice is as one of its steps made it, the last that was acknowledged or a later one. */
async function salesThatDiffer({ db, book, since }: Seen, lengths: Lengths): Promise<string[]> {
  const states = await saleStates(db);
  const strays = [...states.keys()].filter((key) => !book.sales.has(key));
  const wrong = [...book.sales].flatMap(([key, course]) => {
    const is = states.get(key);
    const least = since(course as Course<unknown>);
    const fits = (length: number) => isDeepStrictEqual(is, course.steps[length - 1]);
    const possible = Array.from({ length: course.steps.length - least + 1 }, (_, more) => least + more).filter(fits);
    lengths.set(course as Course<unknown>, possible);
    if (possible.length > 0) return [];
    const asked = course.steps.slice(Math.max(0, least - 1));
    return [`invoice ${key} is ${JSON.stringify(is)}, and acknowledged is ${JSON.stringify(asked)}`];
  });
  return [...strays.map((key) => `invoice ${key} is there, and nobody asked for it`), ...wrong];
}

async function saleStates(db: Db): Promise<Map<string, SaleState>> {
  const { rows } = await sql<SaleState & { key: string; quantity: number; isDelivered: boolean | number }>`
    select i.external_key as key, i.status_id, i.paid, i.delivered_date is not null as is_delivered,
      (select count(*) from firings where firings.invoice_id = i.id) as entries,
      coalesce((select sum(l.invoice_quantity) from order_lines as l
        join production_orders as o on o.id = l.order_id and o.state <> 'cancelled'
        where l.invoice_line_id = line.id), 0) as quantity
    from invoices as i join invoice_lines as line on line.invoice_id = i.id
    where i.external_key like 'sale-%' order by i.id, line.position`.execute(db);
  const states = new Map<string, SaleState>();
  for (const { key, statusId, paid, isDelivered, entries, quantity } of rows) {
    const before = states.get(key)?.ordered;
    const ordered = before === undefined ? `${quantity}` : `${before},${quantity}`;
    states.set(key, { statusId, paid, isDelivered: Boolean(isDelivered), ordered, entries });
  }
  return states;
}

/** A set of files was imported whole, as often as was acknowledged or asked for, or not at all. */
async function importsThatDiffer({ db, book, since }: Seen, lengths: Lengths): Promise<string[]> {
  const clients = await db.selectFrom('clients').select(['externalKey', 'name']).execute();
  const lines = await db
    .selectFrom('invoiceLines')
    .innerJoin('invoices', 'invoices.id', 'invoiceLines.invoiceId')
    .select(['invoices.externalKey', 'invoiceLines.quantity'])
    .execute();
  return [...book.imports].flatMap(([set, course]) => {
    const isOfSet = ({ externalKey }: { externalKey: string | null }) => externalKey?.startsWith(`${set}-`);
    const [names, quantities] = [clients.filter(isOfSet), lines.filter(isOfSet)];
    const times = [
      ...names.map(({ name }) => Number(name.split(' ').at(-1))),
      ...quantities.map((each) => each.quantity),
    ];
    const time = times[0] ?? 0;
    const counts = time === 0 ? '0,0' : `${clientsInSet},${clientsInSet * linesPerInvoice}`;
    const isWhole = times.every((each) => each === time) && `${names.length},${quantities.length}` === counts;
    lengths.set(course as Course<unknown>, [time]);
    const least = since(course as Course<unknown>);
    if (isWhole && time >= least && time <= course.steps.length) return [];
    const is = `${names.length} clients and ${quantities.length} lines of the imports ${[...new Set(times)]}`;
    return [`${set} is ${is}, and acknowledged is import ${least}`];
  });
}

/** A request has come about in all that it asked for, or in nothing. */
function requestsInPart(requests: Seen['requests'], lengths: Lengths): string[] {
  return requests.flatMap((parts) => {
    const isMaybe = (isThere: boolean) =>
      parts.every(({ course, length }: Part) => (lengths.get(course) ?? []).some((each) => each >= length === isThere));
    return isMaybe(true) || isMaybe(false) ? [] : [`a request for ${parts.length} steps has come about in part`];
  });
}

/** What was acknowledged is kept with its answer, in case it is asked again. */
async function keysThatDiffer({ db, entries }: Seen): Promise<string[]> {
  const kept = await db.selectFrom('idempotencyKeys').select(['key', 'answer']).execute();
  const answers = new Map(kept.map(({ key, answer }) => [key, answer]));
  return entries.flatMap(({ key, endpoint, answer, isKept }) => {
    if (!isKept) return [];
    const stored = answers.get(key);
    if (stored === undefined) return [`${endpoint} was acknowledged, and its key ${key} is not there`];
    return isDeepStrictEqual(JSON.parse(stored), answer) ? [] : [`${endpoint} ${key} was answered otherwise than kept`];
  });
}
