import { Worker } from 'node:worker_threads';
import { Refusal } from '../platform/refusal.ts';
import { mostPages, type PrintJob } from './form.ts';

const idleMs = 60_000;

type Waiting = { resolve(bytes: Uint8Array): void; reject(error: Error): void };
type Printed = { id: number } & ({ bytes: Uint8Array } | { isTooLong: true } | { error: Error });

/** The thread that prints, with the libraries and fonts it opened; started when first needed, ended when long idle. */
type Press = { worker: Worker; waiting: Map<number, Waiting>; idle: NodeJS.Timeout };

let press: Press | undefined;
let lastId = 0;

/** Makes the PDF of a job, in a thread of its own: opening fonts and drawing pages would hold up other requests. */
export function printPdf(job: PrintJob): Promise<Uint8Array> {
  press ??= startPress();
  const { worker, waiting, idle } = press;
  idle.refresh();
  worker.ref();
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, job });
  });
}

/** The refusal of what is more than the press takes at once. */
export function tooLong(): Refusal {
  return new Refusal('form.too_long', { limit: mostPages });
}

function startPress(): Press {
  const worker = new Worker(new URL('./press.worker.ts', import.meta.url));
  const waiting = new Map<number, Waiting>();
  const end = (error: Error) => {
    if (press?.worker === worker) press = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (printed: Printed) => {
    const its = waiting.get(printed.id);
    waiting.delete(printed.id);
    if (waiting.size === 0) worker.unref();
    if ('bytes' in printed) its?.resolve(printed.bytes);
    else its?.reject('error' in printed ? printed.error : tooLong());
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('The press stopped.')));
  const idle = setTimeout(() => {
    if (waiting.size > 0) idle.refresh();
    else void worker.terminate();
  }, idleMs);
  idle.unref();
  return { worker, waiting, idle };
}
