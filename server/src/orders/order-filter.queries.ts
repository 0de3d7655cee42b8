import type { HubFilter } from '@printrail/contract/hub-filter';
import { type RawBuilder, sql } from 'kysely';
import { highestId, idStretches } from '../database/chosen-ids.ts';
import type { Db } from '../database/connect.ts';
import { inSlices } from '../database/many-rows.ts';
import { offIndex, weighsIndexes } from '../database/off-index.ts';
import { listOf } from '../database/rows.ts';
import { fewBeginning, fewWithWords, firstWithWords } from '../database/word-parts.ts';
import { folded, likePart, searchWords } from '../platform/folding.ts';
import type { Reading } from '../studio/change.ts';

type Asked = Pick<Reading, 'db' | 'today' | 'actor'>;
type Condition = RawBuilder<unknown>;
type State = NonNullable<HubFilter['state']>;

/**
 * So many orders are sorted as a list of ids; of more, the list's own order is walked. So few that hold the words of a
 * search are looked at before anything else. Of many open orders, so many that hold the words are listed. Tests make them
 * small.
 */
export const listing = { most: 3_000, rare: 300, many: 50_000, amongMany: 10_000 };

/** The conditions of a filter over production_orders called o, without the state, and such that no index is chosen for them. */
export function conditionsOffIndex(asked: Asked, filter: HubFilter): Condition[] {
  return conditionsOn(asked, filter, (column) => offIndex(asked.db, `o.${column}`));
}

/** The state that a filter lets through. Only open orders are late or at risk. */
export function stateOf({ state = 'open', late, atRisk }: HubFilter): State {
  return state === 'all' && (late || atRisk) ? 'open' : state;
}

/** A literal, so that the indexes over the open orders apply. */
export function stateIs(state: State): Condition {
  return state === 'all' ? sql`1 = 1` : sql`o.state = ${sql.lit(state)}`;
}

export function allOf(conditions: readonly Condition[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function conditionsOn({ db, today, actor }: Asked, filter: HubFilter, on: (column: string) => Condition): Condition[] {
  const conditions: Condition[] = [];
  const anyOf = (column: string, ids: readonly number[] | undefined) => {
    if (ids?.length === 1) conditions.push(sql`${on(column)} = ${ids[0]}`);
    else if (ids) conditions.push(sql`${on(column)} in ${listOf(db, ids)}`);
  };
  anyOf('type_id', filter.typeId);
  anyOf('status_id', filter.statusId);
  anyOf('vendor_id', filter.vendorId);
  anyOf('responsible_user_id', filter.responsibleUserId);
  anyOf('department_id', filter.departmentId);
  if (filter.clientId) conditions.push(sql`${on('client_id')} = ${filter.clientId}`);
  if (filter.invoiceId) conditions.push(sql`${on('invoice_id')} = ${filter.invoiceId}`);
  if (filter.sessionId) {
    conditions.push(sql`${on('invoice_id')} in (select id from invoices where session_id = ${filter.sessionId})`);
  }
  if (filter.dueFrom) conditions.push(sql`${on('due_date')} >= ${filter.dueFrom}`);
  if (filter.dueTo) conditions.push(sql`${on('due_date')} <= ${filter.dueTo}`);
  if (filter.late || filter.atRisk) conditions.push(stateIs('open'));
  if (filter.late) conditions.push(sql`${on('due_date')} < ${today}`);
  if (filter.atRisk) conditions.push(sql`${on('risk_date')} <= ${today}`);
  if (filter.unassigned) conditions.push(sql`${on('responsible_user_id')} is null and ${on('department_id')} is null`);
  if (filter.mine) conditions.push(workOf(actor, on));
  conditions.push(...wordsOn(filter, on('search_text')));
  return conditions;
}

/** Every word as a part; outside open orders short ones as the beginning of a word, which an index finds. */
function wordsOn(filter: HubFilter, text: Condition): Condition[] {
  const isOpen = stateOf(filter) === 'open';
  return searchWords(filter.search ?? '').map((word) => {
    const part = likePart(word);
    if (isOpen || [...word].length > 2) return sql`${text} like ${part} escape '\\'`;
    const begun = part.slice(1);
    return sql`(${text} like ${`% ${begun}`} escape '\\' or ${text} like ${begun} escape '\\')`;
  });
}

/** Open orders that match, by the indexes over the open orders alone. */
export function openMatching(asked: Asked, { search = '', ...filter }: HubFilter): Condition {
  const conditions = [stateIs('open'), ...conditionsOffIndex(asked, filter)];
  if (searchWords(search).length === 0) return allOf(conditions);
  const id = offIndex(asked.db, 'o.id');
  const words = sql`select w.id from production_orders as w where ${withWords(asked.db, 'w', search)}`;
  return allOf([...conditions, sql`${id} in (${words})`]);
}

function withWords(db: Db, orders: 'o' | 'w', search: string): Condition {
  const text = offIndex(db, `${orders}.search_text`);
  return allOf([sql`${sql.ref(`${orders}.state`)} = 'open'`, ...wordsOn({ search }, text)]);
}

/** What a user is responsible for, and what lies at the user's departments with nobody named; a key has no work. */
export function workOf(actor: Reading['actor'], on: (column: string) => Condition): Condition {
  if (actor.kind !== 'user') return sql`1 = 0`;
  return sql`(${on('responsible_user_id')} = ${actor.id} or (${on('responsible_user_id')} is null and
    ${on('department_id')} in (select department_id from user_departments where user_id = ${actor.id})))`;
}

/** Ids of all orders that match when they are few and something lists them; else undefined. */
export async function fewMatching(asked: Asked, filter: HubFilter): Promise<number[] | undefined> {
  const { db } = asked;
  const state = stateOf(filter);
  const conditions = conditionsOffIndex(asked, filter);
  if (weighsIndexes(db)) return fewIds(db, allOf([stateIs(state), ...conditions]));
  const among = (place: Condition) => fewIds(db, allOf([place, stateOff(db, state), ...conditions]));
  if (isUnderOne(filter)) return among(allOf(conditionsOn(asked, under(filter), (column) => sql.ref(`o.${column}`))));
  const words = searchWords(filter.search ?? '');
  if (state === 'open' && words.length > 0) {
    const glance = await glanceAt(asked, filter);
    if (glance && 'ids' in glance) return glance.ids;
    const listed = (await areMany(db)) ? await fewWithWords(db, 'order_search', words, listing.amongMany) : undefined;
    if (listed) return among(sql`o.id in ${listOf(db, listed)}`);
    const found = await fewIds(db, withWords(db, 'o', filter.search ?? ''));
    return found && among(sql`o.id in ${listOf(db, found)}`);
  }
  if (state === 'open' || state === 'cancelled') return fewIds(db, allOf([stateIs(state), ...conditions]));
  const listed =
    (await fewWithWords(db, 'order_search', words, listing.most)) ?? (await fewBeginning(db, words, listing.most));
  if (listed) return among(sql`o.id in ${listOf(db, listed)}`);
  for (const place of indexedPlaces(filter)) {
    const few = await fewIds(db, allOf(conditionsOn(asked, place, (column) => sql.ref(`o.${column}`))));
    if (few) return among(sql`o.id in ${listOf(db, few)}`);
  }
  return undefined;
}

/** What the index of word parts tells at a glance: all that match, where few orders hold the words; else one in how many. */
type Glance = { ids: number[] } | { oneIn: number };

/** A glance at a search, of open and closed orders together; undefined where no index tells anything. */
export async function glanceAt(asked: Asked, filter: HubFilter): Promise<Glance | undefined> {
  const { db } = asked;
  const words = weighsIndexes(db) ? [] : searchWords(filter.search ?? '');
  const first = words.length > 0 ? await firstWithWords(db, 'order_search', words, listing.rare + 1) : undefined;
  if (!first) return undefined;
  if (first.length > listing.rare) return { oneIn: Math.max(...first) / first.length };
  const conditions = conditionsOffIndex(asked, filter);
  const ids = await fewIds(
    db,
    allOf([sql`o.id in ${listOf(db, first)}`, stateOff(db, stateOf(filter)), ...conditions]),
  );
  return ids && { ids };
}

/** Whether so many orders are open that looking through their words takes longer than the index of all orders' words. */
async function areMany(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select 1 from production_orders as o where o.state = 'open' limit 1 offset ${listing.many}`.execute(db);
  return rows.length > 0;
}

/** What of a filter one index over all orders answers by itself. */
function indexedPlaces({ vendorId, typeId, statusId }: HubFilter): HubFilter[] {
  return [
    ...(vendorId ? [typeId ? { vendorId, typeId } : { vendorId }] : typeId ? [{ typeId }] : []),
    ...(statusId ? [{ statusId }] : []),
  ];
}

/** Whether the list is of one client, session or invoice. */
export function isUnderOne({ clientId, sessionId, invoiceId }: HubFilter): boolean {
  return (clientId ?? sessionId ?? invoiceId) !== undefined;
}

/** The one condition that lists the fewest. */
function under({ clientId, sessionId, invoiceId }: HubFilter): HubFilter {
  return invoiceId ? { invoiceId } : sessionId ? { sessionId } : clientId ? { clientId } : {};
}

function stateOff(db: Db, state: State): Condition {
  return state === 'all' ? sql`1 = 1` : sql`${offIndex(db, 'o.state')} = ${sql.lit(state)}`;
}

async function fewIds(db: Db, where: Condition): Promise<number[] | undefined> {
  const { rows } = await sql<{ id: number }>`
    select o.id from production_orders as o where ${where} limit ${listing.most + 1}`.execute(db);
  return rows.length > listing.most ? undefined : rows.map(({ id }) => id);
}

/** The conditions of a filter for orders that are looked through in the order of their ids, without any other index. */
export function conditionsById(asked: Asked, filter: HubFilter): RawBuilder<boolean> {
  return allOf([stateOff(asked.db, stateOf(filter)), ...conditionsOffIndex(asked, filter)]);
}

type Matching = { id: number; version: number };

/**
 * Ids and versions of all orders that match, by id; others get their turn on the way. Of more than `most` it gives some that
 * are more.
 */
export async function matchingOrders(
  asked: Asked,
  filter: HubFilter,
  most = Number.POSITIVE_INFINITY,
): Promise<Matching[]> {
  const few = await fewMatching(asked, filter);
  const ids = few ?? (stateOf(filter) === 'open' ? await openIds(asked, filter) : undefined);
  const found: Matching[] = [];
  const add = async (where: Condition) => {
    const { rows } = await sql<Matching>`
      select o.id, o.version from production_orders as o where ${where} order by o.id`.execute(asked.db);
    found.push(...rows);
  };
  if (ids) {
    const inOrder = ids.toSorted((a, b) => a - b);
    for await (const some of inSlices(inOrder, listing.most || 1)) await add(sql`o.id in ${listOf(asked.db, some)}`);
    return found;
  }
  const conditions = conditionsById(asked, filter);
  const stretch = { above: 0, upTo: await highestId(asked.db, 'production_orders') };
  for await (const { above, upTo } of idStretches(stretch)) {
    if (found.length > most) break;
    await add(allOf([sql`o.id > ${above} and o.id <= ${upTo}`, conditions]));
  }
  return found;
}

async function openIds(asked: Asked, filter: HubFilter): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select o.id from production_orders as o where ${openMatching(asked, filter)}`.execute(asked.db);
  return rows.map(({ id }) => id);
}

/** The id of the order with a number, whatever its case and accents. */
export async function orderNumbered(db: Db, number: string): Promise<number | undefined> {
  const order = await db
    .selectFrom('productionOrders')
    .select('id')
    .where('numberKey', '=', folded(number))
    .executeTakeFirst();
  return order?.id;
}
