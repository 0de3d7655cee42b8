import type { Client, ClientInput } from '@printrail/contract/clients';
import type { Row } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';
import { addressColumns, addressOf, contactSearchText } from './address.rules.ts';

export type ClientColumns = Omit<Row<'clients'>, 'id' | 'version'>;

/** The columns of a client; what is not given is empty, and a client is active unless told. */
export function clientColumns(input: ClientInput): ClientColumns {
  const { name, email = null, phone = '', contactName = '', notes = '', externalKey = null } = input;
  const { doNotCall = false, doNotMarket = false, isActive = true } = input;
  return {
    ...{ name, email, phone, contactName, doNotCall, doNotMarket, notes, isActive, externalKey },
    ...addressColumns(input.address),
    nameKey: folded(name),
    searchText: contactSearchText([name, contactName, email], phone),
  };
}

/** A client as the API gives it. */
export function clientOf(row: Row<'clients'>): Client {
  const { id, name, email, phone, contactName, doNotCall, doNotMarket, notes, isActive, externalKey, version } = row;
  const address = addressOf(row);
  return {
    id,
    name,
    email,
    phone,
    address,
    contactName,
    doNotCall,
    doNotMarket,
    notes,
    isActive,
    externalKey,
    version,
  };
}

/** The columns a client has after a change: fields and parts of the address that are not given stay. */
export function changedClientColumns(before: Row<'clients'>, change: Partial<ClientInput>): ClientColumns {
  return clientColumns({ ...before, ...change, address: { ...addressOf(before), ...change.address } });
}
