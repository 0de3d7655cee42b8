import type { Database, Tx } from '../database/connect.ts';
import { folded } from '../platform/folding.ts';
import { defaultPreferences } from '../studio/preferences.rules.ts';
import { insertInvoiceStatus, insertStatuses, insertType } from './maintenance.queries.ts';
import { newCycle } from './new-cycle.rules.ts';
import { sampleInvoiceStatuses, sampleTypes } from './sample-cycles.rules.ts';

/**
 * Gives a new database its preferences, sample types and invoice statuses, and what other features add to them; leaves any
 * other as it is.
 */
export async function furnish(database: Database, addMore: (tx: Tx) => Promise<void>): Promise<void> {
  await database.write(async (tx) => {
    const created = await tx
      .insertInto('studio')
      .values({ id: 1, preferences: '{}', version: 1, settingsVersion: 1 })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!created) return;
    const setStatusId = await addInvoiceStatuses(tx);
    const invoiceCompletion = { ...defaultPreferences.invoiceCompletion, setStatusId };
    await tx
      .updateTable('studio')
      .set({ preferences: JSON.stringify({ ...defaultPreferences, invoiceCompletion }) })
      .execute();
    await addTypes(tx);
    await addMore(tx);
  });
}

/** Adds the sample statuses and gives the id of the one that says an invoice's production is done. */
async function addInvoiceStatuses(tx: Tx): Promise<number | null> {
  let readyId: number | null = null;
  for (const [index, { isReady, ...fields }] of sampleInvoiceStatuses.entries()) {
    const { id } = await insertInvoiceStatus(tx, {
      ...fields,
      nameKey: folded(fields.name),
      position: index + 1,
      isInitial: index === 0,
      isFinal: index === sampleInvoiceStatuses.length - 1,
      isActive: true,
    });
    if (isReady) readyId = id;
  }
  return readyId;
}

async function addTypes(tx: Tx): Promise<void> {
  for (const [index, { statuses, ...fields }] of sampleTypes.entries()) {
    const { id } = await insertType(tx, {
      ...fields,
      nameKey: folded(fields.name),
      position: index + 1,
      isActive: true,
    });
    await insertStatuses(tx, newCycle(id, statuses));
  }
}
