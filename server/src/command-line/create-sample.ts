import { type Command, UsageError } from './command.ts';
import { print } from './output.ts';
import { ProgressBar } from './progress.ts';
import { withStudio } from './studio-at-hand.ts';

const usualOrders = 400;

export const createSample: Command = {
  name: 'sample',
  summary: 'Fill a new studio with clients, invoices and orders at every stage, to try things out',
  options: {
    orders: { value: '<number>', says: `How many production orders; ${usualOrders} unless told` },
    seed: { value: '<number>', says: 'The same seed gives the same sample on the same day; 1 unless told' },
    json: { says: 'Answer as JSON: how many of each were made' },
  },
  run: async ({ options }) => {
    const orders = wholeNumber('orders', options.orders ?? String(usualOrders), 1, 10_000_000);
    const seed = wholeNumber('seed', options.seed ?? '1', 0, Number.MAX_SAFE_INTEGER);
    const sample = await import('../sample/create-sample.ts');
    const bar = new ProgressBar();
    const progress = (done: number, total: number) => bar.report('Making orders', done / total);
    const making = withStudio((_, studio) => sample.createSample(studio, { orders, seed, progress }));
    const made = await making.finally(() => bar.end());
    if (options.json !== undefined) return print(JSON.stringify(made));
    const counts = Object.entries(made).map(([what, count]) => `  ${wordsOf(what)}: ${count.toLocaleString('en-US')}`);
    print(['The studio has now:', ...counts].join('\n'));
  },
};

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}; it is "${text}".`);
}

function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
