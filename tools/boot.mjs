import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './processes.mjs';

const startWithinMs = 240_000;
const stopWithinMs = 20_000;

/** Starts the server as a newcomer would, from a clean clone of HEAD, and throws if it does not answer or end. */
export async function bootCleanClone() {
  const folder = mkdtempSync(join(tmpdir(), 'printrail-boot-'));
  const logFile = join(folder, 'server.log');
  let server;
  const killServer = () => endGroup(server, 'SIGKILL');
  process.once('exit', killServer);
  try {
    if (execFileSync('git', ['status', '--porcelain'], { cwd: root }).length > 0) {
      console.log('Changes that are not committed take no part in this.');
    }
    execFileSync('git', ['clone', '--quiet', root, join(folder, 'clone')], { stdio: 'inherit' });
    const port = await findFreePort();
    server = startServer({ folder, port, logFile });
    await answersHealth(server, `http://127.0.0.1:${port}/api/v1/health`);
    await endsOnRequest(server);
  } catch (error) {
    console.error(readFileSync(logFile, { encoding: 'utf8', flag: 'a+' }).slice(-10_000));
    throw error;
  } finally {
    killServer();
    process.off('exit', killServer);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function startServer({ folder, port, logFile }) {
  const child = spawn('npm', ['start'], {
    cwd: join(folder, 'clone'),
    env: { ...process.env, PORT: String(port), PRINTRAIL_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  child.once('error', (error) => log.write(String(error)));
  return child;
}

async function answersHealth(server, address) {
  const started = Date.now();
  while (Date.now() - started < startWithinMs) {
    if (hasEnded(server)) throw new Error(`npm start ended with ${server.exitCode ?? server.signalCode}`);
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (response?.status === 200) {
      console.log(`${address} answered 200 after ${((Date.now() - started) / 1000).toFixed(1)} s, install included`);
      return;
    }
    await wait(250);
  }
  throw new Error(`${address} did not answer 200 within ${startWithinMs / 1000} s`);
}

/** SIGTERM to npm alone must reach the server, as from a service manager. */
async function endsOnRequest(server) {
  server.kill('SIGTERM');
  const started = Date.now();
  while (Date.now() - started < stopWithinMs) {
    if (hasEnded(server) && !isGroupAlive(server)) return;
    await wait(100);
  }
  throw new Error(`the server did not end within ${stopWithinMs / 1000} s of SIGTERM`);
}

function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

function isGroupAlive(child) {
  return endGroup(child, 0);
}

/** Answers whether there was a process to signal; the child leads a group of its own. */
function endGroup(child, signal) {
  if (child?.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

function findFreePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
