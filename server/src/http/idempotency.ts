import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { dialectOf } from '../database/connect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, Change } from '../studio/change.ts';
import type { Call } from '../studio/route.ts';

const keptMs = 24 * 60 * 60 * 1_000;

/** A request that its sender may repeat without it being done twice. */
export type Repeatable = { scope: string; key: string; request: string };

export function repeatable(actor: Actor, key: string, method: string, path: string, body: unknown): Repeatable {
  const hash = createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('base64url');
  return { scope: `${actor.kind}:${actor.id}`, key, request: `${method} ${path} ${hash}` };
}

/** Does a request once and answers it alike each time. */
export type AnswerOnce = (
  call: Call,
  once: Repeatable,
  status: number,
  handle: (call: Call) => Promise<unknown>,
) => Promise<unknown>;

export function createAnswerOnce(): AnswerOnce {
  // Requests of this process; those of other processes are seen in the database.
  const running = new Set<string>();
  return async (call, once, status, handle) => {
    const name = `${once.scope} ${once.key}`;
    if (running.has(name)) throw new Refusal('request.idempotency_running', { key: once.key });
    running.add(name);
    try {
      return await handle({ ...call, write: writeOnce(call, once, status) });
    } catch (error) {
      if (error instanceof AnsweredBefore) return JSON.parse(error.answer);
      throw error;
    } finally {
      running.delete(name);
    }
  };
}

class AnsweredBefore extends Error {
  readonly answer: string;
  constructor(answer: string) {
    super('answered before');
    this.answer = answer;
  }
}

function writeOnce(call: Call, once: Repeatable, status: number): Call['write'] {
  return (operation, options) =>
    call.write(async (change) => {
      const before = await answerBefore(change, once);
      if (before !== undefined) throw new AnsweredBefore(before);
      const answer = await operation(change);
      await keepAnswer(change, once, status, answer);
      return answer;
    }, options);
}

/** The answer given to this request before, if any; refuses a key used for another request, or still at work. */
async function answerBefore(change: Change, { scope, key, request }: Repeatable): Promise<string | undefined> {
  if (dialectOf(change.db) === 'postgres') {
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`${scope} ${key}`}, 4310)) as locked`.execute(change.tx);
    if (!rows[0]?.locked) throw new Refusal('request.idempotency_running', { key });
  }
  const before = await change.tx
    .selectFrom('idempotencyKeys')
    .select(['request', 'answer', 'at'])
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!before || before.at < change.now - keptMs) return undefined;
  if (before.request !== request) throw new Refusal('request.idempotency_reused', { key });
  return before.answer;
}

/** Keeps the answer in the change's own transaction, and lets go of those older than a day. */
async function keepAnswer(
  change: Change,
  { scope, key, request }: Repeatable,
  status: number,
  answer: unknown,
): Promise<void> {
  await change.tx
    .deleteFrom('idempotencyKeys')
    .where('at', '<', change.now - keptMs)
    .execute();
  await change.tx
    .insertInto('idempotencyKeys')
    .values({ scope, key, request, status, answer: JSON.stringify(answer ?? null), at: change.now })
    .execute();
}
