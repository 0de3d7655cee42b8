import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Load, Loaded, Request } from './processes.ts';

// Plain sockets: the generator shares the machine with the server, so it must cost as little as it can.

process.on('message', (load: Load) => {
  void runLoad(load).then((loaded) => process.send?.(loaded));
});

async function runLoad(load: Load): Promise<Loaded> {
  const loaded: Loaded = { count: 0, seconds: 0, latenciesMs: [], failures: {}, bytes: 0 };
  const start = performance.now();
  const until = start + load.seconds * 1000;
  const lines = Array.from({ length: load.connections }, (_, at) => work(load, at, until, loaded));
  await Promise.all(lines);
  loaded.seconds = (performance.now() - start) / 1000;
  return loaded;
}

/** One connection: each has its own requests, so that no two are about the same order at once. */
async function work(load: Load, line: number, until: number, loaded: Loaded): Promise<void> {
  const socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  const next = load.orders ? roundTrips(load.orders, line, load.connections) : inTurn(load, line);
  for (let request = next(); request && performance.now() < until; request = next()) {
    const start = performance.now();
    const { status, bytes } = await send(socket, load, request);
    loaded.latenciesMs.push(performance.now() - start);
    loaded.count++;
    loaded.bytes += bytes;
    if (status >= 300) loaded.failures[status] = (loaded.failures[status] ?? 0) + 1;
    const restMs = (load.everyMs ?? 0) - (performance.now() - start);
    if (restMs > 0) await pause(restMs);
  }
  socket.destroy();
}

function inTurn(
  { requests = [], rounds = Number.POSITIVE_INFINITY, connections }: Load,
  line: number,
): () => Request | undefined {
  let at = line;
  return () => {
    const request = at < requests.length * rounds ? requests[at % requests.length] : undefined;
    at += connections;
    return request;
  };
}

/** Takes random orders to the following step of their track, and from its end back to its beginning. */
function roundTrips(orders: NonNullable<Load['orders']>, line: number, lines: number): () => Request {
  const own = orders.filter((_, at) => at % lines === line).map((order) => ({ ...order }));
  return () => {
    const order = own[Math.floor(Math.random() * own.length)];
    if (!order) throw new Error('There are fewer orders than connections.');
    order.at = (order.at + 1) % order.track.length;
    return {
      method: 'POST',
      path: `/api/v1/production-orders/${order.id}/status-changes`,
      body: { statusId: order.track[order.at] },
    };
  };
}

async function send(
  socket: Socket,
  { token }: Load,
  { method, path, body }: Request,
): Promise<{ status: number; bytes: number }> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const content = text ? `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n` : '';
  socket.write(
    `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n${content}\r\n${text}`,
  );
  const parts: Buffer[] = [];
  let bytes = 0;
  let needed = Number.POSITIVE_INFINITY;
  let status = 0;
  return new Promise((resolve, reject) => {
    const onData = (part: Buffer) => {
      parts.push(part);
      bytes += part.length;
      if (needed === Number.POSITIVE_INFINITY) {
        const head = (parts.length === 1 ? part : Buffer.concat(parts)).toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end === -1) return;
        status = Number(head.slice(9, 12));
        needed = end + 4 + Number(/content-length: *(\d+)/i.exec(head.slice(0, end))?.[1] ?? 0);
      }
      if (bytes < needed) return;
      socket.off('data', onData);
      socket.off('error', reject);
      if (status >= 300 && process.env.PRINTRAIL_BENCH_VERBOSE)
        process.stderr.write(`${Buffer.concat(parts).toString()}\n`);
      resolve({ status, bytes });
    };
    socket.on('data', onData);
    socket.once('error', reject);
  });
}
