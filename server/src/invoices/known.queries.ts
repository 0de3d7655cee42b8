import { productsByIds } from '../catalog/products.queries.ts';
import { vendorsByIds } from '../catalog/vendors.queries.ts';
import { clientsByIds } from '../clients/clients.queries.ts';
import type { Db } from '../database/connect.ts';
import { listOf } from '../database/rows.ts';
import type { Details, KnownParties } from './details.rules.ts';
import type { KnownCatalog } from './lines.rules.ts';

type Mentioned = { details: Details; lines: readonly { productId: number; vendorId?: number | null }[] };

/** What invoices and their lines refer to, as far as it exists, read for many at once. */
export async function knownTo(db: Db, mentioned: readonly Mentioned[]): Promise<KnownParties & KnownCatalog> {
  const lines = mentioned.flatMap((each) => each.lines);
  const clients = await clientsByIds(db, distinct(mentioned.map(({ details }) => details.clientId)));
  const sessions = await sessionsByIds(db, distinct(mentioned.map(({ details }) => details.sessionId)));
  const products = await productsByIds(db, distinct(lines.map(({ productId }) => productId)));
  const vendors = await vendorsByIds(db, distinct(lines.map(({ vendorId }) => vendorId)));
  return { clients, sessions, products, vendors };
}

function distinct(ids: readonly (number | null | undefined)[]): number[] {
  return [...new Set(ids)].filter((id) => typeof id === 'number');
}

async function sessionsByIds(db: Db, ids: readonly number[]) {
  const rows = await db.selectFrom('sessions').select(['id', 'clientId']).where('id', 'in', listOf(db, ids)).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
