import { openStudio } from '../server/src/main.ts';
import { insertApiKey } from '../server/src/people/api-keys.queries.ts';
import { createSample } from '../server/src/sample/create-sample.ts';

const [file = '', orders = '0', key = '', openShare = '0.02'] = process.argv.slice(2);
const studio = await openStudio({ file });
const rights = {
  clients: 'delete',
  catalog: 'delete',
  invoices: 'delete',
  production: 'delete',
  maintenance: 'delete',
} as const;
await studio.database.write((tx) => insertApiKey(tx, { name: 'Bench', rights, key }, Date.now()));
const start = performance.now();
let told = start;
const made = await createSample(studio, {
  orders: Number(orders),
  openShare: Number(openShare),
  progress: (done, total) => {
    if (performance.now() - told < 5_000) return;
    told = performance.now();
    process.stderr.write(`  ${done.toLocaleString('en')} of ${total.toLocaleString('en')}\n`);
  },
});
await studio.database.close();
process.stderr.write(`  ${JSON.stringify(made)} in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
