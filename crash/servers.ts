import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Location } from '../server/src/database/connect.ts';

const root = join(import.meta.dirname, '..');
const cli = join(root, 'server/src/cli.ts');
const longestStartMs = 120_000;
const takeOverSeconds = 2;

/** How long what a killed server had claimed is left alone. */
export const leasesMs = { firings: takeOverSeconds * 1_000, messages: takeOverSeconds * 5_000 };

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A `printrail serve` in a process of its own, which is killed and started again. */
export class Server {
  address: string | undefined;
  /** What it logged as a fault. */
  readonly faults: string[] = [];
  private readonly location: Location;
  private child: ChildProcess | undefined;

  private readonly more: Readonly<Record<string, string>>;

  /** `more`: settings of its environment. */
  constructor(location: Location, more: Readonly<Record<string, string>> = {}) {
    this.location = location;
    this.more = more;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Whether it ended by itself. */
  get isGone(): boolean {
    return this.child !== undefined && (this.child.exitCode !== null || this.child.signalCode !== null);
  }

  async start(): Promise<void> {
    const child = spawned(this.location, ['serve'], this.more);
    this.child = child;
    this.watchFaults(child);
    this.address = await addressOf(child).catch((error: Error) => {
      throw new Error([error.message, ...this.faults].join('\n'));
    });
  }

  /** Without any warning, as a power failure of the process. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = undefined;
    this.address = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  private watchFaults(child: ChildProcess): void {
    let rest = '';
    child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      this.faults.push(...lines.filter((line) => !line.startsWith('{') || line.includes('"level":"error"')));
    });
  }
}

/** Runs a command of the command line; gives what it printed. */
export async function command(location: Location, words: readonly string[], input = ''): Promise<string> {
  const child = spawned(location, words);
  child.stdin?.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout as never),
    text(child.stderr as never),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw new Error(`printrail ${words.join(' ')} ended with ${code}: ${err}`);
  return out.trim();
}

function spawned(location: Location, words: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const place = 'url' in location ? { DATABASE_URL: location.url } : { PRINTRAIL_DATA: dirname(location.file) };
  const child = spawn(process.execPath, [cli, ...words], {
    cwd: root,
    env: {
      ...{ PATH: process.env.PATH, PORT: '0', PRINTRAIL_TAKE_OVER_SECONDS: String(takeOverSeconds) },
      ...place,
      ...more,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => reject(new Error(`A server did not start: ${printed}`)), longestStartMs);
    const end = () => reject(new Error(`A server ended while it started: ${printed}`));
    child.once('exit', end);
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      printed += piece;
      const address = /is running at (\S+)/.exec(printed)?.[1];
      if (!address) return;
      clearTimeout(timer);
      child.off('exit', end);
      resolve(address);
    });
  });
}
