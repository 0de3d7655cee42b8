import { parseArgs } from 'node:util';
import { type Aim, aims } from './aims.ts';
import { crash } from './crash.ts';
import { openPlace } from './place.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    database: { type: 'string', default: 'sqlite' },
    servers: { type: 'string' },
    orders: { type: 'string', default: '120' },
    mix: { type: 'string', default: 'everything' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    help: { type: 'boolean' },
  },
});
const [kills, orders, seed] = [values.kills, values.orders, values.seed].map(Number) as [number, number, number];
const isOnPostgres = values.database === 'postgres';
const servers = Number(values.servers ?? (isOnPostgres ? 2 : 1));
const isGood =
  [kills, orders, seed, servers].every((each) => Number.isInteger(each) && each > 0) &&
  ['sqlite', 'postgres'].includes(values.database) &&
  (values.mix === 'everything' || values.mix === 'changes') &&
  (isOnPostgres || servers === 1);
if (values.help || !isGood) {
  say(
    'Usage: npm run crash [-- --kills N --database sqlite|postgres --servers N --orders N --mix changes|everything --seed N]',
  );
  process.exit(values.help ? 0 : 2);
}

// Also what is stopped ends the servers that it started.
for (const [signal, number] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
  process.once(signal, () => process.exit(number));
}
const place = await openPlace(isOnPostgres ? 'postgres' : 'sqlite');
say(`${kills} kills, ${servers} ${servers === 1 ? 'server' : 'servers'} on ${values.database}, seed ${seed}`);
// Every second kill is at a random moment.
const aimed = aims.filter((aim) => aim !== 'random');
const plan = Array.from(
  { length: kills },
  (_, at): Aim => (at % 2 === 0 ? 'random' : (aimed[((at - 1) / 2) % aimed.length] ?? 'random')),
);
try {
  const mix = values.mix === 'changes' ? 'changes' : 'everything';
  const outcome = await crash({
    location: place.location,
    servers,
    orders,
    mix,
    kills: plan,
    compareEvery: 20,
    seed,
    say,
  });
  const { differences, ...figures } = outcome;
  say(JSON.stringify({ ...figures, caught: undefined }, null, 2));
  say(
    differences.length === 0
      ? 'Nothing is lost, nothing is there twice.'
      : `${differences.length} differences:\n${differences.join('\n')}`,
  );
  process.exitCode = differences.length === 0 ? 0 : 1;
} finally {
  await place.remove();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
