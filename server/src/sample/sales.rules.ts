import type { ClientInput } from '@printrail/contract/clients';
import type { IsoBusinessCalendar } from '../calendar/business-days.rules.ts';
import { lineTotal } from '../invoices/totals.rules.ts';
import { dateOfDayNumber, dayNumber, type IsoDate } from '../platform/iso-date.ts';
import type { Random } from './random.rules.ts';
import { sampleClient } from './sample-names.rules.ts';
import { type Shoot, shoots } from './shoots.rules.ts';

/** A product of the price list as it is saved. */
export type PricedProduct = {
  id: number;
  code: string;
  name: string;
  price: number;
  cost: number;
  vendorId: number | null;
  vendorDescription: string;
  vendorMultiplier: number;
};

export type SoldLine = { product: PricedProduct; quantity: number; price: number; discount: number; total: number };

/** What a client bought after a session, before it has numbers and ids. */
export type Sale = {
  client: { id: number; name: string };
  /** Set at the client's first sale. */
  newClient: ClientInput | undefined;
  session: { id: number; name: string; date: IsoDate };
  date: IsoDate;
  lines: readonly SoldLine[];
  tax: number;
  shipping: number;
  deposit: number;
  /** Per vendor, what is ordered there and when. */
  orders: readonly { vendorId: number; date: IsoDate; lines: readonly SoldLine[] }[];
};

export type Market = {
  random: Random;
  calendar: IsoBusinessCalendar;
  products: ReadonlyMap<string, PricedProduct>;
  today: IsoDate;
  nextClientId(): number;
  nextSessionId(): number;
};

type Known = { id: number; name: string; family: string };

const mostRemembered = 4_000;

/** Makes sales, one after another; clients of the latest few thousand come again. */
export function salesOn(market: Market): (date: IsoDate) => Sale {
  const { random, calendar, today } = market;
  const known = new Map(shoots.map((shoot) => [shoot.party, [] as Known[]]));
  let clientCount = 0;

  function clientFor(shoot: Shoot): { client: Known; newClient: ClientInput | undefined } {
    const regulars = known.get(shoot.party) ?? [];
    if (regulars.length > 20 && random.chance(shoot.returning))
      return { client: random.pick(regulars), newClient: undefined };
    const { client: newClient, family } = sampleClient(random, shoot.party, ++clientCount);
    const client = { id: market.nextClientId(), name: newClient.name, family };
    if (regulars.length < mostRemembered) regulars.push(client);
    else regulars[random.whole(0, mostRemembered - 1)] = client;
    return { client, newClient };
  }

  return (date) => {
    const shoot = random.weighted(shoots);
    const { client, newClient } = clientFor(shoot);
    const sessionDate = dateOfDayNumber(dayNumber(date) - random.whole(4, 35));
    const lines = linesFor(market, shoot);
    const subtotal = lines.reduce((sum, line) => sum + line.total, 0);
    return {
      client: { id: client.id, name: client.name },
      newClient,
      session: { id: market.nextSessionId(), name: `${client.family} ${shoot.name.toLowerCase()}`, date: sessionDate },
      date,
      lines,
      tax: random.chance(0.7) ? Math.round(subtotal * 0.07) : 0,
      shipping: random.chance(0.2) ? 1500 : 0,
      deposit: random.pick([0, 0.25, 0.5, 0.5, 1]),
      orders: ordersFor(lines, () => orderDate(random, calendar, date)).filter((order) => order.date <= today),
    };
  };
}

function linesFor({ random, products }: Market, shoot: Shoot): SoldLine[] {
  const chosen = shoot.choices.filter(([, chance]) => random.chance(chance));
  const choices = chosen.length > 0 ? chosen : shoot.choices.slice(0, 1);
  return choices.flatMap(([code, , least, most]) => {
    const product = products.get(code);
    if (!product) return [];
    const quantity = random.whole(least, most);
    const discount = random.chance(0.08) ? random.pick([500, 1000, 1500]) : 0;
    return { product, quantity, price: product.price, discount, total: lineTotal(product.price, quantity, discount) };
  });
}

function ordersFor(lines: readonly SoldLine[], date: () => IsoDate): Sale['orders'] {
  const byVendor = Map.groupBy(lines, (line) => line.product.vendorId);
  return [...byVendor].flatMap(([vendorId, bought]) =>
    vendorId === null ? [] : { vendorId, date: date(), lines: bought },
  );
}

function orderDate(random: Random, calendar: IsoBusinessCalendar, invoiceDate: IsoDate): IsoDate {
  const wait = random.pick([0, 0, 0, 1, 1, 2, 4]);
  return wait === 0 ? invoiceDate : calendar.add(invoiceDate, wait);
}

/** Busier before Christmas, quieter in the new year. */
const monthWeights = [7, 7, 8, 10, 12, 12, 9, 9, 11, 13, 16, 12];

/** Spreads work over the business days of a span: from a share of all of it (0 to 1) to its date. */
export function datesBetween(calendar: IsoBusinessCalendar, from: IsoDate, to: IsoDate): (share: number) => IsoDate {
  const days: { date: IsoDate; until: number }[] = [];
  let sum = 0;
  for (let day = dayNumber(from); day <= dayNumber(to); day++) {
    const date = dateOfDayNumber(day);
    if (!calendar.isBusinessDay(date)) continue;
    sum += monthWeights[Number(date.slice(5, 7)) - 1] ?? 1;
    days.push({ date, until: sum });
  }
  let at = 0;
  // Asked for in rising order, so it only ever looks ahead.
  return (share) => {
    while (at < days.length - 1 && (days[at]?.until ?? 0) <= share * sum) at++;
    return days[at]?.date ?? to;
  };
}
