import { type Firing, mostCounted, type QueueGroup } from '@printrail/contract/firings';
import { countWords, dayWords, numberWords, today } from '../ui/words.ts';

export type Act = 'process' | 'skip' | 'delete';

/** What became of a selection; each act fills the counts it knows. */
export type Tally = {
  processed?: number;
  excluded?: number;
  cannotBeSent?: number;
  skipped?: number;
  deleted?: number;
  leftOut: number;
};

type Plan = NonNullable<Firing['plan']>;

const doing = {
  task: 'Task',
  call: 'Call',
  email: 'E-mail',
  letter: 'Letter',
  sms: 'Text message',
  webhook: 'Webhook',
} as const;

/** "1,000+" where it was not counted on; `most` is where the server stops counting. */
export function countedWords(count: number, most: number = mostCounted): string {
  return count >= most ? `${numberWords(most)}+` : numberWords(count);
}

/** "12 due", "40 later", "2 cannot be sent": what a group of the queue holds, leaving out what it has none of. */
export function countsOf({ due, later, cannotBeSent }: QueueGroup): string[] {
  const counted = [
    { count: cannotBeSent, words: 'cannot be sent' },
    { count: due, words: 'due' },
    { count: later, words: 'later' },
  ];
  return counted.filter(({ count }) => count > 0).map(({ count, words }) => `${countedWords(count)} ${words}`);
}

/** How many firings of a group an act is about: those due and those that cannot be sent, and later ones if asked. */
export function countIn({ due, later, cannotBeSent }: QueueGroup, includingLater: boolean): number {
  return due + cannotBeSent + (includingLater ? later : 0);
}

/** "12 firings", "1,000+ firings". */
export function firingsWords(count: number): string {
  return count >= mostCounted ? `${countedWords(count)} firings` : countWords(count, 'firing');
}

/** "E-mail to Ada Lovelace", "Task", "Call to Ada Lovelace and 2 more": what is done and for whom. */
export function planWords({ does, to }: Pick<Plan, 'does' | 'to'>): string {
  if (does === null) return '';
  const [first, ...others] = to;
  const more = others.length > 0 ? ` and ${numberWords(others.length)} more` : '';
  return first ? `${doing[does]} to ${first.name}${more}` : doing[does];
}

/** Where it goes: an address on one line; of several recipients all names. Empty where the words of the plan say it. */
export function addressWords({ to }: Pick<Plan, 'to'>): string {
  const [first] = to;
  if (!first) return '';
  if (to.length > 1) return to.map(({ name, address }) => `${name}, ${address}`).join('; ');
  return first.address === first.name ? '' : first.address.replaceAll('\n', ', ');
}

/** What will happen as things stand, with where it goes; or why nothing can. What was tried in vain before says so. */
export function prospectOf({ plan, state, reason }: Pick<Firing, 'plan' | 'state' | 'reason'>): {
  words: string;
  detail: string;
  isHindered: boolean;
} {
  if (plan === null) return { words: sentence(reason), detail: '', isHindered: false };
  if (plan.does === null) return { words: sentence(plan.reason || reason), detail: '', isHindered: true };
  const detail = state === 'cannot_be_sent' ? `could not be sent before: ${reason}` : addressWords(plan);
  return { words: planWords(plan), detail, isHindered: false };
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Timed = Pick<Firing, 'state' | 'dueOn' | 'dueAt' | 'isDue' | 'isAutomatic'>;

/** When a firing is due, in the studio's time zone, and whether it needs nobody: "by itself Mon 30 Nov", "since Mon 23 Nov". */
export function whenWords({ state, dueOn, dueAt, isDue, isAutomatic }: Timed, timeZone: string): string {
  if (state === 'cannot_be_sent') return 'cannot be sent';
  const date = dueOn ?? (dueAt && dayIn(timeZone, dueAt));
  if (date === null) return 'once there is a due date';
  const day = date === today() ? 'today' : dayWords(date);
  if (isAutomatic) return isDue ? 'by itself, any moment' : `by itself ${day}`;
  return isDue && day !== 'today' ? `since ${day}` : day;
}

/** What an act came to: "3 processed. 1 cannot be sent and stays." */
export function outcomeWords(tally: Tally): string {
  const { processed = 0, excluded = 0, cannotBeSent = 0, skipped = 0, deleted = 0, leftOut } = tally;
  const parts = [
    processed > 0 ? `${numberWords(processed)} processed` : '',
    skipped > 0 ? `${numberWords(skipped)} skipped` : '',
    deleted > 0 ? `${numberWords(deleted)} deleted` : '',
    excluded > 0 ? `${numberWords(excluded)} left out: the client is marked so` : '',
    cannotBeSent > 0 ? `${numberWords(cannotBeSent)} cannot be sent and ${cannotBeSent === 1 ? 'stays' : 'stay'}` : '',
    leftOut > 0 ? `${numberWords(leftOut)} had left the queue` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join('. ')}.` : 'Nothing was left to do.';
}

/** The sums of what parts of a selection came to. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum: Tally = { leftOut: 0 };
  for (const tally of tallies) {
    for (const [what, count] of Object.entries(tally) as [keyof Tally, number][]) sum[what] = (sum[what] ?? 0) + count;
  }
  return sum;
}

/** The date of a moment in the studio's time zone, ISO. */
export function dayIn(timeZone: string, instant: string): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', { ...parts, timeZone }).format(new Date(instant));
}
