import { addClient } from '@printrail/contract/clients';
import { importFiles } from '@printrail/contract/imports';
import { expect, test } from 'vitest';
import { studio } from '../testing/studio.ts';

const json = { 'content-type': 'application/json' };
const large = 'x'.repeat(2 * 1024 * 1024);

test('a large body, which is read in a thread of its own, is understood as a small one is', async () => {
  const s = await studio();
  const notes = 'ü'.repeat(300);
  const rows = Array.from({ length: 4_000 }, (_, at) => `${at},Ann “${at}” 山本,${notes}`);
  const mapping = {
    steps: [
      {
        ...{ file: 'clients.csv', into: 'clients' as const, key: { column: 'Number' } },
        fields: { name: { column: 'Name' }, notes: { column: 'Notes' } },
      },
    ],
  };
  const files = { 'clients.csv': ['Number,Name,Notes', ...rows].join('\n') };
  const answer = await s.call(importFiles, { body: { mapping, files } });
  expect(answer.steps).toMatchObject([{ records: 4_000, added: 4_000 }]);
});

test('a large body is refused for the same as a small one', async () => {
  const s = await studio();
  const refusalOf = async (body: string | Buffer) => {
    const response = await s.send(addClient, { body, headers: json });
    return [response.statusCode, response.json().code];
  };
  for (const padding of ['', large]) {
    expect(await refusalOf(`{"name":"${padding}`)).toEqual([400, 'request.not_json']);
    expect(
      await refusalOf(Buffer.concat([Buffer.from(`{"name":"${padding}`), Buffer.from([0xff, 0x22, 0x7d])])),
    ).toEqual([400, 'request.not_json']);
    expect(await refusalOf(`{"name":"${padding}\\u0000"}`)).toEqual([400, 'request.invalid']);
    expect(await refusalOf(`{"name":"${padding}\\ud800"}`)).toEqual([400, 'request.invalid']);
    expect(await refusalOf(`{"__proto__":"${padding}"}`)).toEqual([400, 'request.invalid']);
    const [depth, code] = padding === '' ? [1_000, 'request.invalid'] : [1_000_000, 'request.not_json'];
    expect(await refusalOf(`${'['.repeat(depth)}${']'.repeat(depth)}`)).toEqual([400, code]);
    expect(await refusalOf(`{"name":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`)).toEqual([400, code]);
  }
  expect(await refusalOf(`{"name":"${large}"}`)).toEqual([400, 'request.invalid']);
});
