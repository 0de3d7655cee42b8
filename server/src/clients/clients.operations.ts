import type * as api from '@printrail/contract/clients';
import type { Client } from '@printrail/contract/clients';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type { Tx } from '../database/connect.ts';
import { lockRows, type Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { differs, refuseTaken, type Unique } from '../studio/keyed-records.ts';
import { decodeCursor, type NameCursor, pageOf, pageSize } from '../studio/pages.ts';
import { expectVersion } from '../studio/versions.ts';
import { clientRenamed } from './clients.events.ts';
import * as queries from './clients.queries.ts';
import { changedClientColumns, clientColumns, clientOf } from './clients.rules.ts';

export const uniqueClientKey: Unique = { table: 'clients', field: 'externalKey', code: 'client.external_key_taken' };

export async function listClients(
  { db }: Reading,
  { query }: InputOf<typeof api.listClients>,
): Promise<AnswerOf<typeof api.listClients>> {
  const limit = query.limit ?? pageSize;
  const after = decodeCursor<NameCursor>(query.after, 'sn');
  const rows = await queries.clientsByName(db, query, after, limit + 1);
  return pageOf(rows, limit, (row) => [row.nameKey, row.id], clientOf);
}

export async function showClient({ db }: Reading, { params }: InputOf<typeof api.getClient>): Promise<Client> {
  return clientOf(await queries.getClient(db, params.id));
}

export async function addClient(change: Change, { body }: InputOf<typeof api.addClient>): Promise<Client> {
  const after = clientColumns(body);
  await refuseTaken(change.tx, uniqueClientKey, [{ after }]);
  const client = clientOf(await queries.insertClient(change.tx, after));
  await audit(change, { action: 'client.added', record: 'client', recordId: client.id, after: client });
  return client;
}

export async function updateClient(change: Change, input: InputOf<typeof api.updateClient>): Promise<Client> {
  const { tx } = change;
  const { id } = input.params;
  const before = await lockedClient(tx, id);
  expectVersion(before, input.version);
  const after = changedClientColumns(before, input.body);
  if (!differs(before, after)) return clientOf(before);
  await refuseTaken(tx, uniqueClientKey, [{ before, after }]);
  const client = clientOf(await queries.saveClient(tx, id, after));
  await audit(change, {
    action: 'client.changed',
    record: 'client',
    recordId: id,
    before: clientOf(before),
    after: client,
  });
  if (client.name !== before.name) await clientRenamed.tell(change, [{ clientId: id, name: client.name }]);
  return client;
}

export async function deleteClient(
  change: Change,
  { params, version }: InputOf<typeof api.deleteClient>,
): Promise<null> {
  const { tx } = change;
  const before = await lockedClient(tx, params.id);
  expectVersion(before, version);
  const count = await queries.usesOfClient(tx, params.id);
  if (count > 0) throw new Refusal('client.in_use', { name: before.name, count });
  await queries.removeClient(tx, params.id);
  await audit(change, { action: 'client.deleted', record: 'client', recordId: params.id, before: clientOf(before) });
  return null;
}

async function lockedClient(tx: Tx, id: number): Promise<Row<'clients'>> {
  await lockRows(tx, 'clients', [id]);
  return queries.getClient(tx, id);
}
