import { Agent, request as askFor } from 'node:http';
import { connect } from 'node:net';

/** A request as it goes out. */
export type Sent = {
  method: string;
  /** Path and query, in which each character is a byte. */
  target: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
  /** How it is put on the wire, where that is not as HTTP wants it. */
  wire?: 'in pieces' | 'cut short' | 'too much' | 'not HTTP' | undefined;
};

export type Answer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  ms: number;
};

/** What came instead of an answer; whether it was waited for no longer, so that it may still be worked on. */
export type NoAnswer = { lost: string; isLate?: boolean };

const longestMs = 60_000;
const longestOddMs = 3_000;

/** A connection to the server that is kept, one request at a time. */
export class Line {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  async ask(address: string, sent: Sent, isStream = false): Promise<Answer | NoAnswer> {
    if (sent.wire && sent.wire !== 'in pieces') return askOddly(address, sent);
    return this.askPlainly(address, sent, isStream);
  }

  close(): void {
    this.agent.destroy();
  }

  private askPlainly(address: string, sent: Sent, isStream: boolean): Promise<Answer | NoAnswer> {
    const { method, target, headers, body, wire } = sent;
    return new Promise((resolve) => {
      const began = performance.now();
      const lost = (error: Error) => resolve({ lost: error.message });
      const length = body && wire !== 'in pieces' ? { 'content-length': String(body.length) } : {};
      const url = new URL(address);
      const outgoing = askFor({
        ...{ host: url.hostname, port: url.port, method, path: target, agent: this.agent, timeout: longestMs },
        headers: { ...length, ...headers },
      });
      outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer in ${longestMs} ms`)));
      outgoing.once('error', lost);
      outgoing.once('response', (response) => {
        const { statusCode: status = 0, headers: told } = response;
        const end = (chunks: Buffer[]) =>
          resolve({ status, headers: told, body: Buffer.concat(chunks), ms: performance.now() - began });
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => void chunks.push(chunk));
        response.once('end', () => end(chunks));
        response.once('error', lost);
        // What streams does not end.
        if (isStream && status === 200) {
          end([]);
          outgoing.destroy();
        }
      });
      outgoing.end(body);
    });
  }
}

/** Sends what no client sends; that there is no answer may well be right. */
function askOddly(address: string, sent: Sent): Promise<Answer | NoAnswer> {
  const { hostname, port, host } = new URL(address);
  return new Promise((resolve) => {
    const began = performance.now();
    const socket = connect({ host: hostname, port: Number(port), timeout: longestOddMs });
    const chunks: Buffer[] = [];
    let isLate = false;
    const end = () => {
      const answer = parsed(Buffer.concat(chunks), performance.now() - began);
      resolve('lost' in answer ? { ...answer, isLate } : answer);
    };
    socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
    socket.once('close', end);
    socket.once('timeout', () => {
      isLate = true;
      socket.destroy();
    });
    socket.once('error', () => undefined);
    socket.end(bytesOf(sent, host));
  });
}

function bytesOf({ method, target, headers, body = Buffer.from('{}'), wire }: Sent, host: string): Buffer {
  const wrong = wire === 'cut short' ? body.length + 1 + (body.length % 40) : Math.max(body.length - 5, 0);
  const length = wire === 'not HTTP' ? 'many' : String(wrong);
  const first = wire === 'not HTTP' ? `${method} ${target}\0 HTTP/9.9` : `${method} ${target} HTTP/1.1`;
  const lines = { host, ...headers, 'content-length': length, connection: 'close' };
  const head = [first, ...Object.entries(lines).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

function parsed(bytes: Buffer, ms: number): Answer | NoAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1] ?? 0);
  if (status === 0) return { lost: 'the connection was ended' };
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(':')[0]?.toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  return { status, headers, body: bytes.subarray(end + 4), ms };
}

const mostShown = 3_000;

/** The request as a line for curl; of long bodies only the beginning. */
export function asCurl(address: string, { method, target, headers, body, wire }: Sent): string {
  const parts = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const data = body ? [`--data-binary ${quoted(body.toString().slice(0, mostShown))}`] : [];
  const cut = body && body.length > mostShown ? [`# … ${body.length} bytes`] : [];
  const odd = wire ? [`# sent ${wire}`] : [];
  return ['curl', '-X', method, ...parts, ...data, quoted(address + target.slice(0, mostShown)), ...cut, ...odd].join(
    ' ',
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
