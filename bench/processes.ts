import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

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

/** Where a studio is kept: the file of an embedded database, or the address of a PostgreSQL one. */
export type Place = string | { url: string };

/** Printrail as it is run. */
export function startPrintrail(place: Place): Promise<Server> {
  const profile = process.env.PRINTRAIL_BENCH_PROFILE;
  const flags = profile ? ['--cpu-prof', '--cpu-prof-interval=250', `--cpu-prof-dir=${profile}`] : [];
  return listening(
    spawn(process.execPath, [...flags, 'server/src/cli.ts', 'serve'], {
      cwd: root,
      env: environmentOf(place),
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
}

/** Runs a command of Printrail's command line; gives what it printed. */
export async function command(place: Place, ...words: readonly string[]): Promise<string> {
  const child = watched(
    spawn(process.execPath, ['server/src/cli.ts', ...words], {
      cwd: root,
      env: environmentOf(place),
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const [printed, [code]] = await Promise.all([text(child.stdout as never), once(child, 'exit')]);
  if (code !== 0) throw new Error(`printrail ${words.join(' ')} ended with ${code}.`);
  return printed.trim();
}

function environmentOf(place: Place): NodeJS.ProcessEnv {
  const kept =
    typeof place === 'string' ? { PRINTRAIL_DATA: dirname(place), DATABASE_URL: '' } : { DATABASE_URL: place.url };
  return { ...process.env, PORT: '0', HOST: '127.0.0.1', ...kept };
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
    child.stdout?.on('data', (piece) => {
      told += String(piece);
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
  /** Each connection begins a request so often, or once the one before is answered; at once unless told. */
  everyMs?: number;
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
