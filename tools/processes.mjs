// Everything under tools/ that runs before the install uses nothing but Node 20.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const majorVersion = Number.parseInt(process.versions.node, 10);

const bundledMajor = 26;

/** The Node that the `node` package brings, or this one if it is new enough, or undefined. */
export function findNode() {
  try {
    const packageFolder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const file = join(packageFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(file)) return file;
  } catch {
    // Not installed.
  }
  return majorVersion >= bundledMajor ? process.execPath : undefined;
}

/** Runs the bundled Node to its end in this terminal and answers its exit code. */
export async function runNode(args, options = {}) {
  const node = findNode();
  if (node !== undefined) return runToEnd(node, args, options);
  console.error(`Node.js ${bundledMajor} is missing from node_modules. Bring it in with: cd ${root} && npm ci`);
  return 1;
}

/** Runs a program to its end in this terminal, passes signals on to it, and answers its exit code. */
export function runToEnd(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const stopPassing = passSignals(child);
    child.once('error', (error) => {
      stopPassing();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      stopPassing();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

function passSignals(child) {
  // A terminal gives Ctrl-C to the whole process group, so there the child has it already.
  const signals = isatty(0) ? ['SIGTERM', 'SIGHUP'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const handlers = signals.map((signal) => [signal, () => child.kill(signal)]);
  // Ctrl-C must not end this process before the child has ended.
  if (isatty(0)) handlers.push(['SIGINT', () => undefined]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  const stopWatching = watchNpm(() => child.kill('SIGTERM'));
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
    stopWatching();
  };
}

/** npm hands a signal to the shell between it and us, and some shells (dash) end without passing it on. */
function watchNpm(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, 200);
  return () => clearInterval(timer);
}
