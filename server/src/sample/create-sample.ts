import { setImmediate as turn } from 'node:timers/promises';
import type { InputOf } from '@printrail/contract/endpoint';
import type { createSample as endpoint, SampleMade } from '@printrail/contract/sample';
import { type IsoBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import { trackOf } from '../cycles/cycle.rules.ts';
import { cycleOf } from '../cycles/cycles.queries.ts';
import { sumOfDurations } from '../cycles/due-date.rules.ts';
import { countOnFromLast } from '../database/chosen-ids.ts';
import { nextNumber } from '../database/rows.ts';
import { nextInvoiceNumbers } from '../invoices/invoice-numbers.ts';
import { draftOrder } from '../orders/order-drafts.ts';
import { takenNumbers } from '../orders/save-orders.ts';
import { folded } from '../platform/folding.ts';
import { dateOfDayNumber, dayNumber, type IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import { type Change, lockSettings, system } from '../studio/change.ts';
import { closuresBetween, insertClosure } from '../studio/closures.queries.ts';
import { numberFrom } from '../studio/preferences.rules.ts';
import { calendarOf, type Studio } from '../studio/studio.ts';
import { furnishSample } from './furnish-sample.ts';
import { travel } from './journeys.rules.ts';
import { seeded } from './random.rules.ts';
import type { Sale } from './sales.rules.ts';
import { saveSlice } from './save-sample.queries.ts';
import { addSale, emptySlice, lineOf, type MadeOrder, type Slice, sliceTables } from './slice.rules.ts';
import { openWorks, type Works } from './works.ts';

export type SampleAsked = {
  orders: number;
  /** The same seed, day and number of orders give the same sample. */
  seed?: number;
  /** The day the sample is made for; today in the studio unless told, and never after it. */
  today?: IsoDate;
  /** How many of the orders are open at the end; 0.02 and some more unless told. */
  openShare?: number;
  progress?(done: number, total: number): void;
};

const usualOrders = 500;
const ordersInSlice = 50;
const touchedKinds = [
  ...(['client', 'session', 'invoice', 'production_order', 'vendor', 'product'] as const),
  ...(['department', 'user', 'production_status', 'closure'] as const),
];
/** How long an order of the sample stays open, on average, in calendar days. */
const usualDaysOpen = 27;

/** Counted up slice by slice. */
type Counts = Record<keyof SampleMade, number>;

/** Fills a studio with orders at every stage and all that belongs to them, all or nothing. */
export async function createSample(studio: Studio, asked: SampleAsked): Promise<SampleMade> {
  return studio.write(system, 'sample', (change) => fill(change, asked), { alone: true });
}

/** The same as an owner asks for it. */
export async function fillAsOwner(
  change: Change,
  { body: { orders = usualOrders } }: InputOf<typeof endpoint>,
): Promise<SampleMade> {
  if (!change.actor.isOwner) throw new Refusal('sample.owners_only');
  return fill({ ...change, through: 'sample' }, { orders });
}

async function fill(
  now: Change,
  { orders: total, seed = 1, today = now.today, openShare, progress }: SampleAsked,
): Promise<SampleMade> {
  // Of two that fill a studio at once the second waits here, and then finds it filled.
  await lockSettings(now);
  await refuseFilled(now);
  const from = dateOfDayNumber(dayNumber(today) - daysFor(total, openShare));
  const change = { ...now, today: today < now.today ? today : now.today };
  change.calendar = await closeAtChristmas(change, from);
  const furniture = await furnishSample(change);
  const works = await openWorks(change, furniture, seeded(seed), from);
  const made: Counts = { clients: 0, sessions: 0, invoices: 0, orders: 0, openOrders: 0, history: 0 };
  progress?.(0, total);
  while (made.orders < total) {
    const slice = await makeSlice(works, total, made.orders);
    await saveSlice(change.tx, slice);
    count(made, slice);
    progress?.(made.orders, total);
    await turn();
  }
  for (const table of sliceTables) await countOnFromLast(change.tx, table);
  for (const record of touchedKinds) change.touched(record, null);
  await audit(change, { action: 'sample.created', record: 'studio', recordId: null, after: { ...made, seed } });
  return made;
}

async function refuseFilled({ tx }: Change): Promise<void> {
  for (const table of ['clients', 'invoices', 'productionOrders'] as const) {
    const found = await tx.selectFrom(table).select('id').limit(1).executeTakeFirst();
    if (found) throw new Refusal('sample.studio_not_empty');
  }
}

/** So long that so many orders are open at the end; unless told, two in a hundred and seventy-five more. */
function daysFor(orders: number, openShare: number | undefined): number {
  const open = openShare === undefined ? Math.min(orders / 2, 75 + orders * 0.02) : orders * openShare;
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

function count(made: Counts, slice: Slice): void {
  made.clients += slice.clients.length;
  made.sessions += slice.sessions.length;
  made.invoices += slice.invoices.length;
  made.orders += slice.production_orders.length;
  made.openOrders += (slice.production_orders as { state: string }[]).filter(({ state }) => state === 'open').length;
  made.history += slice.order_history.length;
}
