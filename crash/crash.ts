import type { Location } from '../server/src/database/connect.ts';
import { openSnapshot } from '../server/src/database/snapshot.ts';
import { seeded } from '../server/src/sample/random.rules.ts';
import { type Aim, killAt } from './aims.ts';
import { Book } from './book.ts';
import { differences } from './compare.ts';
import { type Eye, openEye } from './eye.ts';
import { Journal } from './journal.ts';
import { Load } from './load.ts';
import type { Mix } from './load-tools.ts';
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
  let stage: Stage | undefined;
  try {
    stage = await setStage(plan, servers, outside);
    const outcome = emptyOutcome();
    for (const [at, aim] of kills.entries()) {
      if (at % compareEvery === 0) await stage.load.start();
      await killOnce(stage, aim, outcome);
      const isLast = at === kills.length - 1;
      outcome.differences =
        isLast || (at + 1) % compareEvery === 0 ? await compareCalm(stage) : await compareNow(stage);
      if (outcome.differences.length > 0) break;
    }
    await tally(outcome, stage);
    return outcome;
  } finally {
    // What failed is told, not what could not be asked any more.
    stage?.journal.close();
    await stage?.load.stop().catch(() => undefined);
    await Promise.all(servers.map((server) => server.stop()));
    outside.close();
  }
}

type Stage = Pick<Plan, 'location' | 'say'> & {
  servers: readonly Server[];
  outside: Outside;
  journal: Journal;
  book: Book;
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
  const book = new Book();
  const scene = await setScene(journal, book, outside, orders);
  const load = new Load({ journal, scene, book, mix, random });
  return { location, say, servers, outside, journal, book, scene, load, random, caught: [] };
}

/** Kills one of the servers at the moment aimed at, and starts it again. */
async function killOnce(stage: Stage, aim: Aim, outcome: Outcome): Promise<void> {
  const { location, load, journal, random, servers, outside, caught, say } = stage;
  const eye = await openEye(location);
  const victim = servers[Math.floor(random() * servers.length)] as Server;
  let killed: Promise<void> | undefined;
  const kill = () => {
    killed = victim.kill();
  };
  const calmed = keepBounded(load, location);
  const clock = stopwatch();
  const { isHit, messageId } = await killAt(aim, { eye, load, journal, outside, random }, kill);
  await killed;
  await Promise.all([calmed.stop(), eye.close()]);
  outcome.kills += 1;
  if (isHit) outcome.hits[aim] = (outcome.hits[aim] ?? 0) + 1;
  if (isHit && messageId && aim.startsWith('sending')) caught.push(messageId);
  const after = clock();
  await victim.start();
  say(
    `kill ${outcome.kills}: ${aim}${isHit ? '' : ' (its moment did not come)'} after ${after}, back after ${clock()}`,
  );
}

/** Gives the seconds since it was asked the last time. */
function stopwatch(): () => string {
  let began = performance.now();
  return () => {
    const seconds = (performance.now() - began) / 1_000;
    began = performance.now();
    return `${seconds.toFixed(1)} s`;
  };
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

/** Compares what can be compared while requests go on. */
async function compareNow(stage: Stage): Promise<string[]> {
  const clock = stopwatch();
  const found = await differences(stage, false);
  stage.say(`  compared in ${clock()}`);
  return told(stage, found);
}

/** Ends what is under way and compares everything. */
async function compareCalm(stage: Stage): Promise<string[]> {
  const clock = stopwatch();
  await stage.load.stop();
  await calm(stage.location);
  const calmedIn = clock();
  const found = await differences(stage, true);
  stage.say(`  at rest after ${calmedIn}, compared in ${clock()}${found.length === 0 ? ', and all is well' : ''}`);
  return told(stage, found);
}

function told({ servers, say }: Stage, found: readonly string[]): string[] {
  const all = [...found, ...servers.flatMap(({ faults }) => faults)];
  if (all.length > 0) say(all.join('\n'));
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
