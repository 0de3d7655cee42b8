import type { InputOf } from '@printrail/contract/endpoint';
import type { FileContent } from '@printrail/contract/fields';
import type * as contract from '@printrail/contract/messages';
import { mostPages } from '../forms/form.ts';
import { headOf } from '../forms/forms.operations.ts';
import { wordsOf } from '../forms/words.rules.ts';
import { dateIn } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { threadOf } from '../platform/thread.ts';
import { audit } from '../studio/audit.ts';
import type { Call } from '../studio/route.ts';
import { fillMessages } from './fill-messages.ts';
import type { LettersJob } from './letters.worker.ts';
import { expectState, refuseUnlessShown } from './messages.operations.ts';
import { markPrinted, messagesByIds } from './messages.queries.ts';

const print = threadOf<LettersJob, { bytes: Uint8Array } | { isTooLong: true }>(
  new URL('./letters.worker.ts', import.meta.url),
);

/** Letters as one file; they count as printed once it is made. */
export async function printLetters(call: Call, { body }: InputOf<typeof contract.printLetters>): Promise<FileContent> {
  const { ids, paper } = body;
  await call.write((change) => fillMessages(change, ids.length, ids));
  const printed = await print(await call.read((reading) => jobOf(reading, ids, paper)));
  if (!('bytes' in printed)) throw new Refusal('message.letters_too_long', { limit: mostPages });
  await call.write(async (change) => {
    for (const id of await markPrinted(change.tx, ids, change.now)) {
      await audit(change, { action: 'message.printed', record: 'message', recordId: id });
    }
  });
  const name = ids.length === 1 ? 'Letter.pdf' : `${ids.length} letters.pdf`;
  return { name, mediaType: 'application/pdf', bytes: printed.bytes };
}

type Paper = InputOf<typeof contract.printLetters>['body']['paper'];

async function jobOf(
  reading: Parameters<Parameters<Call['read']>[0]>[0],
  ids: readonly number[],
  paper: Paper,
): Promise<LettersJob> {
  const { db, preferences } = reading;
  const rows = new Map((await messagesByIds(db, ids)).map((row) => [row.id, row]));
  const words = wordsOf(preferences);
  const letters = ids.map((id) => {
    const row = rows.get(id);
    if (!row) throw new Refusal('message.not_found', { id });
    refuseUnlessShown(reading, row);
    if (row.channel !== 'letter') throw new Refusal('message.not_a_letter', { id });
    expectState(row, ['waiting', 'printed'], 'printed');
    return {
      to: [row.recipientName, row.address].filter(Boolean).join('\n'),
      date: words.date(dateIn(preferences.timeZone, row.createdAt)),
      ...{ subject: row.subject, text: row.text },
    };
  });
  const head = await headOf(reading, paper);
  return { paper: head.paper, letterhead: head.letterhead, letters };
}
