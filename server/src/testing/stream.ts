import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addApiKey } from '@printrail/contract/api-keys';
import type { TouchedRecords } from '@printrail/contract/live';
import type { Rights } from '@printrail/contract/people';
import type { TestStudio } from './studio.ts';

export type Received = { place: string; event: string; changes: TouchedRecords[] };

/** A stream of changes as a client gets it; each part that came, in order. */
export type Stream = {
  status: number;
  received: Received[];
  /** The place to go on from. */
  place(): string;
  /** Waits until what was received fulfils the condition. */
  until(isEnough: (received: readonly Received[]) => boolean): Promise<void>;
  /** The ids of a kind that were named so far. */
  idsOf(record: string): number[];
  leave(): Promise<void>;
  ended: Promise<void>;
};

type Following = { headers?: Record<string, string>; rights?: Rights; after?: string; lastEventId?: string };

const everywhere: Rights = { clients: 'view', catalog: 'view', invoices: 'view', production: 'view', people: 'view' };

/** Follows the changes with a key of its own (or the headers given), and waits for the first place. */
export async function follow(s: TestStudio, { headers, rights = everywhere, after, lastEventId }: Following = {}) {
  if (!s.app.server.listening) await s.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = s.app.server.address() as AddressInfo;
  const path = `/api/v1/events${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}`;
  const sent = {
    ...(headers ?? { authorization: `Bearer ${await keyWith(s, rights)}` }),
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  const asked = request({ host: '127.0.0.1', port, path, headers: sent });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const stream = streamOf(response);
  if (stream.status === 200) await stream.until((received) => received.length > 0);
  return stream;
}

/**
 * A place from which whatever is kept of the studio's events can be told. On PostgreSQL a place waits for every
 * transaction on the server that began before it, in the databases of other tests too.
 */
export async function settledPlace(s: TestStudio, following: Following = {}): Promise<string> {
  const events = await s.studio.database.read.selectFrom('liveEvents').select('id').execute();
  const newest = Math.max(0, ...events.map(({ id }) => id));
  for (;;) {
    const stream = await follow(s, following);
    const place = stream.place();
    await stream.leave();
    if (Number(place.split(':')[0]) > newest) return place;
  }
}

export async function keyWith(s: TestStudio, rights: Rights): Promise<string> {
  const { key } = await s.call(addApiKey, { body: { name: 'A screen', rights } });
  return key ?? '';
}

function streamOf(response: IncomingMessage): Stream {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (part: string) => {
    const blocks = (text + part).split('\n\n');
    text = blocks.pop() ?? '';
    received.push(...blocks.filter((block) => block.startsWith('id: ')).map(readBlock));
    for (const look of waiting) look();
  });
  response.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => response.once('close', resolve));
  return {
    status: response.statusCode ?? 0,
    received,
    ended,
    place: () => received.at(-1)?.place ?? '',
    until: (isEnough) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!isEnough(received)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        void ended.then(() => reject(new Error(`The stream ended: ${JSON.stringify(received.slice(-5))}`)));
        look();
      }),
    idsOf: (record) => idsIn(received, record),
    leave: async () => {
      response.destroy();
      await ended;
    },
  };
}

export function idsIn(received: readonly Received[], record: string): number[] {
  const changes = received.flatMap((each) => each.changes).filter((each) => each.record === record);
  return [...new Set(changes.flatMap(({ ids }) => ids ?? []))].toSorted((a, b) => a - b);
}

function readBlock(block: string): Received {
  const fields = new Map(
    block.split('\n').map((line) => {
      const [name = '', ...value] = line.split(': ');
      return [name, value.join(': ')];
    }),
  );
  const data = JSON.parse(fields.get('data') ?? '{"changes":[]}') as { changes: TouchedRecords[] };
  return { place: fields.get('id') ?? '', event: fields.get('event') ?? '', changes: data.changes };
}
