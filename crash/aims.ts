import type { Eye } from './eye.ts';
import type { Journal } from './journal.ts';
import type { Load } from './load.ts';
import type { Work } from './load-tools.ts';
import type { Outside, OutsideChannel } from './outside.ts';
import { leasesMs } from './servers.ts';

/** The moments that a kill can be aimed at, by what is seen of them from outside. */
export const aims = [
  ...(['random', 'planning', 'claiming', 'claiming a message'] as const),
  ...(['importing', 'ordering', 'completing', 'acknowledged'] as const),
  ...(['sending e-mail', 'sending SMS', 'sending a webhook', 'recording'] as const),
] as const;
export type Aim = (typeof aims)[number];

export type Around = { eye: Eye; load: Load; journal: Journal; outside: Outside; random: () => number };

const longestRandomMs = 1_500;
const longestWaitMs = 60_000;
const channels: Partial<Record<Aim, OutsideChannel>> = {
  'sending e-mail': 'email',
  'sending SMS': 'sms',
  'sending a webhook': 'webhook',
};

/** Requests on whose way it is killed. */
const works: Partial<Record<Aim, Work>> = {
  planning: 'bulk',
  importing: 'import',
  ordering: 'ordering',
  completing: 'completing',
};

/** What was seen of the moment; of a message that is just being sent its id. */
export type Seen = { isHit: boolean; messageId?: string };

/** Kills the moment it comes, by the function given, which must begin to at once. */
export async function killAt(aim: Aim, around: Around, kill: () => void): Promise<Seen> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const end = (seen: Seen): void => {
      if (isOver) return;
      isOver = true;
      kill();
      clearTimeout(late);
      around.outside.onTaken = around.outside.onAnswered = around.load.onWork = () => undefined;
      around.journal.onAcknowledged = () => undefined;
      resolve(seen);
    };
    const late = setTimeout(() => end({ isHit: false }), longestWaitMs);
    watch(aim, around, end, () => isOver).catch(reject);
  });
}

async function watch(
  aim: Aim,
  { eye, load, journal, outside, random }: Around,
  end: (seen: Seen) => void,
  isOver: () => boolean,
) {
  const now = Date.now();
  if (aim === 'random') {
    setTimeout(() => end({ isHit: true }), random() * longestRandomMs);
  } else if (aim === 'acknowledged') {
    journal.onAcknowledged = () => end({ isHit: true });
  } else if (works[aim]) {
    load.onWork = (work) => {
      if (work === works[aim]) setTimeout(() => end({ isHit: true }), random() * load.lengthMs[work]);
    };
  } else if (aim === 'recording') {
    outside.onAnswered = ({ id }) => end({ isHit: true, messageId: id });
  } else if (aim === 'claiming' || aim === 'claiming a message') {
    // Only what is claimed from now on: what a killed process had claimed stays claimed for a while.
    const claimed =
      aim === 'claiming'
        ? `firings where state = 'waiting' and claimed_until > ${now + leasesMs.firings}`
        : `messages where state = 'sending' and lease_until > ${now + leasesMs.messages}`;
    while (!isOver()) {
      if ((await eye.count(claimed)) > 0) return end({ isHit: true });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  } else {
    outside.onTaken = ({ channel, id }) => {
      if (channel === channels[aim]) end({ isHit: true, messageId: id });
    };
  }
}
