import { methodOf } from '../changes/surroundings.ts';
import type { Cycles } from '../cycles/cycles.queries.ts';
import { idsAfterLast } from '../database/chosen-ids.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { Change } from '../studio/change.ts';
import type { Furniture } from './furnish-sample.ts';
import type { Roads } from './journeys.rules.ts';
import type { Random } from './random.rules.ts';
import { datesBetween, type Sale, salesOn } from './sales.rules.ts';
import { type Ids, type Office, sliceTables } from './slice.rules.ts';

/** All that sales and their orders are made with. */
export type Works = {
  change: Change;
  furniture: Furniture;
  office: Office;
  roads: Roads;
  nextSale(share: number): Sale;
};

/** Gets ready to make sales from a day until today. */
export async function openWorks(change: Change, furniture: Furniture, random: Random, from: IsoDate): Promise<Works> {
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
