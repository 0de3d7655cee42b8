import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { emptyDatabase } from '../testing/studio.ts';

const root = join(import.meta.dirname, '../../..');
const printrail = join(root, 'server/printrail.mjs');

type Environment = Record<string, string>;

function start(words: readonly string[], environment: Environment): ChildProcess {
  const child = spawn(process.execPath, [printrail, ...words], {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  });
  return child;
}

/** Runs a command to its end: its exit code and what it wrote. */
async function run(words: readonly string[], environment: Environment, input = '') {
  const child = start(words, environment);
  child.stdin?.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout as never),
    text(child.stderr as never),
    once(child, 'exit'),
  ]);
  // On a slow machine it says how far it is.
  return { code: code as number, out, err: err.replaceAll(/^.*: \d+ %\n/gm, '') };
}

/** Where the commands find an empty database of the kind the run is for. */
async function emptyStudio(): Promise<Environment> {
  const { location, remove } = await emptyDatabase();
  onTestFinished(remove);
  return 'url' in location ? { DATABASE_URL: location.url } : { PRINTRAIL_DATA: join(location.file, '..') };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'printrail-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The address the server prints, once it does. */
async function addressOf(server: ChildProcess): Promise<string> {
  let printed = '';
  for await (const piece of server.stdout as NodeJS.ReadableStream) {
    printed += String(piece);
    const address = /is running at (\S+)$/m.exec(printed)?.[1];
    if (address) return address;
  }
  throw new Error(`The server ended: ${printed}`);
}

const owner = [
  'user',
  'add',
  '--owner',
  '--name',
  'Olive Owner',
  '--email',
  'olive@studio.example',
  '--password-stdin',
];
const password = 'a rather long pass phrase\n';

test('the server prints its address, answers while commands work beside it, and ends when asked', async () => {
  const environment = await emptyStudio();
  const server = start(['serve'], environment);
  const stderr = text(server.stderr as never);
  const address = await addressOf(server);
  expect((await fetch(`${address}/api/v1/health`)).status).toBe(200);

  const added = await run(owner, environment, password);
  expect(added).toEqual({
    code: 0,
    out: 'Added the owner Olive Owner, who signs in as olive@studio.example.\n',
    err: '',
  });
  const twice = await run(owner, environment, password);
  expect([twice.code, twice.out, twice.err]).toEqual([1, '', expect.stringContaining('olive@studio.example')]);

  const key = await run(['api-key', 'add', '--name', 'Books', '--rights', 'clients=view'], environment);
  expect([key.code, key.out]).toEqual([0, expect.stringMatching(/^prk_\S+\n$/)]);
  const ask = (path: string) => fetch(address + path, { headers: { authorization: `Bearer ${key.out.trim()}` } });
  expect((await ask('/api/v1/clients')).status).toBe(200);
  expect((await ask('/api/v1/invoices')).status).toBe(403);

  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
  const events = (await stderr)
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: string }).event);
  expect([events[0], events.at(-1)]).toEqual(['server.started', 'server.stopped']);
});

test('a new studio is told how to get its owner, and one that has users is not', async () => {
  const environment = await emptyStudio();
  const firstServer = start(['serve'], environment);
  const printed = text(firstServer.stdout as never);
  await once(firstServer.stderr as never, 'data');
  firstServer.kill('SIGINT');
  expect(await printed).toMatch(
    /^Printrail is running at http:\/\/127\.0\.0\.1:\d+\nIt has no owner yet: open that address and create one\./,
  );
  await run(owner, environment, password);
  const nextServer = start(['serve'], environment);
  const next = text(nextServer.stdout as never);
  await once(nextServer.stderr as never, 'data');
  nextServer.kill('SIGINT');
  expect(await next).toMatch(/^Printrail is running at \S+\n$/);
});

test('migrate says what it applied, and then that nothing is left', async () => {
  const environment = await emptyStudio();
  expect(await run(['migrate'], environment)).toMatchObject({ code: 0, out: expect.stringContaining('0001-') });
  const again = await run(['migrate'], environment);
  expect(again).toEqual({ code: 0, out: 'The database has the newest form; nothing was applied.\n', err: '' });
  expect((await run(['migrate', '--json'], environment)).out).toBe('{"applied":[]}\n');
});

test('import checks, writes, and refuses with every bad row and exit code 1', async () => {
  const environment = await emptyStudio();
  const files = folder();
  const mapping = join(files, 'mapping.json');
  const write = (text: string | Buffer) => writeFileSync(join(files, 'clients.csv'), text);
  const step = { file: 'clients.csv', into: 'clients', key: { column: 'id' }, fields: { name: { column: 'name' } } };
  writeFileSync(mapping, JSON.stringify({ encoding: 'windows-1252', steps: [step] }));
  write(Buffer.from('id,name\n1,Ren\xe9e\n2,Ben\n', 'latin1'));

  const checked = await run(['import', mapping, '--check'], environment);
  expect(checked.out).toBe(
    'clients.csv: 2 rows, 2 clients: 2 added\nAll is well. Only checked; nothing was written.\n',
  );
  expect((await run(['import', mapping], environment)).out).toBe(
    'clients.csv: 2 rows, 2 clients: 2 added\nAll is written.\n',
  );
  expect((await run(['import', mapping, '--json'], environment)).out).toContain('"unchanged":2');

  write('id,name\n1,\n1,Ann\n');
  const refused = await run(['import', mapping], environment);
  expect(refused).toEqual({
    code: 1,
    out: '',
    err: [
      '2 faults in the rows of the files; nothing was imported.',
      '  clients.csv line 2, name: must not be empty (it is "")',
      '  clients.csv line 3, id: stands in line 2 already (it is "1")',
      '',
    ].join('\n'),
  });
  rmSync(join(files, 'clients.csv'));
  expect((await run(['import', mapping], environment)).err).toContain('clients.csv cannot be read: there is no file');
  writeFileSync(mapping, '{"steps": [{"file": "x"}]}');
  expect((await run(['import', mapping], environment)).err).toContain('steps.0.into: is missing');
});

const wrongCalls: [words: string[], says: string][] = [
  [[], 'Usage: npx printrail <command>'],
  [['srve'], '"srve" is not a command.'],
  [['user'], 'there is: user add.'],
  [['serve', '--port', '80'], '--port is not an option of "printrail serve".'],
  [['serve', 'now'], '"now" is one argument too many.'],
  [['import'], '<mapping.json> is missing.'],
  [['import', 'a', '--check=yes'], '--check takes no value.'],
  [['user', 'add', '--name', 'Ann'], '--email is missing.'],
  [['user', 'add', '--name', '--email', 'ann@studio.example'], '--name needs a value: --name <name>'],
  [['user', 'add', '--owner', '--owner'], '--owner is given twice.'],
  [['api-key', 'add', '--name', 'x', '--rights', 'moon=view'], 'it holds "moon=view".'],
  [['queue', 'process'], '<trigger> is missing.'],
  [['queue', 'skip', 'all'], '<trigger> must be the number of a trigger; it is "all".'],
  [['triggers', 'dry-run', '1', '--days', '367'], '--days must be a whole number from 1 to 366'],
  [['sample', '--orders', '1.5'], '--orders must be a whole number'],
];

test('a wrong call is explained and ends with exit code 2', async () => {
  const environment = { PRINTRAIL_DATA: join(folder(), 'never') };
  const ended = await Promise.all(wrongCalls.map(([words]) => run(words, environment)));
  for (const [index, [words, says]] of wrongCalls.entries()) {
    expect(ended[index], words.join(' ')).toEqual({ code: 2, out: '', err: expect.stringContaining(says) });
  }
  expect(await run(['migrate'], { PORT: 'many' })).toMatchObject({
    code: 2,
    err: expect.stringContaining('PORT must be'),
  });
  expect(existsSync(environment.PRINTRAIL_DATA)).toBe(false);
});

test('help lists the commands and what each takes', async () => {
  const [all, ofImport, asOption, version] = await Promise.all(
    [['help'], ['help', 'import'], ['import', '--help'], ['--version']].map((words) => run(words, {})),
  );
  for (const command of [
    'serve',
    'migrate',
    'import <mapping.json>',
    'user add',
    'api-key add',
    'sample',
    'DATABASE_URL',
  ]) {
    expect(all?.out).toContain(`\n  ${command} `);
  }
  expect(ofImport?.out).toContain('--dir <folder>');
  expect(asOption).toEqual(ofImport);
  expect(version).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
});

test('a taken port and an unusable data folder or database are named, with exit code 1', async () => {
  const environment = await emptyStudio();
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const taken = await run(['serve'], { ...environment, PORT: String(port) });
  expect(taken).toEqual({
    code: 1,
    out: '',
    err: expect.stringContaining(`port ${port}: another program does already`),
  });

  const file = join(folder(), 'file');
  writeFileSync(file, 'not a database, but long enough to be looked at as one'.repeat(50));
  expect(await run(['serve'], { PRINTRAIL_DATA: file })).toMatchObject({ code: 1, err: expect.stringContaining(file) });
  const url = 'postgres://someone:secret@127.0.0.1:1/studio';
  const unreachable = await run(['migrate'], { DATABASE_URL: url });
  expect([unreachable.code, unreachable.err]).toEqual([
    1,
    expect.stringContaining('database studio at 127.0.0.1:1 cannot be used'),
  ]);
  expect(unreachable.err).not.toContain('secret');
});

test('commands that start at the same moment on a new database all succeed', async () => {
  const environment = await emptyStudio();
  const words = ['api-key', 'add', '--name', 'At once'];
  const ended = await Promise.all([1, 2, 3, 4].map(() => run(words, environment)));
  expect(ended.map(({ code, err }) => [code, err])).toEqual(ended.map(() => [0, expect.stringContaining('Keep it')]));
});
