import { Worker } from 'node:worker_threads';

const idleMs = 60_000;

type Waiting = { resolve(answer: unknown): void; reject(error: Error): void };
type Running = { worker: Worker; waiting: Map<number, Waiting>; idle: NodeJS.Timeout };
type Answered = { id: number; answer: unknown } | { id: number; error: Error };

/**
 * A thread for work that would hold up other requests, with the libraries it needs: started when first asked something,
 * ended when long idle. Its module answers with `answersInThread`.
 */
export function threadOf<Question, Answer>(module: URL): (question: Question) => Promise<Answer> {
  let running: Running | undefined;
  let lastId = 0;

  function begin(): Running {
    const worker = new Worker(module);
    const waiting = new Map<number, Waiting>();
    const end = (error: Error) => {
      if (running?.worker === worker) running = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    worker.on('message', (answered: Answered) => {
      const its = waiting.get(answered.id);
      waiting.delete(answered.id);
      if (waiting.size === 0) worker.unref();
      if ('error' in answered) its?.reject(answered.error);
      else its?.resolve(answered.answer);
    });
    worker.on('error', end);
    worker.on('exit', () => end(new Error(`The thread ${module.pathname} ended.`)));
    const idle = setTimeout(() => {
      if (waiting.size > 0) idle.refresh();
      else void worker.terminate();
    }, idleMs);
    idle.unref();
    return { worker, waiting, idle };
  }

  return (question) => {
    running ??= begin();
    const { worker, waiting, idle } = running;
    idle.refresh();
    worker.ref();
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      worker.postMessage({ id, question });
    });
  };
}
