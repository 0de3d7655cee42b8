import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootCleanClone } from './boot.mjs';
import { root, runToEnd } from './processes.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    total.failed += 1;
    // The running step passes the signal on; this leaves it the time to clean up.
    setTimeout(() => process.exit(1), 3_000);
  });
}
process.once('exit', () => {
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
});

await step('npm test', runTests);
await step('npm run check', async () => {
  const code = await runToEnd('npm', ['run', '--silent', 'check'], { cwd: root });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
});
await step('npm start in a clean clone', async () => {
  await bootCleanClone();
  return { passed: 1, failed: 0, skipped: 0 };
});
process.exitCode = total.failed === 0 ? 0 : 1;

async function step(name, run) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  let counts;
  try {
    counts = await run();
  } catch (error) {
    console.error(error);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  for (const key of Object.keys(total)) total[key] += counts[key];
  console.log(
    `== ${name}: ${counts.failed === 0 ? 'well' : 'FAILED'} after ${Math.round((Date.now() - started) / 1000)} s`,
  );
}

/** A run that fails outside its tests, or never reports, counts as one failure. */
async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'printrail-verify-'));
  const report = join(folder, 'tests.json');
  try {
    const code = await runToEnd('npm', ['test'], { cwd: root, env: { ...process.env, PRINTRAIL_TEST_REPORT: report } });
    const counts = readCounts(report);
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(report) {
  try {
    const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numTotalTests - numPassedTests - numFailedTests };
  } catch {
    console.error('npm test left no report');
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
