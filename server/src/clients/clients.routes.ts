import * as api from '@printrail/contract/clients';
import { type Route, reads, writes } from '../studio/route.ts';
import { addClient, deleteClient, listClients, showClient, updateClient } from './clients.operations.ts';
import { addSession, deleteSession, listSessions, showSession, updateSession } from './sessions.operations.ts';

export const clientsRoutes: readonly Route[] = [
  reads(api.listClients, listClients),
  writes(api.addClient, addClient),
  reads(api.getClient, showClient),
  writes(api.updateClient, updateClient),
  writes(api.deleteClient, deleteClient),
  reads(api.listSessions, listSessions),
  writes(api.addSession, addSession),
  reads(api.getSession, showSession),
  writes(api.updateSession, updateSession),
  writes(api.deleteSession, deleteSession),
];
