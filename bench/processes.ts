import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';

/** A server in a process of its own, listening on 127.0.0.1. */
export type Server = { port: number; pid: number; stop(): Promise<void> };

const root = join(import.meta.dirname, '..');
const longestStartMs = 60_000;

/** Whatever ends the measuring ends the processes it started. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

function watched(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Printrail as it is run, on the database in a file. */
export function startPrintrail(file: string): Promise<Server> {
  const profile = process.env.PRINTRAIL_BENCH_PROFILE;
  const flags = profile ? ['--cpu-prof', '--cpu-prof-interval=250', `--cpu-prof-dir=${profile}`] : [];
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', PRINTRAIL_DATA: dirname(file), DATABASE_URL: '' };
  return listening(
    spawn(process.execPath, [...flags, 'server/src/cli.ts', 'serve'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
}

/** A floor: a program that does the same work in plain code. */
export function startFloor(name: string, ...args: readonly string[]): Promise<Server> {
  const program = join(import.meta.dirname, 'floors', `${name}.ts`);
  return listening(spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] }));
}

async function listening(child: ChildProcess): Promise<Server> {
  watched(child);
  const ended = once(child, 'exit');
  const port = await new Promise<number>((resolve, reject) => {
    let told = '';
    const timer = setTimeout(() => reject(new Error(`A server did not start: ${told}`)), longestStartMs);
    child.stdout?.on('data', (text) => {
      told += String(text);
      const found = /:(\d{4,5})\b/.exec(told)?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(Number(found));
    });
    child.once('exit', (code) => reject(new Error(`A server ended with ${code}: ${told}`)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { port, pid: child.pid ?? 0, stop };
}

/** Requests for a load: one after another on each connection, chosen in turn. */
export type Request = { method: 'GET' | 'POST'; path: string; body?: unknown };

export type Load = {
  port: number;
  token: string;
  connections: number;
  /** The load ends when the time is over, or earlier when each request was made `rounds` times. */
  seconds: number;
  rounds?: number;
  /** Requests; or orders that are taken round their track. */
  requests?: readonly Request[];
  orders?: readonly { id: number; track: readonly number[]; at: number }[];
};

export type Loaded = {
  count: number;
  seconds: number;
  latenciesMs: number[];
  failures: Record<string, number>;
  bytes: number;
};

/** The load generator, in a process of its own. */
export function startLoader(): { run(load: Load): Promise<Loaded>; stop(): void } {
  const child = watched(fork(join(import.meta.dirname, 'load.ts'), { serialization: 'advanced' }));
  return {
    run: (load) => {
      child.send(load);
      return once(child, 'message').then(([answer]) => answer as Loaded);
    },
    stop: () => void child.kill(),
  };
}
