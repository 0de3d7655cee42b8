import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Started } from '../main.ts';
import { createLog } from '../platform/log.ts';
import { system } from '../studio/change.ts';
import { type Command, Obstacle } from './command.ts';
import { print, remark } from './output.ts';
import { config, explained } from './studio-at-hand.ts';

const longestStopMs = 15_000;
const webFolder = join(import.meta.dirname, '../../../web/dist');

export const serve: Command = {
  name: 'serve',
  summary: 'Start the server; it prepares its database and prints its address',
  details:
    'It ends on SIGTERM or Ctrl-C, once the requests under way are answered. Its log is JSON lines on standard error.',
  options: {},
  run: async () => {
    const settings = config();
    const log = createLog(remark);
    const { start } = await import('../main.ts');
    const { location, trustProxy, takeOverMs } = settings;
    const started = await explained(location, () =>
      start({ location, log, trustProxy, takeOverMs, web: webFolder, isAtWork: true }),
    );
    const stopping = untilAskedToStop();
    try {
      await listen(started, settings);
      print(`Printrail is running at ${addressOf(started, settings)}`);
      if (await needsOwner(started)) print(firstSteps);
      log.info('server.started', { database: started.studio.database.dialect, node: process.version });
      log.info('server.stopping', { signal: await stopping });
      limitStopping(log);
    } finally {
      await started.close();
    }
    log.info('server.stopped');
  },
};

const firstSteps = 'It has no owner yet: open that address and create one.';

async function listen({ app }: Started, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code && listenReasons[code];
    if (!reason) throw code ? new Obstacle(`Cannot listen on ${host}, port ${port}: ${message}`) : error;
    throw new Obstacle(`Cannot listen on ${host}, port ${port}: ${reason}`);
  }
}

const listenReasons: Record<string, string> = {
  EADDRINUSE:
    'another program does already (another Printrail?). Set PORT to a free one, for example PORT=4311, or PORT=0 for any.',
  EACCES: 'the system does not allow it. Ports below 1024 are for administrators; set PORT to a higher one.',
  EADDRNOTAVAIL: 'this machine does not have that address. Set HOST to one it has, or to 0.0.0.0 for all of them.',
  ENOTFOUND: 'there is no such host name. Set HOST to an address of this machine.',
};

function addressOf({ app }: Started, { host }: Config): string {
  const { port } = app.server.address() as AddressInfo;
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port} and on every other address of this machine`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function needsOwner({ studio }: Started): Promise<boolean> {
  const { whatIsMissing } = await import('../people/setup.ts');
  return (await studio.read(system, whatIsMissing)).needsOwner;
}

/** The first signal that asks the server to stop. Later ones change nothing: npm and shells often send it twice. */
function untilAskedToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}

function limitStopping(log: ReturnType<typeof createLog>): void {
  const giveUp = () => {
    log.error('server.stopped_hard', new Error(`Requests were still under way after ${longestStopMs / 1000} s.`));
    process.exit(1);
  };
  setTimeout(giveUp, longestStopMs).unref();
}
