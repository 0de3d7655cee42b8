/*
 * A second process on a studio's database, told by its parent what to do: for tests of what two processes may do to one
 * another. A listener in the transaction pauses, so that the other process comes between.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { changeMany } from '../changes/bulk.ts';
import { changeStatus } from '../changes/change-status.ts';
import { updateClient } from '../clients/clients.operations.ts';
import type { Location } from '../database/connect.ts';
import { openStudio } from '../main.ts';
import { createAllOrders, createInvoiceOrders } from '../orders/create-orders.ts';
import { placesChanged } from '../orders/orders.events.ts';
import { addOrder } from '../orders/orders.operations.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Change, system } from '../studio/change.ts';

export type Task =
  | { does: 'create'; invoiceId: number }
  | { does: 'create all'; invoiceIds: number[] }
  | { does: 'add order'; vendorId: number; clientId?: number }
  | { does: 'advance'; orderId: number; version?: number }
  | { does: 'advance many'; orderIds: number[] }
  | { does: 'rename client'; clientId: number; version: number; name: string };

/** What came of it; `completed` counts invoices seen with all their orders completed, inside the transaction. */
export type Outcome = { refused: string } | { failed: string } | { orders: number; completed: number };

const nothing = { params: undefined, query: undefined, body: undefined };
const pauseMs = 40;

if (process.send) await serve(JSON.parse(process.argv[2] ?? '{}') as { location: Location; at: number });

async function serve({ location, at }: { location: Location; at: number }): Promise<void> {
  const studio = await openStudio(location, { now: () => at });
  let completed = 0;
  placesChanged.add(async ({ tx }, happenings) => {
    await pause(pauseMs);
    for (const invoiceId of new Set(happenings.map((happening) => happening.invoiceId))) {
      if (invoiceId === null) continue;
      const orders = await tx
        .selectFrom('productionOrders')
        .select('state')
        .where('invoiceId', '=', invoiceId)
        .execute();
      if (orders.every(({ state }) => state === 'completed')) completed += 1;
    }
  });

  async function outcomeOf(task: Task): Promise<Outcome> {
    const isLong = task.does === 'create all' || task.does === 'advance many';
    try {
      const orders = await studio.write(
        system,
        'api',
        (change) => {
          completed = 0;
          return run(change, task);
        },
        { alone: isLong },
      );
      return { orders, completed };
    } catch (error) {
      return error instanceof Refusal ? { refused: error.code } : { failed: String(error) };
    }
  }

  process.on('message', (task: Task) => void outcomeOf(task).then((outcome) => process.send?.(outcome)));
  process.on('disconnect', () => void studio.database.close());
  process.send?.('ready');
}

/** Does the task; gives how many orders it made or moved. */
async function run(change: Change, task: Task): Promise<number> {
  if (task.does === 'create') {
    const { created } = await createInvoiceOrders(change, { ...nothing, params: { id: task.invoiceId }, body: {} });
    return created.length;
  }
  if (task.does === 'create all') {
    return (await createAllOrders(change, { ...nothing, body: { invoiceIds: task.invoiceIds } })).createdCount;
  }
  if (task.does === 'add order') {
    const { does: _, ...body } = task;
    await addOrder(change, { ...nothing, body });
  } else if (task.does === 'advance') {
    const { orderId: id, version } = task;
    await changeStatus(change, { ...nothing, params: { id }, body: version === undefined ? {} : { version } });
  } else if (task.does === 'advance many') {
    const selection = { orders: task.orderIds.map((id) => ({ id })) };
    return (await changeMany(change, { ...nothing, body: { selection } })).changed;
  } else {
    const { clientId: id, version, name } = task;
    await updateClient(change, { ...nothing, params: { id }, version, body: { name } });
  }
  return 1;
}
