import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import type { Sink } from '../studio/route.ts';
import { sendStream } from './stream.ts';

/** A server with one stream, told by the test what to send. */
async function streaming() {
  const app = Fastify();
  onTestFinished(() => app.close());
  const begun = Promise.withResolvers<{ sink: Sink; isFull(): boolean }>();
  const stopped = Promise.withResolvers<void>();
  app.get('/', (_, reply) =>
    sendStream(reply, (sink) => {
      begun.resolve({ sink, isFull: () => reply.raw.writableNeedDrain });
      return { stop: stopped.resolve };
    }),
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  return { app, socket, ...(await begun.promise), stopped: stopped.promise };
}

test('messages are sent as server-sent events; one without an event is only a place', async () => {
  const { socket, sink } = await streaming();
  sink.send({ place: '7:7:', event: 'changed', data: { note: 'two\nlines' } });
  sink.send({ place: '8:8:' });
  sink.end();
  sink.send({ place: '9:9:' });
  let text = '';
  socket.on('data', (part) => {
    text += String(part);
  });
  await once(socket, 'end');
  expect(text).toMatch(/^HTTP\/1.1 200 OK\r\ncontent-type: text\/event-stream/);
  expect(text).toContain('retry: 2000\n\n');
  expect(text).toContain('id: 7:7:\nevent: changed\ndata: {"note":"two\\nlines"}\n\n');
  expect(text).toContain('id: 8:8:\n\n');
  expect(text).not.toContain('9:9:');
});

test('a client that goes stops what is sent to it', async () => {
  const { socket, stopped } = await streaming();
  socket.destroy();
  await stopped;
});

test('a client that does not keep up is left', async () => {
  const { socket, sink, stopped } = await streaming();
  socket.pause();
  let isStopped = false;
  const left = stopped.then(() => {
    isStopped = true;
  });
  while (!isStopped) {
    sink.send({ place: '1:1:', event: 'changed', data: 'x'.repeat(100_000) });
    await new Promise((resolve) => setImmediate(resolve));
  }
  await left;
});

test('a client that reads nothing does not keep the server from closing', async () => {
  const { app, socket, sink, isFull, stopped } = await streaming();
  socket.pause();
  while (!isFull()) {
    sink.send({ place: '1:1:', event: 'changed', data: 'x'.repeat(50_000) });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  sink.send({ place: '2:2:' });
  sink.end();
  await app.close();
  await stopped;
});
