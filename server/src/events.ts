import { sql } from 'kysely';
import { vendorRenamed } from './catalog/catalog.events.ts';
import { moveOpenOrders } from './changes/move-orders.ts';
import { clientRenamed } from './clients/clients.events.ts';
import { cycleChanged, ordersMustMove } from './cycles/cycles.events.ts';
import { listOf } from './database/rows.ts';
import { invoiceChanged } from './invoices/invoices.events.ts';
import { refreshNames, refreshRisk } from './orders/kept-in-step.ts';
import { calendarChanged } from './studio/studio.events.ts';

/** Which feature follows from which: read top to bottom, this is everything that one change sets off in another. */
export function wireEvents(): void {
  clientRenamed.add((change, renamed) =>
    refreshNames(
      change,
      sql`o.client_id in ${listOf(
        change.tx,
        renamed.map(({ clientId }) => clientId),
      )}`,
    ),
  );
  vendorRenamed.add((change, renamed) =>
    refreshNames(
      change,
      sql`o.vendor_id in ${listOf(
        change.tx,
        renamed.map(({ vendorId }) => vendorId),
      )}`,
    ),
  );
  invoiceChanged.add(async (change, changes) => {
    const idsOf = (...what: string[]) =>
      changes.filter((each) => what.includes(each.what)).map(({ invoiceId }) => invoiceId);
    const [renamed, rescheduled] = [idsOf('client', 'number'), idsOf('delivery_date')];
    if (renamed.length > 0) await refreshNames(change, sql`o.invoice_id in ${listOf(change.tx, renamed)}`);
    if (rescheduled.length > 0) await refreshRisk(change, sql`o.invoice_id in ${listOf(change.tx, rescheduled)}`);
  });
  ordersMustMove.add(moveOpenOrders);
  cycleChanged.add((change, changed) =>
    refreshRisk(
      change,
      sql`o.type_id in ${listOf(
        change.tx,
        changed.map(({ typeId }) => typeId),
      )}`,
    ),
  );
  calendarChanged.add((change) => refreshRisk(change, sql`1 = 1`));
}
