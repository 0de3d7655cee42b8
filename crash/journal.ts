import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AnswerOf, Endpoint, InputOf } from '@printrail/contract/endpoint';
import type { Problem } from '@printrail/contract/problem';
import { isRepeatable } from '../server/src/http/endpoint-facts.ts';
import type { Server } from './servers.ts';

// biome-ignore lint/suspicious/noExplicitAny: endpoints of every shape are called
type AnyEndpoint = Endpoint<any, any, any, any>;
type Sent<E> = Partial<Pick<InputOf<E>, 'params' | 'query' | 'body'>> & { version?: number };

/** What was asked of the studio, and what it acknowledged. */
export type Entry = { key: string; endpoint: string; sent: object; answer: unknown; tries: number; isKept: boolean };

export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

const pauseMs = 50;
/** Said while another process still ends what the killed one had begun, or the database is being taken over. */
const passing = ['request.idempotency_running', 'studio.busy'];

/**
 * Asks the studio as a client does that must not lose anything: a request that was not answered is repeated with the same
 * key, at whichever server runs, until it is. What was answered is kept here, outside of the studio.
 */
export class Journal {
  readonly entries: Entry[] = [];
  /** Requests that, asked once more, were answered otherwise. */
  readonly answeredOtherwise: string[] = [];
  /** Called the moment a change is acknowledged. */
  onAcknowledged: () => void = () => undefined;
  private readonly servers: readonly Server[];
  private readonly token: string;
  private turn = 0;
  private isClosed = false;

  constructor(servers: readonly Server[], token: string) {
    this.servers = servers;
    this.token = token;
  }

  get interrupted(): number {
    return this.entries.filter(({ tries }) => tries > 1).length;
  }

  async ask<E extends AnyEndpoint>(endpoint: E, sent: Sent<E> = {}): Promise<AnswerOf<E>> {
    const key = randomUUID();
    const { answer, tries } = await this.askUntilAnswered(endpoint, sent, key);
    if (endpoint.method === 'GET') return answer as AnswerOf<E>;
    const isKept = isRepeatable(endpoint);
    this.entries.push({ key, endpoint: endpoint.id, sent, answer, tries, isKept });
    this.onAcknowledged();
    if (isKept && tries > 1) {
      const again = await this.askUntilAnswered(endpoint, sent, key);
      if (!isDeepStrictEqual(again.answer, answer)) this.answeredOtherwise.push(`${endpoint.id} ${key}`);
    }
    return answer as AnswerOf<E>;
  }

  private async askUntilAnswered(endpoint: AnyEndpoint, sent: Sent<AnyEndpoint>, key: string) {
    for (let tries = 0; ; ) {
      if (this.isClosed) throw new Error(`${endpoint.id} was not answered in the end`);
      const address = this.nextAddress();
      if (address !== undefined) tries += 1;
      const answered = address && (await this.answer(address, endpoint, sent, key));
      if (answered) return { answer: answered.answer, tries };
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  /** Nothing is asked any more. */
  close(): void {
    this.isClosed = true;
  }

  /** Where to ask next; undefined while that server is not there. */
  private nextAddress(): string | undefined {
    this.turn += 1;
    const server = this.servers[this.turn % this.servers.length];
    if (server?.isGone) throw new Error(['A server ended by itself.', ...server.faults].join('\n'));
    return server?.address;
  }

  private async answer(address: string, endpoint: AnyEndpoint, sent: Sent<AnyEndpoint>, key: string) {
    const { params = {}, query = {}, body, version } = sent;
    const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => String((params as never)[name]));
    const search = new URLSearchParams(Object.entries(query as object).map(([name, value]) => [name, String(value)]));
    const isRead = endpoint.method === 'GET';
    let status: number;
    let answer: unknown;
    try {
      const response = await fetch(`${address}/api/v1${path}${search.size > 0 ? `?${search}` : ''}`, {
        method: endpoint.method,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(isRead ? {} : { 'idempotency-key': key }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      status = response.status;
      answer = status === 204 ? null : await response.json();
    } catch {
      return undefined;
    }
    if (status < 400) return { answer };
    if (passing.includes((answer as Problem).code)) return undefined;
    throw new Refused(answer as Problem);
  }
}
