import { type Command, Obstacle } from './command.ts';
import { brokenOf, inWords } from './doctor.ts';
import { print } from './output.ts';
import { ProgressBar } from './progress.ts';
import { config, explained } from './studio-at-hand.ts';
import { version } from './version.ts';

export const backup: Command = {
  name: 'backup',
  operand: '<file>',
  summary: 'Copy the studio into a new file, also while the server runs, and check the copy',
  details:
    'The copy is of one moment and slows nobody down. Of a data folder it is the database file, of PostgreSQL an archive\n(see "export"). It holds everything, password hashes and who is signed in too: keep it as safe as the studio itself.\nExit code 1 when the copy was taken but the doctor finds something wrong in it.',
  options: {
    json: { says: 'Answer as JSON: {"kind": "database" or "archive", "findings": [rules, as the doctor gives them]}' },
  },
  run: async ({ operand, options }) => {
    const { location } = config();
    const { takeBackup } = await import('../upkeep/backup.ts');
    const bar = new ProgressBar();
    const progress = (what: string, share: number) => bar.report(what, share);
    const written = { printrail: await version(), takenAt: new Date().toISOString(), progress };
    const taken = await explained(location, () => takeBackup(location, operand, written)).finally(() => bar.end());
    const broken = brokenOf(taken.findings);
    if (options.json !== undefined) print(JSON.stringify(taken));
    else print(`The studio is copied to ${operand}.`);
    if (broken.length === 0) return;
    throw new Obstacle(`${inWords(broken)}\nThe backup is as the studio is. "npx printrail doctor" tells more.`);
  },
};
