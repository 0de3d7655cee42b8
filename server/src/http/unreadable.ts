import type { Duplex } from 'node:stream';
import { always, nothingLoads } from './headers.ts';

const answers: Readonly<Record<string, readonly [status: number, phrase: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The headers of the request are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not come in whole in time.'],
};
const unreadable = [400, 'Bad Request', 'The request is not valid HTTP.'] as const;

/** Answers what is no request at all, and so comes to no route, as everything else is refused. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) return void socket.destroy(error);
  const [status, phrase, detail] = answers[error.code ?? ''] ?? unreadable;
  const body = JSON.stringify({ type: 'about:blank', title: phrase, status, detail, code: 'request.unreadable' });
  const headers = {
    ...{ ...always, 'content-security-policy': nothingLoads, 'cache-control': 'no-store', connection: 'close' },
    ...{ 'content-type': 'application/problem+json; charset=utf-8', 'content-length': Buffer.byteLength(body) },
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${phrase}\r\n${lines.join('')}\r\n${body}`);
}
