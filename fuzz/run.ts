import { parseArgs } from 'node:util';
import { openPlace } from '../crash/place.ts';
import { fuzz } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    database: { type: 'string', default: 'sqlite' },
    connections: { type: 'string', default: '2' },
    orders: { type: 'string', default: '120' },
    endpoints: { type: 'string', default: '' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    help: { type: 'boolean' },
  },
});
const numbers = [values.requests, values.connections, values.orders, values.seed].map(Number);
const [requests = 0, connections = 0, orders = 0, seed = 0] = numbers;
const isGood =
  numbers.every((each) => Number.isInteger(each) && each > 0) && ['sqlite', 'postgres'].includes(values.database);
if (values.help || !isGood) {
  say(
    'Usage: npm run fuzz [-- --requests N --database sqlite|postgres --connections N --orders N --seed N --endpoints ID,ID]',
  );
  process.exit(values.help ? 0 : 2);
}

const place = await openPlace(values.database === 'postgres' ? 'postgres' : 'sqlite');
say(`${requests} requests by ${connections} connections on ${values.database}, seed ${seed}`);
try {
  const { location } = place;
  const endpoints = values.endpoints.split(',').filter(Boolean);
  const plan = { location, endpoints, requests, connections, orders, seed, examineEvery: 5_000, say };
  const began = performance.now();
  const { faults, late, slow, tally, memory } = await fuzz(plan);
  say(`\n${'endpoint'.padEnd(24)}   sent   fine  slowest  refused`);
  for (const line of tally.lines()) say(line);
  say(
    `\n${Math.round((performance.now() - began) / 1_000)} s, ${tally.codes} different codes, ${tally.times('studio.busy')} times busy`,
  );
  say(`the server's memory: ${memory[0]} MB before, ${memory[1]} MB after`);
  say(`never fine: ${tally.neverFine.join(', ') || 'none'}`);
  say(`after more than a second: ${late.length === 0 ? 'none' : `${late.length}\n${late.join('\n')}`}`);
  say(`of these slow: ${slow.length === 0 ? 'none' : `${slow.length}\n${slow.join('\n')}`}`);
  say(faults.length === 0 ? 'No faults.' : `${faults.length} faults:\n${faults.join('\n')}`);
  process.exitCode = faults.length === 0 && slow.length === 0 ? 0 : 1;
} finally {
  await place.remove();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
