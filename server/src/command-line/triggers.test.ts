import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { updateTrigger } from '@printrail/contract/triggers';
import { expect, test } from 'vitest';
import { givenClient, givenOrder } from '../testing/givens.ts';
import { anEmail, queue } from '../testing/sending.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { givenTrack, givenTrigger } from '../testing/triggers.ts';

const printrail = join(import.meta.dirname, '../../printrail.mjs');
const isPatient = { timeout: 240_000 };

/** Runs a command beside the studio, to its end. */
function run({ location }: TestStudio, ...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const place = 'url' in location ? { DATABASE_URL: location.url } : { PRINTRAIL_DATA: dirname(location.file) };
  const env = { PATH: process.env.PATH, ...place };
  return new Promise((resolve) => {
    execFile(process.execPath, [printrail, ...words], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

test('triggers, their queue and a dry run are read and worked off beside a server', isPatient, async () => {
  // A command goes by the clock of the machine, for which all this was yesterday.
  const s = await studio({ today: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) });
  expect(await run(s, 'queue')).toEqual({ code: 0, out: 'Nothing is in the queue.\n', err: '' });
  const track = await givenTrack(s);
  const byHand = await givenTrigger(s, track.lab, { isAutomatic: false });
  const call = await givenTrigger(s, track.lab, { isAutomatic: false, action: 'call', recipient: 'client' });
  const later = await givenTrigger(s, track.lab, { when: 'after_due', days: 20 });
  for (const phone of ['212 555 2368', '']) {
    const { id } = await givenOrder(s, { vendorId: track.vendor.id, clientId: await givenClient(s) });
    await s.studio.database.write((tx) => tx.updateTable('clients').set({ phone }).execute());
    await track.move(id, track.lab);
  }
  const listed = await run(s, 'queue');
  expect(listed.out).toContain(`${byHand.id}: ${byHand.sentence}\n   2 due; by hand\n`);
  expect(listed.out).toMatch(
    new RegExp(`^${later.id}: .*\\n   2 later \\(next [-0-9]+ [:0-9]+ UTC\\); automatic`, 'm'),
  );
  expect(await run(s, 'queue', 'process', `${byHand.id}`)).toMatchObject({ code: 0, out: '2 processed\n' });
  expect((await run(s, 'queue', 'process', `${call.id}`)).out).toBe('0 processed, 2 cannot be sent and stay\n');
  expect((await run(s, 'queue', 'skip', `${later.id}`, '--later')).out).toBe('2 skipped\n');
  const left = JSON.parse((await run(s, 'queue', '--json')).out) as { items: { triggerId: number }[] };
  expect(left.items).toMatchObject([{ triggerId: call.id, cannotBeSent: 2 }]);
  expect(await run(s, 'queue', 'skip', '4310')).toMatchObject({ code: 1, err: 'There is no trigger 4310.\n' });

  await s.call(updateTrigger, { params: { id: byHand.id }, version: byHand.version, body: { isActive: false } });
  const all = await run(s, 'triggers');
  expect(all.out).toContain(`${byHand.id}: ${byHand.sentence}\n   inactive, by hand\n`);
  expect((await run(s, 'triggers', '--active')).out).not.toContain(`${byHand.id}: `);
  const dry = await run(s, 'triggers', 'dry-run', `${byHand.id}`, '--days', '7');
  expect(dry.out).toMatch(/^.+\nFrom [-0-9]+ to [-0-9]+ 2 times:\n {2}[-0-9]+: 2\n$/);
});

test('messages are counted, those that failed are named, and a cron job is told', isPatient, async () => {
  const s = await studio();
  expect(await run(s, 'messages', '--check')).toEqual({
    ...{ code: 0, err: '' },
    out: '0 waiting, 0 being sent, 0 failed, 0 unconfirmed\n',
  });
  await queue(s, anEmail);
  const held = await run(s, 'messages', '--check');
  expect([held.code, held.err]).toEqual([1, '0 failed, 0 unconfirmed, 1 wait for settings.\n']);
  expect(held.out).toContain('Set the mail server that e-mail goes out through.');
  await s.studio.database.write((tx) =>
    tx.updateTable('messages').set({ state: 'failed', reason: 'No such box.' }).execute(),
  );
  const failed = await run(s, 'messages');
  expect([failed.code, failed.out]).toEqual([
    0,
    expect.stringMatching(/^\d+: email to Ada Lovelace <ada@client.example>, [-0-9]+, failed: No such box\.$/m),
  ]);
});
