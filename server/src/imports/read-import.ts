import type { ImportMapping } from '@printrail/contract/imports';
import { type FieldError, Refusal } from '../platform/refusal.ts';
import { type CsvRow, headerOf, readCsv } from './csv.ts';
import { planStep, type StepPlan } from './mapping.rules.ts';
import { RowFaults } from './row-faults.ts';
import { type Draft, RowReader } from './rows.rules.ts';
import { decimalsOf } from './values.rules.ts';

/** A step whose rows are read: what is well-formed, and the keys of what is not. */
export type ReadStep = { plan: StepPlan; rows: number; drafts: readonly Draft[]; refusedKeys: ReadonlySet<string> };

export type ReadImport = { steps: readonly ReadStep[]; faults: RowFaults };

/** Told what is being done, and which part of it, 0 to 1, is. */
export type Progress = (what: string, share: number) => void;

type Given = {
  mapping: ImportMapping;
  /** The text of a file the mapping names. */
  textOf(file: string, encoding: string): string | Promise<string>;
  currency: string;
  progress?: Progress | undefined;
};

/** Reads and checks the files of an import, as far as that goes without the database. */
export async function readImport({
  mapping,
  textOf,
  currency,
  progress = () => undefined,
}: Given): Promise<ReadImport> {
  const mistakes: FieldError[] = [];
  const files: { csv: Csv; plan: StepPlan }[] = [];
  for (const [index, step] of mapping.steps.entries()) {
    const { file, delimiter = ',', encoding = 'utf-8' } = { ...mapping, ...step };
    const csv = { file, delimiter, text: await textOf(file, encoding) };
    files.push({ csv, plan: planStep(mapping, index, await headerOf(csv), decimalsOf(currency), mistakes) });
  }
  if (mistakes.length > 0) throw mappingInvalid(mistakes);
  const faults = new RowFaults();
  const steps: ReadStep[] = [];
  for (const { csv, plan } of files) steps.push(await readRows(csv, plan, faults, progress));
  return { steps, faults };
}

export function mappingInvalid(mistakes: readonly FieldError[]): Refusal {
  const reason = mistakes
    .slice(0, 3)
    .map(({ field, message }) => `${field} ${message}`)
    .join('; ');
  return new Refusal('import.mapping_invalid', { reason: mistakes.length > 3 ? `${reason} …` : reason }, mistakes);
}

type Csv = { file: string; text: string; delimiter: string };

async function readRows(csv: Csv, plan: StepPlan, faults: RowFaults, progress: Progress): Promise<ReadStep> {
  const reader = new RowReader(plan, faults);
  let rows = -1;
  const onRow = (row: CsvRow) => {
    rows++;
    if (rows > 0) reader.read(row);
  };
  await readCsv(csv, onRow, (share) => progress(`Checking ${csv.file}`, share));
  return { plan, rows, drafts: reader.drafts, refusedKeys: reader.refusedKeys };
}
