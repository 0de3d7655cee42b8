import { sql } from 'kysely';
import { type Db, dialectOf } from './connect.ts';

/** What was read of a database, and the state it was read in. */
type Kept = { state: string | undefined; answers: Map<string, Promise<unknown>> };

const mostKept = 500;
const keptOf = new WeakMap<Db, Kept>();

/**
 * The answer as it was read before, while nobody has changed anything in the database since, in whatever process. Only for
 * the handle that reads: a transaction does not see its own changes as a new state.
 */
export async function whileUnchanged<Answer>(db: Db, question: string, read: () => Promise<Answer>): Promise<Answer> {
  const state = await stateOf(db);
  let kept = keptOf.get(db);
  // Read after the state was taken, an answer may be newer than that state; it is then never given.
  if (kept?.state !== state || kept.answers.size >= mostKept) kept = { state, answers: new Map() };
  keptOf.set(db, kept);
  const known = kept.answers.get(question) as Promise<Answer> | undefined;
  if (known) return known;
  const { answers } = kept;
  const answer = read();
  answers.set(question, answer);
  answer.catch(() => answers.delete(question));
  return answer;
}

/** Differs as soon as another connection has committed anything. */
async function stateOf(db: Db): Promise<string> {
  if (dialectOf(db) === 'sqlite') {
    const { rows } = await sql<{ dataVersion: number }>`pragma data_version`.execute(db);
    return String(rows[0]?.dataVersion);
  }
  const { rows } = await sql<{ state: string }>`select pg_current_snapshot()::text as state`.execute(db);
  return String(rows[0]?.state);
}
