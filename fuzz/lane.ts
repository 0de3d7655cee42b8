import type { Problem } from '@printrail/contract/problem';
import type { Eye } from '../crash/eye.ts';
import type { Random } from '../server/src/sample/random.rules.ts';
import { type Caller, may, nobody, type Rights, type Wanted } from './callers.ts';
import type { Operation } from './document.ts';
import { type Draft, isFields, sentOf } from './drafts.ts';
import { faultOf, faultOfAgain, faultOfRight, problemOf } from './judge.ts';
import type { Target } from './known.ts';
import { tame } from './primers.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';
import { twist } from './twists.ts';
import { shuffled } from './values.ts';
import { type Answer, asCurl, Line, type NoAnswer, type Sent } from './wire.ts';

/** How long an answer took, and how much of that the server computed (NaN where the system does not tell). */
export type Took = { ms: number; computed: number };

/** What the lanes have in common. */
export type Round = {
  stage: Stage;
  /** What is asked. */
  operations: readonly Operation[];
  tally: Tally;
  random: Random;
  /** Whether another request is to be sent. */
  next(): boolean;
  fault(says: string, curl: string): void;
  tellSlow(operation: Operation, took: Took, curl: string): void;
};

type Step = { operation: Operation; caller: Caller; body?: unknown };
type Began = { at: number; computed: number | undefined };

const mostDone = 40;
/** Older entries of the audit are not looked at. */
const mostAuditedAtOnce = 2_000;
/** Others may sign in as the caller meanwhile. */
const notSignedIn = `action <> 'user.signed_in'`;
export const slowMs = 1_000;
/** Where passwords are hashed, which takes long by intention, requests are fewer. */
const shareOfSecrets = 0.25;

/** One connection, by which requests are sent one after the other, by people of its own. */
export class Lane {
  private readonly round: Round;
  private readonly wanted: readonly Wanted[];
  private readonly callers = new Map<Wanted, Caller>();
  private readonly eye: Eye;
  private readonly line = new Line();
  private deck: Operation[] = [];
  private decks = 0;
  private previewed: Step | undefined;
  private answeredAt = 0;

  constructor(round: Round, wanted: readonly Wanted[], eye: Eye) {
    this.round = round;
    this.eye = eye;
    this.wanted = wanted;
  }

  async run(): Promise<void> {
    while (this.round.next()) await this.once();
  }

  async close(): Promise<void> {
    this.line.close();
    await this.eye.close();
  }

  private async once(): Promise<void> {
    const { stage, random } = this.round;
    const { operation, caller, body } = await this.nextStep();
    const draft = stage.drafts.draft(operation, caller);
    if (body) draft.body = body;
    else twist(draft, random);
    draft.body = tame(draft.body);
    const sent = draft.again && !draft.again.isOther ? draft.again.sent : sentOf(draft);
    // What comes in the millisecond of the answer before cannot be told from that.
    while (Date.now() === this.answeredAt) await new Promise(setImmediate);
    const began = { at: Date.now(), computed: stage.computed() };
    const answer = await this.line.ask(stage.address, sent, operation.streams);
    this.answeredAt = Date.now();
    this.tell(draft, answer);
    this.learn(draft, sent, answer);
    await this.judge(draft, sent, answer, began);
  }

  /** What was previewed is done at once, half of the time. */
  private async nextStep(): Promise<Step> {
    const step = this.previewed;
    this.previewed = undefined;
    if (step && this.round.random.chance(0.5)) return step;
    const operation = this.nextOperation();
    return { operation, caller: await this.callerFor(operation) };
  }

  /** Each endpoint comes as often as any other; those that hash secrets, which is slow, once and then seldom. */
  private nextOperation(): Operation {
    const { operations, random } = this.round;
    for (;;) {
      const operation = this.deck.pop();
      if (!operation) {
        this.decks += 1;
        this.deck = shuffled(random, operations);
      } else if (this.decks === 1 || !carriesSecret(operation) || random.chance(shareOfSecrets)) return operation;
    }
  }

  private async callerFor({ access }: Operation): Promise<Caller> {
    const { random, stage } = this.round;
    if (random.chance(0.06)) return nobody(random);
    const able = this.wanted.filter((each) => may({ rights: each.rights } as Caller, access));
    const wanted = random.pick(random.chance(0.85) && able.length > 0 ? able : this.wanted);
    const caller = this.callers.get(wanted) ?? (await stage.provide(wanted));
    this.callers.set(wanted, caller);
    return caller;
  }

  private tell({ operation, twist: kind }: Draft, answer: Answer | NoAnswer): void {
    const { tally } = this.round;
    if ('lost' in answer) tally.add(operation, 0, kind === 'odd wire' ? 'no answer' : 'lost', 0);
    else tally.add(operation, answer.status, problemOf(answer)?.code ?? String(answer.status), answer.ms);
  }

  private learn(draft: Draft, sent: Sent, answer: Answer | NoAnswer): void {
    const { operation, caller, target, twist: kind } = draft;
    if ('lost' in answer) {
      // What is still worked on would be taken for what a later request left behind.
      if (answer.isLate) this.letGo(caller);
    } else if (answer.status !== operation.success) {
      this.learnWhy(target, problemOf(answer));
    } else if (kind !== 'odd method') {
      this.learnFrom(draft, answer);
      // What answers with 201 is done but once under one key.
      if (answer.status !== 201 || kind !== 'none' || !('idempotency-key' in sent.headers)) return;
      caller.done.push({ operationId: operation.id, sent, answer });
      if (caller.done.length > mostDone) caller.done.shift();
    }
  }

  private learnWhy(target: Target, problem: Problem | undefined): void {
    const { code = '', details = {} } = problem ?? {};
    const { known } = this.round.stage;
    if (code === 'request.version_stale') known.learnVersion(target, Number(details.current));
    const missing = /^(\w+)\.not_found$/.exec(code)?.[1];
    if (missing) known.forget(missing, Number(details.id));
  }

  private learnFrom(draft: Draft, { headers, body }: Answer): void {
    const { known, drafts } = this.round.stage;
    drafts.remember(draft);
    if (!String(headers['content-type']).startsWith('application/json')) return;
    const told: unknown = JSON.parse(body.toString());
    known.learn(draft.target, told);
    this.previewed = this.stepAfter(draft, told);
  }

  /** Of a preview the request that does what it showed, with what it counted. */
  private stepAfter({ operation, caller, body }: Draft, told: unknown): Step | undefined {
    const path = operation.path.replace(/\/preview$/, '');
    const { operations } = this.round.stage;
    const doing = operations.find((each) => each.path === path && each.method === 'POST');
    if (path === operation.path || !doing?.body || !isFields(body) || !isFields(told)) return undefined;
    const names = Object.keys(doing.body.properties ?? {});
    const all = { ...told, ...body, expectedCount: told.count, fingerprint: told.fingerprint };
    const wanted = Object.entries(all).filter(([name, value]) => names.includes(name) && value !== undefined);
    return { operation: doing, caller, body: Object.fromEntries(wanted) };
  }

  private async judge(draft: Draft, sent: Sent, answer: Answer | NoAnswer, began: Began): Promise<void> {
    const { stage, fault, tellSlow } = this.round;
    const { operation } = draft;
    const curl = asCurl(stage.address, sent);
    if ('ms' in answer && answer.ms > slowMs) {
      const computed = (stage.computed() ?? Number.NaN) - (began.computed ?? Number.NaN);
      tellSlow(operation, { ms: answer.ms, computed }, curl);
    }
    const says =
      faultOf(draft, answer) ??
      faultOfAgain(draft, answer) ??
      (await this.faultOfRight(draft, answer)) ??
      (await this.faultOfHalf(draft, answer, began.at));
    if (says) fault(`${operation.id} (${draft.twist}): ${says}`, curl);
  }

  /** What is refused has left nothing behind, at least in the audit. */
  private async faultOfHalf({ operation, caller, twist: kind }: Draft, answer: Answer | NoAnswer, began: number) {
    const { audited } = caller;
    if ('lost' in answer || answer.status < 400 || operation.method === 'GET' || !audited) return undefined;
    // What is too much for one request is a second one, which may be refused before the first is done.
    if (kind === 'odd wire') return undefined;
    const latest = `id > (select max(id) - ${mostAuditedAtOnce} from audit_entries)`;
    const left = await this.eye.count(
      `audit_entries where ${latest} and at >= ${began} and ${audited.column} = ${audited.id} and ${notSignedIn}`,
    );
    return left > 0 ? `${answer.status}, and ${left} entries in the audit` : undefined;
  }

  /** Rights that were changed meanwhile, and keys that were revoked, are looked at anew. */
  private async faultOfRight(draft: Draft, answer: Answer | NoAnswer): Promise<string | undefined> {
    const says = faultOfRight(draft, answer);
    const { caller } = draft;
    if (!says || caller.kind === 'nobody') return says;
    const rights = await this.rightsNow(caller);
    if (rights === undefined || JSON.stringify(rights) !== JSON.stringify(caller.rights)) {
      this.letGo(caller);
    }
    return faultOfRight({ ...draft, caller: { ...caller, rights } }, answer);
  }

  /** Somebody new takes the caller's part. */
  private letGo(caller: Caller): void {
    for (const [wanted, each] of this.callers) if (each === caller) this.callers.delete(wanted);
  }

  private async rightsNow({ headers }: Caller): Promise<Rights | undefined> {
    const { stage } = this.round;
    const me = stage.operations.find(({ id }) => id === 'getMe');
    const sent = { method: 'GET', target: me?.path ?? '', headers: { ...headers }, body: undefined };
    const answer = await this.line.ask(stage.address, sent);
    if ('lost' in answer || answer.status !== 200) return undefined;
    const { user, rights } = JSON.parse(answer.body.toString()) as {
      user: { isOwner: boolean } | null;
      rights: Rights;
    };
    return user?.isOwner ? 'owner' : rights;
  }
}

function carriesSecret({ body }: Operation): boolean {
  return Object.keys(body?.properties ?? {}).some((name) => /password/i.test(name));
}
