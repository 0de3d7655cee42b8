import type { Finding } from '../upkeep/findings.ts';
import { type Command, Obstacle } from './command.ts';
import { print } from './output.ts';
import { ProgressBar } from './progress.ts';
import { config, explained } from './studio-at-hand.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Check the whole studio for what should not be, and name it; changes nothing',
  details:
    'It looks at one moment of the database, also while the server runs. With a million orders it takes some minutes.\nExit code 1: something is wrong.',
  options: {
    quick: { says: 'Only what takes seconds: the storage, the settings and the open orders' },
    json: { says: 'Answer as JSON: {"sound": true, "findings": [rules, each with the records that break it]}' },
  },
  run: async ({ options }) => {
    const { location } = config();
    const { openSnapshot } = await import('../database/snapshot.ts');
    const { examine } = await import('../upkeep/doctor.ts');
    const bar = new ProgressBar();
    const isQuick = options.quick !== undefined;
    const progress = (what: string, share: number) => bar.report(what, share);
    const look = async () => {
      const snapshot = await openSnapshot(location);
      return examine(snapshot.db, { isQuick, progress }).finally(() => snapshot.close());
    };
    const findings = await explained(location, look).finally(() => bar.end());
    const broken = brokenOf(findings);
    if (options.json !== undefined) print(JSON.stringify({ sound: broken.length === 0, findings }));
    else print(broken.length === 0 ? `All is well: ${findings.length} rules hold.` : inWords(findings));
    if (broken.length > 0) throw new Obstacle(`${broken.length} of ${findings.length} rules are broken.`);
  },
};

export function brokenOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ count }) => count > 0);
}

/** The rules that are broken, each with the first records that break it. */
export function inWords(findings: readonly Finding[]): string {
  return brokenOf(findings)
    .map(({ name, rule, count, offences }) => {
      const named = offences.map(({ record, id, says }) => `  ${record}${id === null ? '' : ` (id ${id})`}: ${says}`);
      const more = count - offences.length;
      return [`${name}: ${rule}`, ...named, ...(more > 0 ? [`  … and ${more} more`] : [])].join('\n');
    })
    .join('\n');
}
