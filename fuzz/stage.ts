import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { command, Server } from '../crash/servers.ts';
import type { Location } from '../server/src/database/connect.ts';
import type { Random } from '../server/src/sample/random.rules.ts';
import { type Caller, nobody, type Wanted } from './callers.ts';
import { type OpenApi, type Operation, operationsOf } from './document.ts';
import { type Draft, Drafts, sentOf } from './drafts.ts';
import { Known } from './known.ts';
import { type Outside, openOutside } from './outside.ts';
import { type Primed, primers, triggersAt } from './primers.ts';
import { type Means, passPhrase } from './values.ts';
import { type Answer, Line } from './wire.ts';

const msPerTick = 10;

/** The studio that is asked: a server of its own, what is known of it, and someone who may do everything. */
export class Stage {
  readonly operations: readonly Operation[];
  readonly known: Known;
  readonly drafts: Drafts;
  readonly server: Server;
  readonly outside: Outside;
  private readonly location: Location;
  private readonly means: Means;
  private readonly primed: Primed;
  private readonly line = new Line();
  /** Endpoints that were called to furnish it, with success. */
  readonly done: Operation[] = [];
  private root: Caller | undefined;
  private made = 0;

  private constructor(location: Location, server: Server, outside: Outside, means: Means, document: OpenApi) {
    this.location = location;
    this.server = server;
    this.outside = outside;
    this.means = means;
    this.known = means.known;
    this.operations = operationsOf(document);
    this.primed = primers(outside.webUrl, outside.smtpPort);
    this.drafts = new Drafts(means, this.primed);
  }

  static async set(location: Location, random: Random, orders: number): Promise<Stage> {
    const outside = await openOutside();
    // Tries to sign in are counted by where they come from.
    const server = new Server(location, { PRINTRAIL_TRUST_PROXY: '127.0.0.1' });
    await server.start();
    const document = (await (await fetch(`${server.address}/api/v1/openapi.json`)).json()) as OpenApi;
    let turn = 0;
    const means = { random, known: new Known(random), webUrl: outside.webUrl, next: () => ++turn };
    const stage = new Stage(location, server, outside, means, document);
    await stage.furnish(orders);
    return stage;
  }

  /** Milliseconds that the server has computed, where the system tells. */
  computed(): number | undefined {
    const place = `/proc/${this.server.pid}/stat`;
    if (!existsSync(place)) return undefined;
    const words = readFileSync(place, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(words[11]) + Number(words[12])) * msPerTick;
  }

  get address(): string {
    return this.server.address ?? '';
  }

  /** Memory of the server in MB. */
  memory(): number {
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(this.server.pid)]).toString();
    return Math.round(Number(kilobytes) / 1_024);
  }

  /** Somebody new with the rights. */
  async provide({ name, kind, rights }: Wanted): Promise<Caller> {
    this.made += 1;
    const called = `${name} ${this.made}`;
    if (kind === 'key') {
      const { id, key } = await this.asRoot('addApiKey', { name: called, rights });
      const headers = { authorization: `Bearer ${key}` };
      return { name, kind, rights, headers, audited: { column: 'api_key_id', id: Number(id) }, done: [] };
    }
    const email = `caller-${this.made}@fuzz.example`;
    if (rights === 'owner') await this.addOwner(called, email);
    else await this.asRoot('addUser', { name: called, email, password: passPhrase, rights });
    const { cookie, id } = await this.signedIn('signIn', { email, password: passPhrase });
    return { name, kind, rights, headers: { cookie }, audited: { column: 'user_id', id }, done: [] };
  }

  async close(): Promise<void> {
    this.line.close();
    await this.server.stop();
    this.outside.close();
  }

  /** An owner, a sample, delivery to this machine, and triggers where the sample's orders pass. */
  private async furnish(orders: number): Promise<void> {
    const { cookie } = await this.signedIn('setUp', {
      ...{ name: 'Olive Owner', email: 'olive@fuzz.example', password: passPhrase, studioName: 'Lumen' },
    });
    const owner: Caller = { name: 'the owner', kind: 'session', headers: { cookie }, rights: 'owner', done: [] };
    await this.ask('createSample', owner, { orders });
    const { items = [] } = (await this.ask('listTypes', owner)) as { items?: { statuses: { id: number }[] }[] };
    const statusIds = items.flatMap(({ statuses }) => statuses.map(({ id }) => id)).slice(0, 12);
    await this.ask('getDeliverySettings', owner);
    const { updateDeliverySettings = [], addTemplate = [] } = this.primed;
    for (const body of updateDeliverySettings) await this.ask('updateDeliverySettings', owner, body);
    const templateIds: number[] = [];
    for (const body of addTemplate) templateIds.push(Number((await this.ask('addTemplate', owner, body)).id));
    const [statusId] = statusIds;
    await this.ask('dryRunTrigger', owner, { overDays: 30, trigger: { statusId, when: 'entered', action: 'task' } });
    for (const statusId of statusIds) {
      for (const body of triggersAt(this.outside.webUrl, statusId, templateIds))
        await this.ask('addTrigger', owner, body);
    }
  }

  private async addOwner(name: string, email: string): Promise<void> {
    const words = ['user', 'add', '--owner', '--name', name, '--email', email, '--password-stdin'];
    await command(this.location, words, `${passPhrase}\n`);
  }

  /** Asks as someone with every right, of whom another is made when this one was let go. */
  private async asRoot(id: string, body: object): Promise<Record<string, unknown>> {
    if (this.root) {
      const draft = this.draftOf(id, this.root, body);
      const answer = await this.send(draft);
      if (answer.status !== 401) return this.taken(draft, answer);
    }
    const key = await command(this.location, ['api-key', 'add', '--name', 'Root', '--rights', 'all']);
    const headers = { authorization: `Bearer ${key}` };
    this.root = { name: 'the root', kind: 'key', headers, rights: 'owner', done: [] };
    return this.ask(id, this.root, body);
  }

  private async signedIn(id: string, body: object): Promise<{ cookie: string; id: number }> {
    const draft = this.draftOf(id, nobody(this.means.random), body);
    const answer = await this.send(draft);
    const { id: userId } = this.taken(draft, answer);
    return { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '', id: Number(userId) };
  }

  private async ask(id: string, caller: Caller, body?: unknown): Promise<Record<string, unknown>> {
    const draft = this.draftOf(id, caller, body);
    return this.taken(draft, await this.send(draft));
  }

  /** What was answered, which must be what was asked for. */
  private taken(draft: Draft, { status, body }: Answer): Record<string, unknown> {
    const { operation, target } = draft;
    if (status !== operation.success) throw new Error(`${operation.id} answered ${status}: ${body}`);
    const told = JSON.parse(body.toString()) as Record<string, unknown>;
    this.known.learn(target, told);
    this.drafts.remember(draft);
    this.done.push(operation);
    return told;
  }

  private draftOf(id: string, caller: Caller, body: unknown): Draft {
    const operation = this.operations.find((each) => each.id === id);
    if (!operation) throw new Error(`There is no endpoint ${id}.`);
    const draft = this.drafts.draft(operation, caller);
    return Object.assign(draft, { body, query: [], headers: { ...draft.headers, ...caller.headers } });
  }

  private async send(draft: Draft): Promise<Answer> {
    const answer = await this.line.ask(this.address, sentOf(draft));
    if ('lost' in answer) throw new Error(`${draft.operation.id}: ${answer.lost}`);
    return answer;
  }
}
