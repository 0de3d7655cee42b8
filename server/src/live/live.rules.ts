import type { Area } from '@printrail/contract/endpoint';
import type { TouchedRecords } from '@printrail/contract/live';
import type { Actor } from '../studio/change.ts';

/** Where the right to view a kind of record is given; kinds that everyone signed in may read. */
const viewedIn: Record<string, Area | 'signed-in'> = {
  client: 'clients',
  session: 'clients',
  vendor: 'catalog',
  product: 'catalog',
  invoice: 'invoices',
  production_order: 'production',
  bulk_change: 'production',
  saved_view: 'production',
  task: 'production',
  firing: 'production',
  message: 'production',
  trigger: 'maintenance',
  delivery_settings: 'maintenance',
  api_key: 'people',
  user: 'signed-in',
  department: 'signed-in',
  production_type: 'signed-in',
  production_status: 'signed-in',
  invoice_status: 'signed-in',
  reorder_reason: 'signed-in',
  task_type: 'signed-in',
  template: 'signed-in',
  preferences: 'signed-in',
  closure: 'signed-in',
  logo: 'signed-in',
  notice: 'signed-in',
  studio: 'signed-in',
};

/** Whether it is known who may view a kind of record; of others only the owner is told. */
export function isKnownKind(record: string): boolean {
  return Object.hasOwn(viewedIn, record);
}

/** The touched records of the kinds that someone may view. */
export function viewableBy(actor: Actor, touched: readonly TouchedRecords[]): TouchedRecords[] {
  return touched.filter(({ record }) => mayViewKind(actor, record));
}

/** The kinds of records that someone may view; undefined for the owner, who may view every kind. */
export function kindsViewableBy(actor: Actor): string[] | undefined {
  return actor.isOwner ? undefined : Object.keys(viewedIn).filter((record) => mayViewKind(actor, record));
}

function mayViewKind({ isOwner, rights }: Actor, record: string): boolean {
  const area = isKnownKind(record) ? viewedIn[record] : undefined;
  if (isOwner || area === 'signed-in') return true;
  return area !== undefined && (rights[area] ?? 'none') !== 'none';
}
