import { parseArgs } from 'node:util';
import { benchBulk } from './bulk.bench.ts';
import { benchCalendar } from './calendar-rows.ts';
import { dataSets, usualOpenShare } from './data-sets.ts';
import { benchDueCheck } from './due-check.bench.ts';
import { benchExports } from './exports.bench.ts';
import { benchHub } from './hub.bench.ts';
import { benchIdle } from './idle.bench.ts';
import { benchImports } from './imports.bench.ts';
import { keepResults } from './kept-results.ts';
import { benchMixed } from './mixed.bench.ts';
import { benchNorthwind } from './northwind.bench.ts';
import { writeReadme } from './readme.ts';
import { printRows, type Row, say } from './results.ts';
import { benchSearch } from './search.bench.ts';
import { benchStatusChange } from './status-change.bench.ts';
import { benchWeb } from './web.bench.ts';

/** How large the measured studios are, and how long the mixed load is kept up. */
export type Sizes = { small: number; large: number; minutes: number };

const benches: Record<string, (sizes: Sizes) => Promise<Row[]>> = {
  idle: benchIdle,
  calendar: benchCalendar,
  change: benchStatusChange,
  hub: benchHub,
  search: benchSearch,
  bulk: benchBulk,
  creation: benchNorthwind,
  imports: benchImports,
  exports: benchExports,
  due: benchDueCheck,
  mixed: benchMixed,
  web: benchWeb,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    orders: { type: 'string', default: '1000000' },
    'open-share': { type: 'string', default: String(usualOpenShare) },
    minutes: { type: 'string', default: '6' },
    help: { type: 'boolean' },
  },
});
const [large, minutes] = [Number(values.orders), Number(values.minutes)];
dataSets.openShare = Number(values['open-share']);
const isGood =
  large >= 1_000 &&
  minutes > 0 &&
  dataSets.openShare > 0 &&
  positionals.every((name) => name in benches || name === 'readme');
if (values.help || !isGood) {
  say(
    `Usage: npm run bench [-- [--orders N] [--open-share 0.2] [--minutes N] [${Object.keys(benches).join('|')}|readme …]]`,
  );
  process.exit(values.help ? 0 : 2);
}

const named = positionals.filter((name) => name !== 'readme');
const chosen = positionals.length > 0 ? named : Object.keys(benches);
const rows: Row[] = [];
for (const [at, name] of chosen.entries()) {
  say(`— ${name} (${at + 1} of ${chosen.length})`);
  const made = (await benches[name]?.({ small: Math.min(10_000, large), large, minutes })) ?? [];
  if (made.length > 0) keepResults(name, large, made);
  printRows(made);
  rows.push(...made);
}
if (named.length < positionals.length || positionals.length === 0) writeReadme(Object.keys(benches));
const missed = rows.filter(({ verdict }) => verdict === 'MISSED');
if (chosen.length > 0) summarise();
process.exitCode = missed.length > 0 ? 1 : 0;

function summarise(): void {
  const held = rows.filter(({ verdict }) => verdict === 'holds').length;
  console.log(`\n${held} of ${held + missed.length} targets hold, with ${large.toLocaleString('en')} orders stored.`);
  if (missed.length > 0) console.log('Missed:');
  printRows(missed);
}
