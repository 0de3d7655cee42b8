import type { Db } from '../server/src/database/connect.ts';
import type { Row } from '../server/src/database/rows.ts';
import { brokenRules } from './doctor.ts';
import type { Load } from './load.ts';
import type { Outside, Taken } from './outside.ts';
import type { Scene, SetTrigger } from './scene.ts';

/** What is compared once nothing is left to do: the journal, the outside world and the database. */
export type Compared = { db: Db; scene: Scene; load: Load; outside: Outside };

/** Everything that is not as it must be, in words; nothing when all is well. */
export async function differences(compared: Compared): Promise<string[]> {
  const { db, load } = compared;
  const history = await db
    .selectFrom('orderHistory')
    .select(['orderId', 'kind', 'toStatusId'])
    .where('kind', 'in', ['change', 'undo'])
    .orderBy('id')
    .execute();
  const firings = await db.selectFrom('firings').selectAll().orderBy('id').execute();
  return [
    ...livesThatDiffer(load, history),
    ...(await ordersThatDiffer(compared)),
    ...(await importsThatDiffer(compared)),
    ...firingsThatDiffer(compared, history, firings),
    ...(await recordsThatDiffer(compared, firings)),
    ...(await messagesThatDiffer(compared)),
    ...(await brokenRules(db)),
  ];
}

type Step = Pick<Row<'orderHistory'>, 'orderId' | 'kind' | 'toStatusId'>;

/** Every change that was acknowledged is there, once, and nothing else. */
function livesThatDiffer({ lives }: Load, history: readonly Step[]): string[] {
  const byOrder = Map.groupBy(history, ({ orderId }) => orderId);
  return [...new Set([...lives.keys(), ...byOrder.keys()])].flatMap((id) => {
    const is = (byOrder.get(id) ?? []).map(({ kind, toStatusId }) => (kind === 'undo' ? 'undone' : toStatusId));
    const told = lives.get(id) ?? [];
    return is.join() === told.join() ? [] : [`order ${id} has been through ${is}, and acknowledged is ${told}`];
  });
}

async function ordersThatDiffer({ db, load }: Compared): Promise<string[]> {
  const orders = await db.selectFrom('productionOrders').select('id').execute();
  const ids = new Set(orders.map(({ id }) => id));
  return [
    ...[...load.lives.keys()].filter((id) => !ids.has(id)).map((id) => `order ${id} is acknowledged, and is not there`),
    ...[...ids].filter((id) => !load.lives.has(id)).map((id) => `order ${id} is there, and nobody asked for it`),
  ];
}

async function importsThatDiffer({ db, load }: Compared): Promise<string[]> {
  const clients = await db
    .selectFrom('clients')
    .select(['externalKey', 'name'])
    .where('externalKey', 'is not', null)
    .execute();
  const names = new Map(clients.map(({ externalKey, name }) => [externalKey ?? '', name]));
  return [...new Set([...names.keys(), ...load.imported.keys()])]
    .filter((key) => names.get(key) !== load.imported.get(key))
    .map((key) => `the client ${key} is ${names.get(key)}, and imported is ${load.imported.get(key)}`);
}

/** Each change to a status has one firing of each of its triggers, of an entry of its own, and all are done. */
function firingsThatDiffer(
  { scene }: Compared,
  history: readonly Step[],
  firings: readonly Row<'firings'>[],
): string[] {
  const nameOf = (orderId: number | null, triggerId: number) => `order ${orderId}, trigger ${triggerId}`;
  const wanted = new Map<string, number>();
  for (const { orderId, kind, toStatusId } of history) {
    if (kind !== 'change') continue;
    for (const { id, statusId } of scene.triggers) {
      if (statusId === toStatusId) wanted.set(nameOf(orderId, id), (wanted.get(nameOf(orderId, id)) ?? 0) + 1);
    }
  }
  const standing = Map.groupBy(firings, ({ orderId, triggerId }) => nameOf(orderId, triggerId));
  const counts = [...new Set([...wanted.keys(), ...standing.keys()])].flatMap((name) => {
    const are = standing.get(name) ?? [];
    const entries = new Set(are.map(({ entry }) => entry)).size;
    const should = wanted.get(name) ?? 0;
    return are.length === should && entries === should
      ? []
      : [`${name}: ${are.length} firings of ${entries} entries, and ${should} were entered`];
  });
  const undone = firings.filter(({ state, because }) => state !== 'processed' && because !== 'undone');
  return [...counts, ...undone.map(({ id, state, reason }) => `firing ${id} is left ${state}: ${reason}`)];
}

/** A firing that was processed made its task, or its message for each recipient; no other made any. */
async function recordsThatDiffer({ db, scene }: Compared, firings: readonly Row<'firings'>[]): Promise<string[]> {
  const tasks = await db.selectFrom('tasks').select('firingId').execute();
  const messages = await db.selectFrom('messages').select(['firingId', 'recipientKey']).execute();
  const tasksOf = Map.groupBy(tasks, ({ firingId }) => firingId);
  const messagesOf = Map.groupBy(messages, ({ firingId }) => firingId);
  const known = new Set<number | null>(firings.map(({ id }) => id));
  const strays = [...tasks, ...messages].filter(({ firingId }) => !known.has(firingId));
  const of = (trigger: SetTrigger | undefined, what: SetTrigger['makes']) =>
    trigger?.makes === what ? trigger.recipients : 0;
  const wrong = firings.flatMap(({ id, triggerId, state }) => {
    const trigger = state === 'processed' ? scene.triggers.find((each) => each.id === triggerId) : undefined;
    const made = messagesOf.get(id) ?? [];
    const counts = [tasksOf.get(id)?.length ?? 0, made.length, new Set(made.map((each) => each.recipientKey)).size];
    const wanted = [of(trigger, 'tasks'), of(trigger, 'messages'), of(trigger, 'messages')];
    return counts.join() === wanted.join()
      ? []
      : [`firing ${id} made ${counts} (tasks, messages, recipients), not ${wanted}`];
  });
  return [...strays.map(({ firingId }) => `something names the firing ${firingId}, which is not there`), ...wrong];
}

/** What was sent has come in, at least once, always with the same id and content; only a webhook more than once. */
async function messagesThatDiffer({ db, outside }: Compared): Promise<string[]> {
  const messages = await db.selectFrom('messages').select(['id', 'messageId', 'channel', 'state', 'reason']).execute();
  const taken = Map.groupBy(outside.taken, ({ id }) => id);
  const known = new Map(messages.map((message) => [message.messageId, message.channel]));
  const strays = outside.taken.filter(({ id, channel }) => known.get(id) !== channel);
  const wrong = messages.flatMap(({ id, messageId, channel, state, reason }) => {
    const fault = faultOf(channel, state, taken.get(messageId) ?? []);
    return fault ? [`message ${id} (${channel}, ${state}): ${fault}. ${reason}`] : [];
  });
  return [...strays.map(({ id, channel }) => `${channel} ${id} came in, and no message has that id`), ...wrong];
}

function faultOf(channel: string, state: string, taken: readonly Taken[]): string | undefined {
  if (channel === 'letter') return state === 'waiting' ? undefined : 'a letter waits to be printed';
  const isUnsure = state === 'unconfirmed' && channel !== 'webhook';
  if (state !== 'sent' && !isUnsure) return 'it is neither sent nor for a person to decide';
  if (state === 'sent' && taken.length === 0) return 'it never came in';
  if (channel !== 'webhook' && taken.length > 1) return `it came in ${taken.length} times`;
  return new Set(taken.map(({ body }) => body)).size > 1 ? 'it came in with different contents' : undefined;
}
