import { inWords } from '../server/src/command-line/doctor.ts';
import type { Db } from '../server/src/database/connect.ts';
import { examine, isSound } from '../server/src/upkeep/doctor.ts';

/** What the doctor finds wrong. */
export async function brokenRules(db: Db): Promise<string[]> {
  const findings = await examine(db);
  return isSound(findings) ? [] : [inWords(findings)];
}
