import type { Command } from './command.ts';
import { print } from './output.ts';
import { ProgressBar } from './progress.ts';
import { config, explained } from './studio-at-hand.ts';
import { version } from './version.ts';

export const exportCommand: Command = {
  name: 'export',
  operand: '<file>',
  summary: 'Write the whole studio into one archive, which "import" reads back to the same state',
  details:
    'The archive (JSON lines, packed with gzip) is of one moment, and the same from either kind of database; "import" and\n"restore" read it into an empty studio of this version or a later one. Password hashes and the hashes of API keys are in\nit; who is signed in, and answers kept for repeated requests, are not. Keep it as safe as the studio itself.',
  options: { json: { says: 'Answer as JSON: {"file": name}' } },
  run: async ({ operand, options }) => {
    const { location } = config();
    const { openSnapshot } = await import('../database/snapshot.ts');
    const { writeArchive } = await import('../exports/archive-file.ts');
    const { makeFile } = await import('../platform/new-file.ts');
    const bar = new ProgressBar();
    const progress = (what: string, share: number) => bar.report(what, share);
    const written = { printrail: await version(), takenAt: new Date().toISOString(), progress };
    const write = async () => {
      const snapshot = await openSnapshot(location);
      const writing = makeFile(operand, (unfinished) => writeArchive(snapshot.db, unfinished, written));
      await writing.finally(() => snapshot.close());
    };
    await explained(location, write).finally(() => bar.end());
    print(options.json === undefined ? `The studio is written to ${operand}.` : JSON.stringify({ file: operand }));
  },
};
