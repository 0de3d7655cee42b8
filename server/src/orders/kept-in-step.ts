import { type RawBuilder, sql } from 'kysely';
import { cycleOf, cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import { riskDateOf } from '../cycles/plan.rules.ts';
import { tableOf } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { Change } from '../studio/change.ts';
import { searchTextOf } from './order-search.rules.ts';
import { resumePlaceOf } from './place.ts';

/**
 * What an order keeps of other records, so that the hub can sort, search and find it without them: brought up to date when
 * those records change. Versions stay, for nothing of the order itself changed.
 */
export async function refreshNames(change: Change, which: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{
    id: number;
    number: string;
    clientId: number | null;
    clientName: string | null;
    invoiceNumber: string | null;
    vendorName: string;
  }>`
    select o.id, o.number, c.id as client_id, c.name as client_name, i.number as invoice_number, v.name as vendor_name
    from production_orders as o
    join vendors as v on v.id = o.vendor_id
    left join invoices as i on i.id = o.invoice_id
    left join clients as c on c.id = coalesce(i.client_id, o.client_id)
    where ${which}`.execute(change.tx);
  if (rows.length === 0) return;
  change.touched(
    'production_order',
    rows.map(({ id }) => id),
  );
  const kept = rows.map((row) => ({
    id: row.id,
    clientId: row.clientId,
    clientKey: folded(row.clientName ?? ''),
    vendorKey: folded(row.vendorName),
    searchText: searchTextOf(row),
  }));
  const columns = { id: 'int', client_id: 'int', client_key: 'text', vendor_key: 'text', search_text: 'text' } as const;
  await sql`update production_orders
    set client_id = given.client_id, client_key = given.client_key, vendor_key = given.vendor_key, search_text = given.search_text
    from ${tableOf(change.tx, columns, kept)} as given
    where production_orders.id = given.id`.execute(change.tx);
}

/** Works out anew from when on open orders are at risk. */
export async function refreshRisk(change: Change, which: RawBuilder<unknown>): Promise<void> {
  const cycles = await cyclesOf(change);
  const { rows } = await sql<{
    id: number;
    typeId: number;
    statusId: number;
    dueDate: IsoDate | null;
    resume: string | null;
    riskDate: IsoDate | null;
    deliveryDate: IsoDate | null;
  }>`
    select o.id, o.type_id, o.status_id, o.due_date, o.resume, o.risk_date, i.delivery_date
    from production_orders as o left join invoices as i on i.id = o.invoice_id
    where o.state = 'open' and ${which}`.execute(change.tx);
  const moved = rows.flatMap(({ id, typeId, statusId, dueDate, resume, riskDate, deliveryDate }) => {
    const at = {
      cycle: cycleOf(cycles, typeId),
      status: statusOf(cycles, statusId),
      dueDate,
      resume: resumePlaceOf({ resume }),
    };
    const newRiskDate = riskDateOf(change.calendar, at, deliveryDate);
    return newRiskDate === riskDate ? [] : [{ id, riskDate: newRiskDate }];
  });
  if (moved.length === 0) return;
  change.touched(
    'production_order',
    moved.map(({ id }) => id),
  );
  await sql`update production_orders set risk_date = given.risk_date
    from ${tableOf(change.tx, { id: 'int', risk_date: 'date' }, moved)} as given
    where production_orders.id = given.id`.execute(change.tx);
}
