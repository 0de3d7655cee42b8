import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type ReceivedRequest = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

/** A web server on loopback that keeps what it receives: an SMS provider, or whoever takes webhooks. */
export type WebServer = {
  url: string;
  received: ReceivedRequest[];
  /** What it answers; 'hang up' breaks the connection once it has everything. */
  answer: { status: number; body?: string; headers?: Record<string, string> } | 'hang up';
  /** Called with each request before it is answered. */
  onRequest: (request: ReceivedRequest) => void | Promise<void>;
};

export async function webServer(): Promise<WebServer> {
  const { close, state } = await openWebServer();
  onTestFinished(close);
  return state;
}

/** The same for as long as wanted. */
export async function openWebServer() {
  const state: WebServer = { url: '', received: [], answer: { status: 200 }, onRequest: () => undefined };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = request;
    const received = { method, path, headers, body: Buffer.concat(chunks).toString() };
    state.received.push(received);
    await state.onRequest(received);
    if (state.answer === 'hang up') return void response.destroy();
    const { status, body = '', headers: more = {} } = state.answer;
    response.writeHead(status, more).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { state, close };
}
