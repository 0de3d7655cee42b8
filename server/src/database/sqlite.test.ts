import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStudio } from '../main.ts';

test.skipIf(process.platform === 'win32')('nobody else on the machine may read a new studio', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'printrail-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'deep', 'data', 'printrail.db');
  const { database } = await openStudio({ file });
  const rightsOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
  expect([dirname(file), file, `${file}-wal`, `${file}-shm`].map(rightsOf)).toEqual(['700', '600', '600', '600']);
  await database.close();
});
