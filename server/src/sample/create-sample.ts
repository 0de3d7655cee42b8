import { setImmediate as turn } from 'node:timers/promises';
import { type IsoBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import { methodOf } from '../changes/surroundings.ts';
import { trackOf } from '../cycles/cycle.rules.ts';
import { type Cycles, cycleOf } from '../cycles/cycles.queries.ts';
import { sumOfDurations } from '../cycles/due-date.rules.ts';
import { countOnFromLast, idsAfterLast } from '../database/chosen-ids.ts';
import { nextNumber } from '../database/rows.ts';
import { nextInvoiceNumbers } from '../invoices/invoice-numbers.ts';
import { draftOrder } from '../orders/order-drafts.ts';
import { takenNumbers } from '../orders/save-orders.ts';
import { folded } from '../platform/folding.ts';
import { dateOfDayNumber, dayNumber, type IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import { type Change, system } from '../studio/change.ts';
import { closuresBetween, insertClosure } from '../studio/closures.queries.ts';
import { numberFrom } from '../studio/preferences.rules.ts';
import { calendarOf, type Studio } from '../studio/studio.ts';
import { type Furniture, furnishSample } from './furnish-sample.ts';
import { type Roads, travel } from './journeys.rules.ts';
import { type Random, seeded } from './random.rules.ts';
import { datesBetween, type Sale, salesOn } from './sales.rules.ts';
import { saveSlice } from './save-sample.queries.ts';
import {
  addSale,
  emptySlice,
  type Ids,
  lineOf,
  type MadeOrder,
  type Office,
  type Slice,
  sliceTables,
} from './slice.rules.ts';

export type SampleAsked = {
  orders: number;
  /** The same seed, day and number of orders give the same sample. */
  seed?: number;
  /** The day the sample is made for; today in the studio unless told, and never after it. */
  today?: IsoDate;
  /** Also for a studio that has invoices. */
  evenIfFilled?: boolean;
  progress?(done: number, total: number): void;
};

export type SampleMade = {
  clients: number;
  sessions: number;
  invoices: number;
  orders: number;
  openOrders: number;
  history: number;
};

const ordersInSlice = 2_000;
/** How long an order of the sample stays open, on average, in calendar days. */
const usualDaysOpen = 27;

/** Fills a studio with orders at every stage and all that belongs to them, all or nothing. */
export async function createSample(studio: Studio, asked: SampleAsked): Promise<SampleMade> {
  return studio.write(system, 'sample', (change) => fill(change, asked), { alone: true });
}

async function fill(
  now: Change,
  { orders: total, seed = 1, today = now.today, evenIfFilled = false, progress }: SampleAsked,
) {
  if (!evenIfFilled) await refuseFilled(now);
  const from = dateOfDayNumber(dayNumber(today) - daysFor(total));
  const change = { ...now, today: today < now.today ? today : now.today };
  change.calendar = await closeAtChristmas(change, from);
  const furniture = await furnishSample(change);
  const works = await openWorks(change, furniture, seeded(seed), from);
  const made: SampleMade = { clients: 0, sessions: 0, invoices: 0, orders: 0, openOrders: 0, history: 0 };
  progress?.(0, total);
  while (made.orders < total) {
    const slice = await makeSlice(works, total, made.orders);
    await saveSlice(change.tx, slice);
    count(made, slice);
    progress?.(made.orders, total);
    await turn();
  }
  for (const table of sliceTables) await countOnFromLast(change.tx, table);
  await audit(change, { action: 'sample.created', record: 'studio', recordId: null, after: { ...made, seed } });
  return made;
}

async function refuseFilled({ tx }: Change): Promise<void> {
  const found = await tx.selectFrom('invoices').select('id').limit(1).executeTakeFirst();
  if (found) throw new Refusal('sample.studio_in_use');
}

/** So long that two in a hundred orders are open at the end, and seventy-five more. */
function daysFor(orders: number): number {
  const open = Math.min(orders / 2, 75 + orders * 0.02);
  return Math.ceil((orders / open) * usualDaysOpen);
}

/** The calendar, with the days between the years closed in a studio without closures. */
async function closeAtChristmas(change: Change, from: IsoDate): Promise<IsoBusinessCalendar> {
  const { tx, today, preferences } = change;
  if ((await closuresBetween(tx)).length > 0) return change.calendar;
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(today.slice(0, 4)) + 1; year++) {
    await insertClosure(tx, { from: `${year}-12-24`, to: `${year + 1}-01-01`, name: 'Christmas to New Year' });
  }
  return onIsoDates(await calendarOf(tx, preferences.workWeek));
}

/** All that sales and their orders are made with. */
type Works = { change: Change; furniture: Furniture; office: Office; roads: Roads; nextSale(share: number): Sale };

async function openWorks(change: Change, furniture: Furniture, random: Random, from: IsoDate): Promise<Works> {
  const { tx, today, calendar } = change;
  const ids = {} as Ids;
  for (const table of sliceTables) ids[table] = await idsAfterLast(tx, table);
  const instantOf = instantsIn(change);
  const method = methodOf(change);
  const around = new Map(
    furniture.cycles.all.map((cycle) => [cycle.type.id, { cycle, method, statusById: furniture.cycles.statuses }]),
  );
  const dateAt = datesBetween(calendar, from, today);
  const sell = salesOn({
    ...{
      random,
      calendar,
      today,
      products: furniture.products,
      nextClientId: ids.clients,
      nextSessionId: ids.sessions,
    },
  });
  return {
    change,
    furniture,
    office: { random, calendar, today, ids, statuses: invoicePlaces(change, furniture.cycles), instantOf },
    roads: {
      random,
      today,
      peopleOf: furniture.peopleOf,
      instantOf,
      surroundingsOf: (typeId) => around.get(typeId) ?? fail(typeId),
    },
    nextSale: (share) => sell(dateAt(share)),
  };
}

function fail(typeId: number): never {
  throw new Error(`The studio has no type ${typeId}.`);
}

/** Working times fall in the studio's zone; an instant that is still to come is now. */
function instantsIn({ preferences, now }: Change): Office['instantOf'] {
  const midnights = new Map<IsoDate, number>();
  return (date, minute) => {
    let midnight = midnights.get(date);
    if (midnight === undefined) {
      midnight = Temporal.PlainDate.from(date).toZonedDateTime(preferences.timeZone).epochMilliseconds;
      midnights.set(date, midnight);
    }
    return Math.min(midnight + minute * 60_000, now);
  };
}

function invoicePlaces({ preferences }: Change, { invoiceStatuses }: Cycles): Office['statuses'] {
  const active = invoiceStatuses.filter((status) => status.isActive);
  const initial = active.find((status) => status.isInitial);
  const final = active.find((status) => status.isFinal);
  if (!initial || !final) throw new Error('The studio has no initial or final invoice status.');
  const ready =
    active.find((status) => status.id === preferences.invoiceCompletion.setStatusId) ?? active.at(-2) ?? final;
  return {
    initial,
    final,
    ready,
    inProduction: active.find((status) => status !== initial && status !== ready) ?? initial,
  };
}

async function makeSlice(works: Works, total: number, before: number): Promise<Slice> {
  const { change } = works;
  const wanted = Math.min(ordersInSlice, total - before);
  const sales: Sale[] = [];
  for (let planned = 0; planned < wanted; ) {
    const sale = works.nextSale((before + planned) / total);
    const orders = sale.orders.slice(0, wanted - planned);
    planned += orders.length;
    sales.push({ ...sale, orders });
  }
  const invoiceNumbers = await nextInvoiceNumbers(
    change,
    sales.map((sale) => sale.date),
  );
  const orderNumbers = await nextOrderNumbers(
    change,
    sales.flatMap((sale) => sale.orders.map((order) => order.date)),
  );
  const slice = emptySlice();
  let orderAt = 0;
  sales.forEach((sale, at) => {
    const numbers = orderNumbers.slice(orderAt, orderAt + sale.orders.length);
    orderAt += sale.orders.length;
    fulfil(works, slice, sale, invoiceNumbers[at] ?? '', numbers);
  });
  return slice;
}

/** Numbers by the studio's pattern, one for each order date; those that are taken are passed over. */
async function nextOrderNumbers(change: Change, dates: readonly IsoDate[]): Promise<string[]> {
  const pattern = change.preferences.orderNumberPattern;
  const numbers: string[] = [];
  while (numbers.length < dates.length) {
    const missing = dates.slice(numbers.length);
    const first = await nextNumber(change.tx, 'production_order', missing.length);
    const candidates = missing.map((date, at) => numberFrom(pattern, first + at, date));
    const taken = await takenNumbers(change, candidates.map(folded));
    numbers.push(...candidates.filter((number) => !taken.has(folded(number))));
  }
  return numbers;
}

function fulfil(works: Works, slice: Slice, sale: Sale, number: string, orderNumbers: readonly string[]): void {
  const { office } = works;
  const invoice = { id: office.ids.invoices(), number, deliveryDate: deliveryDateOf(works, sale) };
  const orders = sale.orders.map((order, at) =>
    makeOrder(works, sale, invoice, { ...order, number: orderNumbers[at] ?? '' }),
  );
  addSale(slice, office, sale, invoice, orders);
}

/** Promised for when the longest of its orders should be done, with some room; a few are not promised at all. */
function deliveryDateOf({ furniture, office }: Works, sale: Sale): IsoDate | null {
  const { random, calendar } = office;
  const typeIds = sale.orders.flatMap((order) => furniture.vendors.get(order.vendorId)?.typeId ?? []);
  const longest = Math.max(0, ...typeIds.map((id) => sumOfDurations(trackOf(cycleOf(furniture.cycles, id)))));
  const room = Math.ceil(longest * (0.15 + random.next() * 0.6)) + 3;
  return random.chance(0.07) ? null : calendar.add(sale.date, longest + room);
}

type Ordered = Sale['orders'][number] & { number: string };

function makeOrder(
  works: Works,
  sale: Sale,
  invoice: { id: number; number: string; deliveryDate: IsoDate | null },
  ordered: Ordered,
): MadeOrder {
  const { change, furniture, office, roads } = works;
  const { random, ids } = office;
  const vendor = furniture.vendors.get(ordered.vendorId);
  if (!vendor) throw new Error(`The sample has no vendor ${ordered.vendorId}.`);
  const by = { id: random.pick(furniture.peopleOf(null)), kind: 'user' as const, name: '', isOwner: false, rights: {} };
  const draft = draftOrder(
    { ...change, actor: by, now: office.instantOf(ordered.date, random.whole(510, 600)) },
    furniture.cycles,
    {
      ...{
        number: ordered.number,
        typeId: vendor.typeId,
        vendor,
        client: sale.client,
        invoice,
        orderDate: ordered.date,
      },
      value: ordered.lines.reduce((sum, line) => sum + line.total, 0),
      details: {
        vendorOrderNumber: random.chance(0.6)
          ? `${vendor.name.slice(0, 2).toUpperCase()}${random.whole(100_000, 999_999)}`
          : '',
        studioNotes: random.chance(0.03) ? 'Rush: the client leaves town.' : '',
        vendorNotes: random.chance(0.05) ? 'Please match the colour of the last order.' : '',
      },
      lines: ordered.lines.map((line) => lineOf(line, 0)),
    },
  );
  const journey = travel(roads, {
    ...draft,
    id: ids.production_orders(),
    version: 1,
    deliveryDate: invoice.deliveryDate,
  });
  return { draft, journey, lines: ordered.lines };
}

function count(made: SampleMade, slice: Slice): void {
  made.clients += slice.clients.length;
  made.sessions += slice.sessions.length;
  made.invoices += slice.invoices.length;
  made.orders += slice.production_orders.length;
  made.openOrders += (slice.production_orders as { state: string }[]).filter(({ state }) => state === 'open').length;
  made.history += slice.order_history.length;
}
