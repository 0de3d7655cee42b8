import type { Row } from '../server/src/database/rows.ts';
import type { Seen } from './compare.ts';
import type { Taken } from './outside.ts';
import type { SetTrigger } from './scene.ts';

/** What followed twice from a change, not at all, or without one. */
export async function followedThatDiffers(seen: Seen): Promise<string[]> {
  const history = await seen.db
    .selectFrom('orderHistory')
    .select(['orderId', 'kind', 'toStatusId'])
    .where('kind', 'in', ['created', 'change'])
    .execute();
  const firings = await seen.db.selectFrom('firings').selectAll().orderBy('id').execute();
  return [
    ...firingsThatDiffer(seen, history, firings),
    ...(await recordsThatDiffer(seen, firings)),
    ...(await messagesThatDiffer(seen)),
  ];
}

type Step = Pick<Row<'orderHistory'>, 'orderId' | 'kind' | 'toStatusId'>;

/** Each entry of a status has one firing of each of its triggers; once nothing is left to do, all are done. */
function firingsThatDiffer(
  { scene, isCalm }: Seen,
  history: readonly Step[],
  firings: readonly Row<'firings'>[],
): string[] {
  const nameOf = (orderId: number | null, triggerId: number) => `order ${orderId}, trigger ${triggerId}`;
  const wanted = new Map<string, number>();
  for (const { orderId, toStatusId } of history) {
    for (const { id, statusId } of scene.triggers) {
      if (statusId === toStatusId) wanted.set(nameOf(orderId, id), (wanted.get(nameOf(orderId, id)) ?? 0) + 1);
    }
  }
  const ofOrders = firings.filter(({ orderId }) => orderId !== null);
  const standing = Map.groupBy(ofOrders, ({ orderId, triggerId }) => nameOf(orderId, triggerId));
  const counts = [...new Set([...wanted.keys(), ...standing.keys()])].flatMap((name) => {
    const are = standing.get(name) ?? [];
    const entries = new Set(are.map(({ entry }) => entry)).size;
    const should = wanted.get(name) ?? 0;
    return are.length === should && entries === should
      ? []
      : [`${name}: ${are.length} firings of ${entries} entries, and ${should} were entered`];
  });
  const isDone = ({ state, because }: Row<'firings'>) =>
    state === 'processed' || because === 'undone' || because === 'cancelled' || (state === 'waiting' && !isCalm);
  const undone = firings.filter((firing) => !isDone(firing));
  return [...counts, ...undone.map(({ id, state, reason }) => `firing ${id} is left ${state}: ${reason}`)];
}

/** A firing that was processed made its task, or its message for each recipient; no other made any. */
async function recordsThatDiffer({ db, scene }: Seen, firings: readonly Row<'firings'>[]): Promise<string[]> {
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
async function messagesThatDiffer({ db, takenBefore, taken, isCalm }: Seen): Promise<string[]> {
  const messages = await db.selectFrom('messages').select(['id', 'messageId', 'channel', 'state', 'reason']).execute();
  const takenById = Map.groupBy(taken, ({ id }) => id);
  const known = new Map(messages.map((message) => [message.messageId, message.channel]));
  const strays = takenBefore.filter(({ id, channel }) => known.get(id) !== channel);
  const wrong = messages.flatMap(({ id, messageId, channel, state, reason }) => {
    const fault = faultOf(channel, state, takenById.get(messageId) ?? [], isCalm);
    return fault ? [`message ${id} (${channel}, ${state}): ${fault}. ${reason}`] : [];
  });
  return [...strays.map(({ id, channel }) => `${channel} ${id} came in, and no message has that id`), ...wrong];
}

function faultOf(channel: string, state: string, taken: readonly Taken[], isCalm: boolean): string | undefined {
  if (channel === 'letter') return state === 'waiting' ? undefined : 'a letter waits to be printed';
  const isUnsure = state === 'unconfirmed' && channel !== 'webhook';
  const isUnderWay = !isCalm && (state === 'waiting' || state === 'sending');
  if (state !== 'sent' && !isUnsure && !isUnderWay) return 'it is neither sent nor for a person to decide';
  if (state === 'sent' && taken.length === 0) return 'it never came in';
  if (channel !== 'webhook' && taken.length > 1) return `it came in ${taken.length} times`;
  return new Set(taken.map(({ body }) => body)).size > 1 ? 'it came in with different contents' : undefined;
}
