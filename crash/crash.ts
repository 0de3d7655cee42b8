import type { Location } from '../server/src/database/connect.ts';
import { openSnapshot } from '../server/src/database/snapshot.ts';
import { seeded } from '../server/src/sample/random.rules.ts';
import { type Aim, killAt } from './aims.ts';
import { differences } from './compare.ts';
import { type Eye, openEye } from './eye.ts';
import { Journal } from './journal.ts';
import { Load, type Mix } from './load.ts';
import { type Outside, openOutside } from './outside.ts';
import { type Scene, setScene } from './scene.ts';
import { command, Server } from './servers.ts';

export type Plan = {
  location: Location;
  /** How many servers run on the database; more than one only on PostgreSQL. */
  servers: number;
  orders: number;
  mix: Mix;
  /** What each kill is aimed at. */
  kills: readonly Aim[];
  /** After so many kills everything is ended and compared, and then gone on with. */
  compareEvery: number;
  seed: number;
  say(line: string): void;
};

export type Outcome = {
  kills: number;
  /** By aim, how often its moment was met. */
  hits: Partial<Record<Aim, number>>;
  requests: number;
  /** Requests that were not answered at once, because their server was killed. */
  interrupted: number;
  messages: Record<string, number>;
  firings: number;
  /** Webhooks that came in more than once. */
  repeated: number;
  /** What is not as it must be. */
  differences: readonly string[];
  /** Messages that were just being taken outside when their server was killed, and what they are in the end. */
  caught: { channel: string; state: string; times: number }[];
};

/** More is not asked for while so much is still to be done, so that a slow machine comes to an end. */
const mostOutstanding = 100;
const restMs = 300;
const owner = ['user', 'add', '--owner', '--name', 'Olive', '--email', 'olive@lumen.example', '--password-stdin'];

/** Kills servers under load and starts them again, and compares in the end what was acknowledged with what there is. */
export async function crash(plan: Plan): Promise<Outcome> {
  const { location, kills, compareEvery } = plan;
  const outside = await openOutside();
  const servers = Array.from({ length: plan.servers }, () => new Server(location));
  try {
    const stage = await setStage(plan, servers, outside);
    const outcome = emptyOutcome();
    for (const [at, aim] of kills.entries()) {
      if (at % compareEvery === 0) stage.load.start();
      await killOnce(stage, aim, outcome);
      const isLast = at === kills.length - 1;
      if (!isLast && (at + 1) % compareEvery !== 0) continue;
      outcome.differences = await compare(stage);
      if (isLast || outcome.differences.length > 0) break;
    }
    await tally(outcome, stage);
    return outcome;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    outside.close();
  }
}

type Stage = Pick<Plan, 'location' | 'say'> & {
  servers: readonly Server[];
  outside: Outside;
  journal: Journal;
  scene: Scene;
  load: Load;
  random(): number;
  /** Ids of messages that were being taken outside when a server was killed for it. */
  caught: string[];
};

async function setStage(plan: Plan, servers: readonly Server[], outside: Outside): Promise<Stage> {
  const { location, say, orders, mix, seed } = plan;
  const random = seeded(seed).next;
  await command(location, owner, 'a rather long pass phrase\n');
  const token = await command(location, ['api-key', 'add', '--name', 'Crash', '--rights', 'all']);
  await Promise.all(servers.map((server) => server.start()));
  const journal = new Journal(servers, token);
  const scene = await setScene(journal, outside, orders);
  const load = new Load(journal, scene, mix, random);
  return { location, say, servers, outside, journal, scene, load, random, caught: [] };
}

/** Kills one of the servers at the moment aimed at, and starts it again. */
async function killOnce(stage: Stage, aim: Aim, outcome: Outcome): Promise<void> {
  const { location, load, random, servers, outside, caught, say } = stage;
  const eye = await openEye(location);
  const victim = servers[Math.floor(random() * servers.length)] as Server;
  let killed: Promise<void> | undefined;
  const kill = () => {
    killed = victim.kill();
  };
  const calmed = keepBounded(load, location);
  const { isHit, messageId } = await killAt(aim, { eye, load, outside, random }, kill);
  await killed;
  await Promise.all([calmed.stop(), eye.close()]);
  outcome.kills += 1;
  if (isHit) outcome.hits[aim] = (outcome.hits[aim] ?? 0) + 1;
  if (isHit && messageId && aim.startsWith('sending')) caught.push(messageId);
  say(`kill ${outcome.kills}: ${aim}${isHit ? '' : ' (its moment did not come)'}`);
  await victim.start();
}

/** Lets the load go on as long as not too much is left to do; once stopped, not before the next time. */
function keepBounded(load: Load, location: Location): { stop(): Promise<void> } {
  let isStopped = false;
  const look = async () => {
    const eye = await openEye(location);
    while (!isStopped) {
      load.isFull = (await outstanding(eye)) > mostOutstanding;
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    await eye.close();
    load.isFull = true;
  };
  const looking = look();
  return {
    stop: () => {
      isStopped = true;
      return looking;
    },
  };
}

/** Ends what is under way and compares. */
async function compare({ location, load, scene, outside, servers, say }: Stage): Promise<string[]> {
  await load.stop();
  await calm(location);
  const snapshot = await openSnapshot(location);
  const found = await differences({ db: snapshot.db, scene, load, outside }).finally(() => snapshot.close());
  const all = [...found, ...servers.flatMap(({ faults }) => faults)];
  say(all.length === 0 ? 'all is well' : all.join('\n'));
  return all;
}

function emptyOutcome(): Outcome {
  return {
    ...{ kills: 0, hits: {}, requests: 0, interrupted: 0, messages: {}, firings: 0, repeated: 0 },
    ...{ differences: [], caught: [] },
  };
}

/** Waits until nothing is left to do: no firing that is due, no message to be sent. */
async function calm(location: Location): Promise<void> {
  const eye = await openEye(location);
  await until(eye, (left) => left === 0).finally(() => eye.close());
}

async function until(eye: Eye, isEnough: (left: number) => boolean): Promise<void> {
  while (!isEnough(await outstanding(eye))) await new Promise((resolve) => setTimeout(resolve, restMs));
}

async function outstanding(eye: Eye): Promise<number> {
  const firings = await eye.count(`firings where state = 'waiting'`);
  return firings + (await eye.count(`messages where state in ('waiting', 'sending') and channel <> 'letter'`));
}

async function tally(outcome: Outcome, { location, journal, outside, caught }: Stage): Promise<void> {
  const { db, close } = await openSnapshot(location);
  const messages = await db.selectFrom('messages').select(['messageId', 'channel', 'state']).execute();
  const { many } = await db
    .selectFrom('firings')
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .executeTakeFirstOrThrow();
  await close();
  const times = Map.groupBy(outside.taken, ({ id }) => id);
  outcome.firings = many;
  outcome.requests = journal.entries.length;
  outcome.interrupted = journal.interrupted;
  outcome.repeated = [...times.values()].filter(({ length }) => length > 1).length;
  for (const { channel, state } of messages) {
    outcome.messages[`${channel} ${state}`] = (outcome.messages[`${channel} ${state}`] ?? 0) + 1;
  }
  outcome.caught = messages
    .filter(({ messageId }) => caught.includes(messageId))
    .map(({ messageId, channel, state }) => ({ channel, state, times: times.get(messageId)?.length ?? 0 }));
}
