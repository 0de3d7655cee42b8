import type { MessageSummary } from '@printrail/contract/messages';
import type { Call } from '../studio/route.ts';
import { type Command, Obstacle } from './command.ts';
import { print } from './output.ts';
import { withStudio } from './studio-at-hand.ts';

const mostListed = 20;

export const messages: Command = {
  name: 'messages',
  summary: 'How many messages wait, and which failed or may not have gone out',
  details: `Of those that failed or are unconfirmed the latest ${mostListed} are named.`,
  options: {
    check: { says: 'Exit code 1 when one failed, is unconfirmed, or waits for settings; for a cron job' },
    json: { says: 'Answer as JSON: {"counts": …, "missing": [what to set], "items": [messages]}' },
  },
  run: async ({ options }) => {
    const { counts, missing, items } = await withStudio(lookedAt);
    if (options.json !== undefined) print(JSON.stringify({ counts, missing, items }));
    else print([...countLines(counts), ...missing.map(({ says }) => says), ...items.map(lineOf)].join('\n'));
    const held = missing.reduce((sum, { waiting }) => sum + waiting, 0);
    if (options.check !== undefined && counts.failed + counts.unconfirmed + held > 0) {
      throw new Obstacle(`${counts.failed} failed, ${counts.unconfirmed} unconfirmed, ${held} wait for settings.`);
    }
  },
};

async function lookedAt(call: Call) {
  const { countMessages, listMessages } = await import('../delivery/messages.operations.ts');
  const { getDeliverySettings } = await import('../delivery/settings.operations.ts');
  return call.read(async (reading) => {
    const listed = async (state: 'failed' | 'unconfirmed') =>
      (await listMessages(reading, { params: undefined, query: { state, limit: mostListed }, body: undefined })).items;
    const { missing } = await getDeliverySettings(reading);
    const items = [...(await listed('failed')), ...(await listed('unconfirmed'))];
    return {
      counts: await countMessages(reading),
      missing: missing.filter(({ waiting }) => waiting > 0),
      items: items.toSorted((a, b) => b.id - a.id).slice(0, mostListed),
    };
  });
}

type Counts = Awaited<ReturnType<typeof lookedAt>>['counts'];

function countLines({ waiting, sending, failed, unconfirmed, letters }: Counts): string[] {
  return [
    `${waiting} waiting, ${sending} being sent, ${failed} failed, ${unconfirmed} unconfirmed`,
    ...(letters > 0 ? [`${letters} ${letters === 1 ? 'letter' : 'letters'} to be printed`] : []),
  ];
}

function lineOf({ id, state, channel, recipientName, address, createdAt, lastError }: MessageSummary): string {
  const to = [recipientName, `<${address}>`].filter(Boolean).join(' ');
  return `${id}: ${channel} to ${to}, ${createdAt.slice(0, 10)}, ${state}: ${lastError}`;
}
