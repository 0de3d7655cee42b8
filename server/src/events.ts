import { type RawBuilder, sql } from 'kysely';
import { completeInvoices, completeOrderedInvoices, completeWithoutProducts } from './automation/completion.ts';
import { createOrdersByItself } from './automation/creation.ts';
import { followReopening } from './automation/reopening.ts';
import { productNotOrdered, vendorRenamed } from './catalog/catalog.events.ts';
import { moveOpenOrders } from './changes/move-orders.ts';
import { clientRenamed } from './clients/clients.events.ts';
import { cycleChanged, ordersMustMove } from './cycles/cycles.events.ts';
import { listOf } from './database/rows.ts';
import { invoiceChanged } from './invoices/invoices.events.ts';
import { refreshNames, refreshRisk } from './orders/kept-in-step.ts';
import { placesChanged } from './orders/orders.events.ts';
import type { Change } from './studio/change.ts';
import { calendarChanged } from './studio/studio.events.ts';
import { followInvoices, followPlaces, followTimeZone } from './triggers/plan-firings.ts';

/** Which feature follows from which: read top to bottom, this is everything that one change sets off in another. */
export function wireEvents(): void {
  // What orders keep of other records.
  clientRenamed.add((change, all) =>
    refreshNames(
      change,
      ordersOf(
        change,
        'client_id',
        all.map((each) => each.clientId),
      ),
    ),
  );
  vendorRenamed.add((change, all) =>
    refreshNames(
      change,
      ordersOf(
        change,
        'vendor_id',
        all.map((each) => each.vendorId),
      ),
    ),
  );
  invoiceChanged.add(async (change, all) => {
    const idsOf = (...what: string[]) =>
      all.filter((each) => what.includes(each.what)).map(({ invoiceId }) => invoiceId);
    const [renamed, rescheduled] = [idsOf('client', 'number'), idsOf('delivery_date')];
    if (renamed.length > 0) await refreshNames(change, ordersOf(change, 'invoice_id', renamed));
    if (rescheduled.length > 0) await refreshRisk(change, ordersOf(change, 'invoice_id', rescheduled));
  });
  cycleChanged.add((change, all) =>
    refreshRisk(
      change,
      ordersOf(
        change,
        'type_id',
        all.map((each) => each.typeId),
      ),
    ),
  );
  calendarChanged.add((change) => refreshRisk(change, sql`1 = 1`));

  // Those who look on are told; what is audited tells by itself.
  placesChanged.add(async (change, all) =>
    change.touched(
      'production_order',
      all.map(({ orderId }) => orderId),
    ),
  );
  invoiceChanged.add(async (change, all) =>
    change.touched(
      'invoice',
      all.map(({ invoiceId }) => invoiceId),
    ),
  );

  // Orders leave a status before it leaves the cycle.
  ordersMustMove.add(moveOpenOrders);

  // Triggers follow from every place, also from those that automation brings about below; so they are told first.
  placesChanged.add(followPlaces);
  invoiceChanged.add(followInvoices);
  calendarChanged.add(followTimeZone);

  // Invoices cause orders, orders cause invoice changes; neither reacts to the other's automation.
  invoiceChanged.add(createOrdersByItself);
  invoiceChanged.add(completeOrderedInvoices);
  productNotOrdered.add(completeWithoutProducts);
  placesChanged.add(completeInvoices);
  placesChanged.add(followReopening);
}

function ordersOf({ tx }: Change, column: string, ids: readonly number[]): RawBuilder<unknown> {
  return sql`${sql.ref(`o.${column}`)} in ${listOf(tx, ids)}`;
}
