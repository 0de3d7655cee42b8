import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from './refusal.ts';

/**
 * Makes a file that is there whole or not at all, and that only its owner may read. What is written goes to another name
 * first; it has its own only once it is on disk.
 */
export async function makeFile<Result>(path: string, write: (unfinished: string) => Promise<Result>): Promise<Result> {
  expectNoFile(path);
  const unfinished = `${path}.unfinished`;
  try {
    await rm(unfinished, { force: true });
    await (await open(unfinished, 'wx', 0o600)).close();
    const result = await write(unfinished);
    await putInPlace(unfinished, path);
    return result;
  } catch (error) {
    throw unwritable(path, error);
  } finally {
    await rm(unfinished, { force: true }).catch(() => undefined);
  }
}

/** Gives a file its name so that a power cut leaves either the one or the other; takes no other file's place. */
export async function putInPlace(file: string, path: string): Promise<void> {
  await sync(file);
  expectNoFile(path);
  await rename(file, path);
  // Windows does not open folders.
  await sync(dirname(path)).catch(() => undefined);
}

function expectNoFile(path: string): void {
  if (existsSync(path)) throw new Refusal('file.exists', { file: path });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'there is a folder of that name',
  EACCES: 'the system does not allow it',
  EPERM: 'the system does not allow it',
  EROFS: 'the disk may only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
};

/** The error in words where the place is at fault. */
function unwritable(path: string, error: unknown): unknown {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  return reason ? new Refusal('file.unwritable', { file: path, reason }) : error;
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
