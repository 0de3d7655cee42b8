import { type AnswerOf, type InputOf, levels } from '@printrail/contract/endpoint';
import type { importFiles as endpoint, ImportedStep, ImportMapping } from '@printrail/contract/imports';
import { levelOf } from '../people/rights.rules.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, Change, Reading } from '../studio/change.ts';
import type { Call } from '../studio/route.ts';
import { type Progress, readImport } from './read-import.ts';
import { targets } from './targets.rules.ts';
import { writeImport } from './write-import.ts';

type Imported = AnswerOf<typeof endpoint>;

export async function importFromCall(call: Call, { body }: InputOf<typeof endpoint>): Promise<Imported> {
  const { mapping, files, check = false } = body;
  refuseWithoutRights(call.actor, mapping);
  const textOf = (file: string) => {
    const text = Object.hasOwn(files, file) ? files[file] : undefined;
    if (text === undefined)
      throw new Refusal('import.file_unreadable', { file, reason: 'it is not among the files sent' });
    return text;
  };
  return importFiles(call, { mapping, textOf, check });
}

type Import = {
  mapping: ImportMapping;
  textOf(file: string, encoding: string): string | Promise<string>;
  /** Only check: everything is done, and then taken back. */
  check: boolean;
  progress?: Progress;
};

/** Checks the files of an import and writes all of it, or nothing; the answer is what is kept for a repeated request. */
export async function importFiles(work: Pick<Call, 'read' | 'write'>, { check, ...given }: Import): Promise<Imported> {
  const currency = await work.read(async ({ preferences }: Reading) => preferences.currency);
  const read = await readImport({ ...given, currency });
  try {
    return await work.write(
      async (change: Change) => {
        const steps = await writeImport({ ...change, through: 'import' }, read, given.progress);
        if (check) throw new Rehearsed(steps);
        return { written: true, steps };
      },
      { alone: true },
    );
  } catch (error) {
    if (error instanceof Rehearsed) return { written: false, steps: error.steps };
    throw error;
  }
}

/** Thrown to take back what a check has written. */
class Rehearsed extends Error {
  readonly steps: ImportedStep[];

  constructor(steps: ImportedStep[]) {
    super('Only checked.');
    this.steps = steps;
  }
}

function refuseWithoutRights(actor: Actor, { steps }: ImportMapping): void {
  for (const { into } of steps) {
    const { area } = targets[into];
    const has = levelOf(actor, area);
    if (levels.indexOf(has) < levels.indexOf('change'))
      throw new Refusal('access.denied', { area, level: 'change', has });
  }
}
