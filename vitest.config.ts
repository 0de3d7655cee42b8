import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// Pure tests touch no database, so they run once; everything else runs on each database.
const pureTests = [
  'contract/src/**/*.test.ts',
  'web/src/**/*.rules.test.ts',
  'server/src/**/*.rules.test.ts',
  'server/src/architecture.test.ts',
  'server/src/security.test.ts',
  'server/src/calendar/business-days.test.ts',
  'server/src/http/openapi.test.ts',
];

function onDatabase(name: 'sqlite' | 'postgres'): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: ['server/src/**/*.test.ts', 'crash/**/*.test.ts', 'fuzz/**/*.test.ts'],
      exclude: pureTests,
      env: { PRINTRAIL_TEST_DATABASE: name },
      globalSetup: name === 'postgres' ? ['server/src/testing/global-postgres.ts'] : [],
    },
  };
}

const report = process.env.PRINTRAIL_TEST_REPORT;

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: pureTests } },
      onDatabase('sqlite'),
      onDatabase('postgres'),
      // A journey is long, and a machine may be slow: only what hangs takes this long.
      {
        extends: true,
        test: {
          ...{ name: 'browser', include: ['e2e/**/*.test.ts'], testTimeout: 240_000 },
          expect: { poll: { timeout: 60_000 } },
          // On a machine that stands still for seconds what a browser is given to type may go astray: once more, and the
          // report says so.
          retry: 1,
          // Beside each worker its browser keeps a processor busy.
          ...{ maxWorkers: 2, sequence: { groupOrder: 1 } },
        },
      },
    ],
    // Much of a test waits for a disk or another process: three keep two processors busy.
    maxWorkers: 3,
    // Each file taking all modules anew would cost two fifths of the time; whatever a test changes in one, it changes back.
    isolate: false,
    // A machine may be slow: only what hangs takes this long.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
