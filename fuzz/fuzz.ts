import { brokenRules } from '../crash/doctor.ts';
import { openEye } from '../crash/eye.ts';
import type { Location } from '../server/src/database/connect.ts';
import { openSnapshot } from '../server/src/database/snapshot.ts';
import { type Random, seeded } from '../server/src/sample/random.rules.ts';
import { cast } from './callers.ts';
import type { Operation } from './document.ts';
import { Lane, type Round, slowMs, type Took } from './lane.ts';
import { Stage } from './stage.ts';
import { Tally } from './tally.ts';

export type Plan = {
  location: Location;
  requests: number;
  connections: number;
  seed: number;
  /** How many orders the sample studio has to begin with. */
  orders: number;
  /** Only these endpoints are asked, if any are named. */
  endpoints?: readonly string[];
  /** After so many requests the doctor looks. */
  examineEvery: number;
  say(line: string): void;
};

export type Outcome = {
  requests: number;
  faults: readonly string[];
  /** Answers after more than a second. */
  late: readonly string[];
  /** Those that took the server a second to compute. */
  slow: readonly string[];
  tally: Tally;
  /** Memory of the server in MB, before and after. */
  memory: readonly [before: number, after: number];
};

const mostFaults = 200;

/** Sends generated requests to every endpoint of a server of its own, and judges each answer. */
export async function fuzz(plan: Plan): Promise<Outcome> {
  const random = seeded(plan.seed);
  const stage = await Stage.set(plan.location, random, plan.orders);
  const lanes: Lane[] = [];
  try {
    const before = stage.memory();
    const run = new Run(plan, stage, random);
    while (lanes.length < plan.connections) lanes.push(new Lane(run, cast(random), await openEye(plan.location)));
    while (!run.isOver) {
      run.goOn();
      await Promise.all(lanes.map((lane) => lane.run()));
      await run.examine();
    }
    const { requests, faults, late, slow, tally } = run;
    const told = [...faults].map(([says, times]) => (times > 1 ? `${says} (${times} times)` : says));
    return { requests, faults: told, late, slow, tally, memory: [before, stage.memory()] };
  } finally {
    for (const lane of lanes) await lane.close();
    await stage.close();
  }
}

/** A run on its way: what was sent, and what was found. */
class Run implements Round {
  readonly stage: Stage;
  readonly operations: readonly Operation[];
  readonly random: Random;
  readonly tally: Tally;
  readonly faults = new Map<string, number>();
  readonly late: string[] = [];
  readonly slow: string[] = [];
  requests = 0;
  private until = 0;
  private readonly plan: Plan;

  constructor(plan: Plan, stage: Stage, random: Random) {
    this.plan = plan;
    this.stage = stage;
    this.random = random;
    const { endpoints = [] } = plan;
    this.operations = stage.operations.filter(({ id }) => endpoints.length === 0 || endpoints.includes(id));
    this.tally = new Tally(this.operations);
    for (const operation of stage.done) this.tally.add(operation, operation.success, '', 0);
  }

  get isOver(): boolean {
    return this.requests >= this.plan.requests || this.faults.size >= mostFaults;
  }

  goOn(): void {
    this.until = Math.min(this.requests + this.plan.examineEvery, this.plan.requests);
  }

  next = (): boolean => {
    if (this.requests >= this.until || this.isOver || this.stage.server.isGone) return false;
    this.requests += 1;
    return true;
  };

  fault = (says: string, curl: string): void => {
    const times = this.faults.get(says) ?? 0;
    this.faults.set(says, times + 1);
    if (times === 0) this.plan.say(`FAULT ${says}\n  ${curl}`);
  };

  tellSlow = ({ id }: Operation, { ms, computed }: Took, curl: string): void => {
    const says = `${id}: ${Math.round(ms)} ms, in which the server computed for ${Math.round(computed)} ms`;
    this.late.push(says);
    // On a busy machine every answer may be late; by what was computed it is slow anywhere.
    if (computed <= slowMs) return;
    this.slow.push(says);
    this.plan.say(`SLOW ${says}\n  ${curl}`);
  };

  /** What the doctor finds, and what the server logged; a server that ended is started again. */
  async examine(): Promise<void> {
    const { stage, tally, plan } = this;
    if (stage.server.isGone) {
      this.fault('the server ended', '');
      await stage.server.start();
    }
    for (const says of [...(await examined(plan.location)), ...stage.server.faults.splice(0)]) this.fault(says, '');
    plan.say(`${this.requests} requests, ${tally.neverFine.length} endpoints not yet fine, ${stage.memory()} MB`);
  }
}

async function examined(location: Location): Promise<string[]> {
  const { db, close } = await openSnapshot(location);
  return brokenRules(db).finally(close);
}
