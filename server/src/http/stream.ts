import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Message, Streaming } from '../studio/route.ts';

const mostWaitingBytes = 1024 * 1024;
const longestEndMs = 1_000;
const reconnectMs = 2_000;

/** Sends server-sent events until the client goes or the stream ends; a client that does not keep up is left. */
export function sendStream(reply: FastifyReply, streaming: Streaming): FastifyReply {
  let isEnded = false;
  const stream = new Readable({
    read: () => undefined,
    destroy: (error, done) => {
      isEnded = true;
      following.stop();
      done(error);
    },
  });
  const following = streaming({
    send: (message) => {
      if (isEnded) return;
      stream.push(textOf(message));
      // It comes back, and is told from the place it had come to.
      if (stream.readableLength > mostWaitingBytes) stream.destroy();
    },
    end: () => {
      if (isEnded) return;
      isEnded = true;
      stream.push(null);
      // A client that reads nothing more does not hold up a server that closes.
      const last = setTimeout(() => reply.raw.destroy(), longestEndMs);
      reply.raw.once('close', () => clearTimeout(last));
    },
  });
  stream.push(`retry: ${reconnectMs}\n\n`);
  // A connection that was kept for further requests would keep a server from closing.
  return reply
    .headers({ 'content-type': 'text/event-stream; charset=utf-8', connection: 'close', 'x-accel-buffering': 'no' })
    .send(stream);
}

/** A message without an event dispatches nothing, but browsers remember its place. */
function textOf({ place, event, data }: Message): string {
  const content = event === undefined ? '' : `event: ${event}\ndata: ${JSON.stringify(data)}\n`;
  return `id: ${place}\n${content}\n`;
}
