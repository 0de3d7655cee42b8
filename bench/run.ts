import { parseArgs } from 'node:util';
import { benchBulk } from './bulk.bench.ts';
import { benchCalendar } from './calendar-rows.ts';
import { benchDueCheck } from './due-check.bench.ts';
import { benchHub } from './hub.bench.ts';
import { benchIdle } from './idle.bench.ts';
import { printRows, type Row, say, writeResults } from './results.ts';
import { benchSearch } from './search.bench.ts';
import { benchStatusChange } from './status-change.bench.ts';
import { benchWeb } from './web.bench.ts';

/** How large the measured studios are. */
export type Sizes = { small: number; large: number };

const benches: Record<string, (sizes: Sizes) => Promise<Row[]>> = {
  idle: benchIdle,
  calendar: benchCalendar,
  change: benchStatusChange,
  hub: benchHub,
  search: benchSearch,
  bulk: benchBulk,
  due: benchDueCheck,
  web: benchWeb,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { orders: { type: 'string', default: '1000000' }, help: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !(name in benches));
if (values.help || unknown.length > 0) {
  say(`Usage: npm run bench [-- [--orders N] [${Object.keys(benches).join('|')} …]]`);
  process.exit(values.help ? 0 : 2);
}

const large = Number(values.orders);
const sizes: Sizes = { small: Math.min(10_000, large), large };
const rows: Row[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  say(`— ${name}`);
  const made = (await benches[name]?.(sizes)) ?? [];
  printRows(made);
  rows.push(...made);
}
writeResults(rows, { sizes });
process.exitCode = rows.some(({ verdict }) => verdict === 'MISSED') ? 1 : 0;
