import type { ImportMapping, ImportStep, TargetOfImport } from '@printrail/contract/imports';
import { importTargets } from '@printrail/contract/imports';
import { firstRows, likelyDelimiter, likelyEncoding, textOf } from './csv-text.rules.ts';
import { guessMapping, likelyTarget, type Sheet } from './guess.rules.ts';

export type ChosenFile = { name: string; bytes: Uint8Array<ArrayBuffer> };

/** A step of the mapping as it is being made; one that holds nothing is left out. */
export type StepDraft = Omit<ImportStep, 'into'> & { id: number; into: ImportStep['into'] | null };

export type Draft = { files: readonly ChosenFile[]; steps: readonly StepDraft[]; description?: string | undefined };

/** What guesses are made with: what can be imported, how the studio writes dates, its status for what is delivered. */
export type Surroundings = { targets: readonly TargetOfImport[]; locale: string; deliveredStatus: string | undefined };

const rowsLookedAt = 200;

/** The first rows of a step's file; undefined while the file is not chosen. */
export function sheetOf({ files }: Pick<Draft, 'files'>, step: StepDraft): Sheet | undefined {
  const file = files.find(({ name }) => name === step.file);
  if (!file) return undefined;
  const [header = [], ...rows] = firstRows(textOf(file.bytes, step.encoding), step.delimiter ?? ',', rowsLookedAt);
  return { header, rows };
}

/** Files added to the draft: one with a known name takes the place of the one before, and keeps its mapping. */
export function withFiles(draft: Draft, added: readonly ChosenFile[], around: Surroundings): Draft {
  const files = [...draft.files.filter((file) => !added.some(({ name }) => name === file.name)), ...added];
  const unmapped = added.filter(({ name }) => !draft.steps.some(({ file }) => file === name));
  const firstId = nextId(draft);
  const guess = (locale: string) =>
    unmapped.map((file, index) => guessStep(firstId + index, file, files, { ...around, locale }));
  const guessed = guess(around.locale);
  // A day beyond the 12th in one file tells how the others are written too.
  const isDayFirst = guessed.some(({ dates }) => dates?.startsWith('d'));
  const steps = [...draft.steps, ...(isDayFirst ? guess('en-GB') : guessed)];
  return { ...draft, files, steps: unmapped.length > 0 ? inOrder(steps) : steps };
}

function guessStep(id: number, file: ChosenFile, files: readonly ChosenFile[], around: Surroundings): StepDraft {
  const encoding = likelyEncoding(file.bytes);
  const delimiter = likelyDelimiter(textOf(file.bytes, encoding));
  const step: StepDraft = { id, file: file.name, into: null, encoding, delimiter, fields: {} };
  const sheet = sheetOf({ files }, step);
  const into = sheet ? likelyTarget(file.name, sheet, around.targets) : null;
  return withTarget(step, into, sheet, around);
}

/** The step with something else in its file, and so with other fields. */
export function withTarget(
  { id, file, encoding, delimiter }: StepDraft,
  into: StepDraft['into'],
  sheet: Sheet | undefined,
  { targets, locale, deliveredStatus }: Surroundings,
): StepDraft {
  const plain: StepDraft = {
    ...{ id, file, into, fields: {} },
    ...(encoding ? { encoding } : {}),
    ...(delimiter ? { delimiter } : {}),
  };
  const target = targets.find((each) => each.into === into);
  if (!target || !sheet) return plain;
  const guess = guessMapping(target, sheet, locale);
  const hasDelivered = into === 'invoices' && guess.fields.deliveredDate && !guess.fields.status;
  return { ...plain, ...guess, ...(hasDelivered && deliveredStatus ? { statusWhenDelivered: deliveredStatus } : {}) };
}

/** Records come after those that they refer to. */
function inOrder(steps: readonly StepDraft[]): StepDraft[] {
  const placeOf = ({ into }: StepDraft) => (into === null ? importTargets.length : importTargets.indexOf(into));
  return steps.toSorted((one, other) => placeOf(one) - placeOf(other));
}

export function nextId({ steps }: Pick<Draft, 'steps'>): number {
  return Math.max(0, ...steps.map(({ id }) => id)) + 1;
}

/** The mapping as the API takes it and a file keeps it. */
export function mappingOf({ steps, description }: Draft): ImportMapping {
  const kept = steps.flatMap(({ id: _, into, ...step }) => (into === null ? [] : [{ ...step, into }]));
  return { ...(description ? { description } : {}), steps: kept };
}

/** A saved mapping in place of the one being made; files that it does not name keep theirs. */
export function withMapping(draft: Draft, { steps, description, ...format }: ImportMapping): Draft {
  const firstId = nextId(draft);
  const named = steps.map((step, index): StepDraft => ({ ...format, ...step, id: firstId + index }));
  const others = draft.steps.filter(({ file }) => !named.some((step) => step.file === file));
  return { ...draft, steps: [...named, ...others], description };
}

/** A mapping as a file keeps it; its fields are left to the server to judge. Refused in words. */
export function readMapping(text: string): ImportMapping {
  let mapping: Partial<ImportMapping> | null;
  try {
    mapping = JSON.parse(text);
  } catch {
    throw new Error('It is not JSON.');
  }
  const steps = mapping?.steps;
  if (!Array.isArray(steps) || steps.length === 0) throw new Error('It has no steps.');
  const isStep = (step: Partial<ImportStep> | null) =>
    typeof step?.file === 'string' &&
    typeof step.fields === 'object' &&
    step.fields !== null &&
    importTargets.includes(step.into as never);
  const wrong = steps.findIndex((step) => !isStep(step));
  if (wrong !== -1) throw new Error(`Its step ${wrong + 1} does not say which file goes into what.`);
  return mapping as ImportMapping;
}
