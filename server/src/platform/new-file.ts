import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from './refusal.ts';

/**
 * Makes a file that is there whole or not at all, and that only its owner may read. What is written goes to another name
 * first; it has its own only once it is on disk.
 */
export async function makeFile<Result>(path: string, write: (unfinished: string) => Promise<Result>): Promise<Result> {
  if (existsSync(path)) throw new Refusal('file.exists', { file: path });
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { force: true });
  await (await open(unfinished, 'wx', 0o600)).close();
  try {
    const result = await write(unfinished);
    await putInPlace(unfinished, path);
    return result;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Gives a file its name so that a power cut leaves either the one or the other. */
export async function putInPlace(file: string, path: string): Promise<void> {
  await sync(file);
  await rename(file, path);
  // Windows does not open folders.
  await sync(dirname(path)).catch(() => undefined);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
