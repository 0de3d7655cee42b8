import type { Command } from './command.ts';
import { brokenOf, inWords } from './doctor.ts';
import { print, remark } from './output.ts';
import { ProgressBar } from './progress.ts';
import { config, explained } from './studio-at-hand.ts';

export const restore: Command = {
  name: 'restore',
  operand: '<file>',
  summary: 'Put a backup or an archive in the place of the studio, once the doctor finds it sound',
  details:
    'It goes where PRINTRAIL_DATA or DATABASE_URL points: to an empty data folder, or a new PostgreSQL database.\nEverybody signs in again. A backup of an older version is brought to the form of this one.',
  options: {
    replace: { says: 'Move the studio that is in the data folder aside; it stays there under another name' },
    'despite-faults': { says: 'Restore it even if the doctor finds something wrong' },
    json: { says: 'Answer as JSON: {"movedTo": file or null, "findings": [rules]}' },
  },
  run: async ({ operand, options }) => {
    const { location } = config();
    const { restore: putBack } = await import('../upkeep/restore.ts');
    const bar = new ProgressBar();
    const asked = {
      replace: options.replace !== undefined,
      despiteFaults: options['despite-faults'] !== undefined,
      now: Date.now(),
      progress: (what: string, share: number) => bar.report(what, share),
    };
    const restored = await explained(location, () => putBack(location, operand, asked)).finally(() => bar.end());
    if (options.json !== undefined) return print(JSON.stringify(restored));
    if (restored.movedTo) print(`The studio that was there is kept as ${restored.movedTo}.`);
    print(`${operand} is restored and checked.`);
    const broken = brokenOf(restored.findings);
    if (broken.length > 0) remark(`It was restored despite:\n${inWords(broken)}`);
  },
};
