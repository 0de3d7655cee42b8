import type { Db } from '../database/connect.ts';
import { fewInPlaces, fewWithWords } from '../database/word-parts.ts';
import { searchWords } from '../platform/folding.ts';

/** So many rows that hold the words are looked through; of more, the list's own order is walked. */
export const mostListed = 10_000;

/** Ids of all clients that may hold the words of a search, when they are `most` or fewer; else undefined. */
export async function fewClients(db: Db, search = '', most = mostListed): Promise<number[] | undefined> {
  return fewWithWords(db, 'client_search', searchWords(search), most);
}

/** The same of sessions, which are found by their own name and their client's. */
export async function fewSessions(db: Db, search = '', most = mostListed): Promise<number[] | undefined> {
  const places = [{ index: 'session_search' as const }, { index: 'client_search' as const, column: 'client_id' }];
  return fewInPlaces(db, 'sessions', places, searchWords(search), most);
}
