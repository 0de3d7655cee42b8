import { lookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import { faultOfUrl, mayReach, shownUrl } from './address-guard.rules.ts';

export type Posted = { status: number; body: string };
export type Post = { url: string; headers: Record<string, string>; body: string };

/** An address that is not sent to. */
export class ForbiddenAddress extends Error {}

/** A request that got no answer; `wasGiven` says whether all of it had been handed over. */
export class NoAnswer extends Error {
  readonly code: string;
  readonly wasGiven: boolean;

  constructor(error: NodeJS.ErrnoException, wasGiven: boolean) {
    super(error.message);
    this.code = error.code ?? '';
    this.wasGiven = wasGiven;
  }
}

const timeoutMs = 20_000;
const mostAnswerBytes = 16_384;

/**
 * Posts to an address outside. What its host's name stands for is judged at the moment of connecting, so that nothing
 * internal is reached unless allowed; redirects are not followed.
 */
export async function post({ url, headers, body }: Post, allowed: readonly string[]): Promise<Posted> {
  const fault = faultOfUrl(url);
  if (fault) throw new ForbiddenAddress(`${shownUrl(url)} is not sent to: ${fault}.`);
  const { hostname, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !mayReach(host, host, allowed)) throw forbidden(host, host);
  const { request } = protocol === 'https:' ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    let wasGiven = false;
    const bytes = Buffer.from(body);
    const sending = request(url, {
      method: 'POST',
      headers: { 'user-agent': 'Printrail', ...headers, 'content-length': bytes.length },
      lookup: guardedLookup(host, allowed),
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const fail = (error: NodeJS.ErrnoException) => {
      const isLate = error.name === 'AbortError' || error.name === 'TimeoutError';
      const told = isLate ? Object.assign(new Error('it does not answer in time'), { code: 'ETIMEDOUT' }) : error;
      reject(error instanceof ForbiddenAddress ? error : new NoAnswer(told, wasGiven));
    };
    sending.on('error', fail);
    sending.on('finish', () => {
      wasGiven = true;
    });
    sending.on('response', (response) => {
      bodyOf(response).then((text) => resolve({ status: response.statusCode ?? 0, body: text }), fail);
    });
    sending.end(bytes);
  });
}

function guardedLookup(host: string, allowed: readonly string[]): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const reachable = addresses.filter(({ address }) => mayReach(host, address, allowed));
      const [first] = reachable;
      if (!first) return callback(forbidden(host, addresses.map(({ address }) => address).join(', ')), []);
      if (options.all) callback(null, reachable);
      else callback(null, first.address, first.family);
    });
  };
}

function forbidden(host: string, address: string): ForbiddenAddress {
  const where = host === address ? host : `${host} (${address})`;
  return new ForbiddenAddress(
    `${where} is inside the own network; name it among the allowed hosts in the delivery settings if it may be reached.`,
  );
}

/** The beginning of an answer; the rest is not read. */
async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= mostAnswerBytes) break;
    }
  } catch {
    // The status has been told; of what follows only words are missing.
  }
  response.destroy();
  return Buffer.concat(chunks).toString('utf8', 0, mostAnswerBytes);
}
