import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Db, dialectOf } from './connect.ts';
import { listOf } from './rows.ts';
import { hasWords } from './words.ts';

/** The indexes of word parts, with the table and column that each searches. */
const indexes = {
  order_search: { table: 'production_orders', column: 'search_text' },
  client_search: { table: 'clients', column: 'search_text' },
  session_search: { table: 'sessions', column: 'name_key' },
  invoice_search: { table: 'invoices', column: 'number_key' },
} as const;

export type WordIndex = keyof typeof indexes;

export const wordIndexes = Object.keys(indexes) as WordIndex[];

/** Statements for the index in the words of a migration. */
export function wordPartsOf(
  wordParts: (name: string, table: string, column: string) => string[],
  index: WordIndex,
): string[] {
  return wordParts(index, indexes[index].table, indexes[index].column);
}

/**
 * Ids of the rows whose text may hold every word that has three characters or more, as a part of a word. Undefined when
 * there are more than `most`, or when all words are shorter.
 */
export async function fewWithWords(
  db: Db,
  index: WordIndex,
  words: readonly string[],
  most: number,
): Promise<number[] | undefined> {
  const first = await firstWithWords(db, index, words, most + 1);
  return first && atMost(most, first);
}

/** The same for the first `count` of them; on SQLite those that were added first. Undefined when all words are shorter. */
export async function firstWithWords(
  db: Db,
  index: WordIndex,
  words: readonly string[],
  count: number,
): Promise<number[] | undefined> {
  const long = words.filter((word) => [...word].length >= 3);
  if (long.length === 0) return undefined;
  if (dialectOf(db) === 'sqlite') return matching(db, index, allOf(trigramsOf(long)), count);
  const { table, column } = indexes[index];
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(table)} where ${hasWords(sql.ref(column), long)} limit ${count}`.execute(db);
  return rows.map(({ id }) => id);
}

/** A text that a row is found by: its own, or that of a row it belongs to; then its ids are in that column. */
export type Place = { index: WordIndex; column?: string };

/**
 * Ids of the rows of a table that may hold every word in one of the places. Undefined when nothing shows that they are few.
 */
export async function fewInPlaces(
  db: Db,
  table: string,
  places: readonly Place[],
  words: readonly string[],
  most: number,
): Promise<number[] | undefined> {
  const long = words.filter((word) => [...word].length >= 3);
  const listedBy = new Map<Place, string[]>(places.map((place) => [place, []]));
  for (const word of long) {
    const found = await Promise.all(places.map(async ({ index }) => fewWithWords(db, index, [word], most)));
    const inSome = places.flatMap((place, at) => (found[at]?.length === 0 ? [] : [{ place, ids: found[at] }]));
    const [only] = inSome;
    if (only === undefined) return [];
    if (inSome.length === 1) listedBy.get(only.place)?.push(word);
    const few = await rowsUnder(db, table, inSome, most);
    if (few) return few;
  }
  // Words that stand in one place alone stand there together.
  for (const [place, together] of listedBy) {
    const ids = together.length > 1 ? await fewWithWords(db, place.index, together, most) : undefined;
    const few = ids && (await rowsUnder(db, table, [{ place, ids }], most));
    if (few) return few;
  }
  return undefined;
}

async function rowsUnder(
  db: Db,
  table: string,
  found: readonly { place: Place; ids: number[] | undefined }[],
  most: number,
): Promise<number[] | undefined> {
  const all = new Set<number>();
  for (const { place, ids } of found) {
    if (ids === undefined) return undefined;
    await nextTurn();
    const under = place.column === undefined ? ids : await idsWhere(db, table, place.column, ids, most);
    for (const id of under) all.add(id);
    if (all.size > most) return undefined;
  }
  return [...all];
}

async function idsWhere(
  db: Db,
  table: string,
  column: string,
  ids: readonly number[],
  most: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(table)} where ${sql.ref(column)} in ${listOf(db, ids)} limit ${most + 1}`.execute(db);
  return rows.map(({ id }) => id);
}

const mostTrigrams = 200;

/** The same of orders for one and two characters, as the beginning of a word; undefined with a longer word. */
export async function fewBeginning(db: Db, words: readonly string[], most: number): Promise<number[] | undefined> {
  if (dialectOf(db) === 'postgres') return undefined;
  const [longest] = words.toSorted((a, b) => [...b].length - [...a].length);
  if (longest === undefined || [...longest].length > 2) return undefined;
  // It begins a word behind a blank, or it begins the text and with it the number.
  const trigrams = await trigramsFrom(db, ` ${longest}`);
  if (trigrams.length > mostTrigrams) return undefined;
  const inside = trigrams.length > 0 ? await matching(db, 'order_search', anyOf(trigrams), most + 1) : [];
  const { rows: begun } = await sql<{ id: number }>`
    select id from production_orders
    where number_key >= ${longest} and number_key < ${`${longest}\u{10ffff}`} limit ${most + 1}`.execute(db);
  return atMost(most, [...new Set([...inside, ...begun.map(({ id }) => id)])]);
}

/** The trigrams in use that begin with one or two characters more. */
async function trigramsFrom(db: Db, beginning: string): Promise<string[]> {
  if ([...beginning].length >= 3) return [beginning];
  const { rows } = await sql<{ term: string }>`
    select term from order_search_terms
    where term >= ${beginning} and term < ${`${beginning}\u{10ffff}`} limit ${mostTrigrams + 1}`.execute(db);
  return rows.map(({ term }) => term);
}

async function matching(db: Db, index: WordIndex, match: string, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select rowid as id from ${sql.raw(index)} where ${sql.raw(index)} match ${match} limit ${count}`.execute(db);
  return rows.map(({ id }) => id);
}

function atMost(most: number, ids: number[]): number[] | undefined {
  return ids.length > most ? undefined : ids;
}

/**
 * Trigrams that cover the words, all of which must occur; words of fewer than three characters have none. Each more would take
 * its time to look up, and rule out little.
 */
function trigramsOf(words: readonly string[]): string[] {
  const trigrams = new Set<string>();
  for (const word of words) {
    const characters = [...word];
    const last = characters.length - 3;
    for (let at = 0; at <= last; at += 3) trigrams.add(characters.slice(at, at + 3).join(''));
    if (last > 0) trigrams.add(characters.slice(last).join(''));
  }
  return [...trigrams];
}

function allOf(trigrams: readonly string[]): string {
  return trigrams.map(quoted).join(' AND ');
}

function anyOf(trigrams: readonly string[]): string {
  return trigrams.map(quoted).join(' OR ');
}

function quoted(trigram: string): string {
  return `"${trigram.replaceAll('"', '""')}"`;
}
