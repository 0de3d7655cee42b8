import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerOf, Endpoint, InputOf } from '@printrail/contract/endpoint';
import { Problem } from '@printrail/contract/problem';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import type { TSchema } from 'typebox';
import { onTestFinished } from 'vitest';
import type { Location } from '../database/connect.ts';
import type { LiveTimes } from '../live/live.ts';
import { openStudio, type Started, start } from '../main.ts';
import { isIsoDate } from '../platform/iso-date.ts';
import type { Actor } from '../studio/change.ts';
import { postgresAdminUrl, preparedName } from './global-postgres.ts';

// biome-ignore lint/suspicious/noExplicitAny: endpoints of every shape are called
type AnyEndpoint = Endpoint<any, any, any, any>;
type Sent<E> = Partial<Pick<InputOf<E>, 'params' | 'query' | 'body'>> & {
  version?: number;
  headers?: Record<string, string>;
  as?: Partial<Actor>;
};

/** A studio of its own for one test: a real database, the whole HTTP server, a clock that stands still. */
export type TestStudio = Started & {
  /** Calls an endpoint as the owner (or `as` someone); throws what it refuses. The answer is checked against its schema. */
  call<E extends AnyEndpoint>(endpoint: E, sent?: Sent<E>): Promise<AnswerOf<E>>;
  /** Calls an endpoint that must refuse; gives the problem. */
  refusal<E extends AnyEndpoint>(endpoint: E, sent?: Sent<E>): Promise<Problem>;
  /** Sends a request as it stands; gives the answer as it stands. */
  send(endpoint: AnyEndpoint, sent?: Sent<AnyEndpoint>): Promise<LightMyRequestResponse>;
  /** Sets today (in the studio's time zone, UTC unless changed), at noon. */
  today(date: string): void;
  /** Moves the clock on. */
  later(minutes: number): void;
  ownerId: number;
  /** Where its database is, for another process. */
  location: Location;
};

export type TestOptions = { today?: string; trustProxy?: boolean; liveTimes?: Partial<LiveTimes> };

/** Sunday 2026-11-22 is followed by a plain work week; tests begin on the Monday. */
export async function studio(options: TestOptions = {}): Promise<TestStudio> {
  const { today = '2026-11-23', trustProxy = false, liveTimes = {} } = options;
  const { location, remove } = await preparedDatabase();
  const clock = { at: noon(today), now: () => clock.at };
  const actors = new Map<string, Actor>();
  const started = await start({
    location,
    clock,
    trustProxy,
    liveTimes,
    alsoAuthenticate: async ({ token }) => actors.get(token),
  });
  onTestFinished(async () => {
    await started.close();
    await remove();
  });
  const ownerId = await addOwner(started);
  const owner: Actor = { kind: 'user', id: ownerId, name: 'Olive Owner', isOwner: true, rights: {} };

  async function send(endpoint: AnyEndpoint, { params, query, body, version, headers, as }: Sent<AnyEndpoint> = {}) {
    const actor = { ...owner, ...(as ? { isOwner: false, ...as } : {}) };
    const token = JSON.stringify(actor).replace(/\s/g, '');
    actors.set(encodeURIComponent(token), actor);
    const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      String((params as Record<string, unknown>)[name]),
    );
    return started.app.inject({
      method: endpoint.method,
      url: `/api/v1${path}`,
      query: textOf(query),
      headers: {
        authorization: `Bearer ${encodeURIComponent(token)}`,
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
    });
  }

  return {
    ...started,
    location,
    ownerId,
    send,
    today: (date) => {
      clock.at = noon(date);
    },
    later: (minutes) => {
      clock.at += minutes * 60_000;
    },
    call: async (endpoint, sent) => {
      const response = await send(endpoint, sent);
      if (response.statusCode !== (endpoint.status ?? 200)) {
        throw new Error(`${endpoint.method} ${endpoint.path} answered ${response.statusCode}: ${response.body}`);
      }
      if (endpoint.status === 204) return null;
      const answer = response.json();
      expectShape(endpoint.id, endpoint.answer, answer);
      return answer;
    },
    refusal: async (endpoint, sent) => {
      const response = await send(endpoint, sent);
      if (response.statusCode < 400) throw new Error(`${endpoint.id} was expected to refuse: ${response.body}`);
      const problem = response.json();
      expectShape(`${endpoint.id} refusal`, Problem, problem);
      return problem;
    },
  };
}

type OwnDatabase = { location: Location; remove(): Promise<void> };
const isOnPostgres = process.env.PRINTRAIL_TEST_DATABASE === 'postgres';

/** A database of its own, on the kind the run is for. */
export async function emptyDatabase(): Promise<OwnDatabase> {
  return isOnPostgres ? databaseOf('template1') : ownFile();
}

/** The same, brought to the newest form and furnished as a new studio is. */
async function preparedDatabase(): Promise<OwnDatabase> {
  if (isOnPostgres) return databaseOf(preparedName);
  prepared ??= prepareFile();
  const own = ownFile();
  copyFileSync(await prepared, own.location.file);
  return own;
}

let prepared: Promise<string> | undefined;

async function prepareFile(): Promise<string> {
  const { location, remove } = ownFile();
  process.once('exit', remove);
  await (await openStudio(location)).database.close();
  return location.file;
}

function ownFile() {
  const folder = mkdtempSync(join(tmpdir(), 'printrail-test-'));
  const remove = async () => rmSync(folder, { recursive: true, force: true });
  return { location: { file: join(folder, 'printrail.db') }, remove };
}

async function databaseOf(template: string): Promise<OwnDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name} template ${template}`);
  const url = new URL(postgresAdminUrl());
  url.pathname = `/${name}`;
  return { location: { url: url.href }, remove: () => asAdmin(`drop database ${name} with (force)`) };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresAdminUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function addOwner({ studio }: Started): Promise<number> {
  const values = {
    ...{ name: 'Olive Owner', nameKey: 'olive owner', email: 'olive@studio.example', emailKey: 'olive@studio.example' },
    ...{ passwordHash: '', isOwner: true, isActive: true, rights: '{}', createdAt: 0 },
  };
  const insert = (tx: typeof studio.database.read) =>
    tx.insertInto('users').values(values).returning('id').executeTakeFirstOrThrow();
  return (await studio.database.write(insert)).id;
}

const ajv = new Ajv2020({ strict: false, allErrors: true, multipleOfPrecision: 6 });
ajv.addFormat('date', isIsoDate);
ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));

function expectShape(name: string, schema: TSchema, answer: unknown): void {
  if (!ajv.validate(schema, answer)) throw new Error(`${name} does not fit its schema: ${ajv.errorsText()}`);
}

function textOf(query: unknown): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries((query ?? {}) as Record<string, unknown>)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

function noon(date: string): number {
  return Date.parse(`${date}T12:00:00Z`);
}
