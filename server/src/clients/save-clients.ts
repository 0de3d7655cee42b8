import type { ClientInput } from '@printrail/contract/clients';
import type { Columns, Row } from '../database/rows.ts';
import { audit } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { refuseTaken, type Saved, saveRecords, wantedRecords } from '../studio/keyed-records.ts';
import { clientRenamed } from './clients.events.ts';
import { uniqueClientKey } from './clients.operations.ts';
import { changedClientColumns, clientColumns } from './clients.rules.ts';

export type KeyedClient = ClientInput & { externalKey: string };

/** Adds clients, or changes those whose external key is known; what a row does not say stays as it is. */
export async function saveClients(change: Change, clients: readonly KeyedClient[]): Promise<Saved> {
  const { tx } = change;
  const wanted = await wantedRecords(tx, 'clients', clients, (given, before: Row<'clients'> | undefined) =>
    before ? changedClientColumns(before, given) : clientColumns(given),
  );
  await refuseTaken(tx, uniqueClientKey, wanted);
  const { ids, ...counts } = await saveRecords(tx, 'clients', columns, wanted);
  await audit(change, { action: 'clients.imported', record: 'client', recordId: null, after: counts });
  const renamed = wanted.flatMap(({ before, after: { name } }) =>
    before && before.name !== name ? [{ clientId: before.id, name }] : [],
  );
  await clientRenamed.tell(change, renamed);
  return { ids, ...counts };
}

const columns: Columns = {
  ...{ name: 'text', name_key: 'text', search_text: 'text', email: 'text', phone: 'text', contact_name: 'text' },
  ...{ street: 'text', city: 'text', region: 'text', postal_code: 'text', country: 'text', notes: 'text' },
  ...{ do_not_call: 'bool', do_not_market: 'bool', is_active: 'bool', external_key: 'text' },
};
