import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import {
  Address,
  ById,
  Email,
  ExternalKey,
  Fields,
  Id,
  IsoDate,
  Line,
  ListQuery,
  Name,
  Nullable,
  PageOf,
  PartOf,
  Prose,
  Version,
} from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const clientRefusals = {
  'client.not_found': { status: 404, says: 'There is no client {id}.' },
  'client.external_key_taken': { status: 409, says: 'There is already a client with the external key {externalKey}.' },
  'client.in_use': {
    status: 409,
    says: '{name} has {count} sessions, invoices or production orders and cannot be deleted. Make the client inactive instead.',
  },
  'session.not_found': { status: 404, says: 'There is no session {id}.' },
  'session.external_key_taken': {
    status: 409,
    says: 'There is already a session with the external key {externalKey}.',
  },
  'session.in_use': { status: 409, says: '{name} has {count} invoices and cannot be deleted.' },
  'session.of_another_client': { status: 422, says: 'The session {id} belongs to another client.' },
} as const satisfies RefusalTexts;

export const WholeAddress = Type.Required(Address, {
  additionalProperties: false,
  title: 'WholeAddress',
  description: 'All five parts, empty where not known.',
});
export type WholeAddress = Static<typeof WholeAddress>;

export const ClientInput = Fields({
  name: Name,
  email: Type.Optional(Nullable(Email)),
  phone: Type.Optional(Line),
  address: Type.Optional(Address),
  contactName: Type.Optional(Line),
  doNotCall: Type.Optional(Type.Boolean()),
  doNotMarket: Type.Optional(Type.Boolean()),
  notes: Type.Optional(Prose),
  isActive: Type.Optional(Type.Boolean()),
  externalKey: Type.Optional(Nullable(ExternalKey)),
});
export type ClientInput = Static<typeof ClientInput>;

export const Client = Fields(
  {
    id: Id,
    name: Name,
    email: Nullable(Email),
    phone: Line,
    address: WholeAddress,
    contactName: Line,
    doNotCall: Type.Boolean(),
    doNotMarket: Type.Boolean(),
    notes: Prose,
    isActive: Type.Boolean(),
    externalKey: Nullable(ExternalKey),
    version: Version,
  },
  'Client',
);
export type Client = Static<typeof Client>;

export const listClients = endpoint({
  id: 'listClients',
  method: 'GET',
  path: '/clients',
  tag: 'Clients',
  summary: 'Clients by name',
  access: { area: 'clients', level: 'view' },
  query: Fields({ ...ListQuery.properties, active: Type.Optional(Type.Boolean()) }),
  answer: PageOf(Client),
});

export const addClient = endpoint({
  id: 'addClient',
  method: 'POST',
  path: '/clients',
  tag: 'Clients',
  summary: 'Add a client',
  access: { area: 'clients', level: 'add' },
  body: ClientInput,
  answer: Client,
  status: 201,
  refusals: ['client.external_key_taken'],
});

export const getClient = endpoint({
  id: 'getClient',
  method: 'GET',
  path: '/clients/{id}',
  tag: 'Clients',
  summary: 'One client',
  access: { area: 'clients', level: 'view' },
  params: ById,
  answer: Client,
  refusals: ['client.not_found'],
});

export const updateClient = endpoint({
  id: 'updateClient',
  method: 'PATCH',
  path: '/clients/{id}',
  tag: 'Clients',
  summary: 'Change a client',
  access: { area: 'clients', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(ClientInput),
  answer: Client,
  refusals: ['client.not_found', 'client.external_key_taken'],
});

export const deleteClient = endpoint({
  id: 'deleteClient',
  method: 'DELETE',
  path: '/clients/{id}',
  tag: 'Clients',
  summary: 'Delete a client that nothing refers to',
  access: { area: 'clients', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['client.not_found', 'client.in_use'],
});

export const Session = Fields(
  {
    id: Id,
    clientId: Id,
    clientName: Name,
    name: Name,
    date: Nullable(IsoDate),
    notes: Prose,
    externalKey: Nullable(ExternalKey),
    version: Version,
  },
  'Session',
);
export type Session = Static<typeof Session>;
const SessionInput = Fields({
  clientId: Id,
  name: Name,
  date: Type.Optional(Nullable(IsoDate)),
  notes: Type.Optional(Prose),
  externalKey: Type.Optional(Nullable(ExternalKey)),
});
export type SessionInput = Static<typeof SessionInput>;
const { clientId: _, ...sessionChange } = SessionInput.properties;

export const listSessions = endpoint({
  id: 'listSessions',
  method: 'GET',
  path: '/sessions',
  tag: 'Clients',
  summary: 'Sessions, latest first',
  access: { area: 'clients', level: 'view' },
  query: Fields({ ...ListQuery.properties, clientId: Type.Optional(Id) }),
  answer: PageOf(Session),
});

export const addSession = endpoint({
  id: 'addSession',
  method: 'POST',
  path: '/sessions',
  tag: 'Clients',
  summary: 'Add a session',
  access: { area: 'clients', level: 'add' },
  body: SessionInput,
  answer: Session,
  status: 201,
  refusals: ['client.not_found', 'session.external_key_taken'],
});

export const getSession = endpoint({
  id: 'getSession',
  method: 'GET',
  path: '/sessions/{id}',
  tag: 'Clients',
  summary: 'One session',
  access: { area: 'clients', level: 'view' },
  params: ById,
  answer: Session,
  refusals: ['session.not_found'],
});

export const updateSession = endpoint({
  id: 'updateSession',
  method: 'PATCH',
  path: '/sessions/{id}',
  tag: 'Clients',
  summary: 'Change a session',
  access: { area: 'clients', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(Fields(sessionChange)),
  answer: Session,
  refusals: ['session.not_found', 'session.external_key_taken'],
});

export const deleteSession = endpoint({
  id: 'deleteSession',
  method: 'DELETE',
  path: '/sessions/{id}',
  tag: 'Clients',
  summary: 'Delete a session that no invoice refers to',
  access: { area: 'clients', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['session.not_found', 'session.in_use'],
});
