import { Worker } from 'node:worker_threads';

/** Moves the write-ahead log into the file now and then, in a thread of its own. */
export function startCheckpoints(file: string): { stop(): Promise<void> } {
  const worker = new Worker(new URL('./checkpoint.worker.ts', import.meta.url), { workerData: { file } });
  worker.unref();
  return {
    stop: async () => {
      // Otherwise a process with nothing else to do would end while it waits here.
      worker.ref();
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      worker.postMessage('stop');
      await ended;
    },
  };
}
