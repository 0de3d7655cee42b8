import {
  describeImports,
  type ImportedStep,
  type ImportMapping,
  importFiles,
  type TargetOfImport,
} from '@printrail/contract/imports';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { useState } from 'react';
import { Refused } from '../api.ts';
import { useAnswer, useChange } from '../queries.ts';
import { useMay, useSession } from '../session.tsx';
import { textOf } from './csv-text.rules.ts';
import {
  type Draft,
  mappingOf,
  readMapping,
  type StepDraft,
  type Surroundings,
  withFiles,
  withMapping,
} from './draft.rules.ts';

export type Outcome = { of: Draft; steps: readonly ImportedStep[]; written: boolean };

const nothing: Draft = { files: [], steps: [] };

/** An import as it is being made: its files and mapping, and what the server said to it. */
export function useImport() {
  const [draft, setDraft] = useState(nothing);
  const [outcome, setOutcome] = useState<Outcome>();
  const [refusal, setRefusal] = useState<Error>();
  const [sent, setSent] = useState<Draft>();
  const [busy, setBusy] = useState<'check' | 'write'>();
  const send = useChange(importFiles, [
    'Clients',
    'Catalog',
    'Invoices',
    'Production orders',
    'Status changes',
    'Studio',
  ]);

  const run = async (check: boolean) => {
    setBusy(check ? 'check' : 'write');
    setRefusal(undefined);
    setSent(draft);
    try {
      const mapping = mappingOf(draft);
      const answer = await send.mutateAsync({ body: { mapping, files: textsOf(draft), check } });
      setOutcome({ of: draft, ...answer });
    } catch (error) {
      setOutcome(undefined);
      setRefusal(error as Error);
    } finally {
      setBusy(undefined);
    }
  };

  const choose = async (chosen: readonly File[], around: Surroundings) => {
    const mappings = chosen.filter(({ name }) => /\.json$/i.test(name));
    const read = await Promise.all(
      chosen
        .filter((file) => !mappings.includes(file))
        .map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    );
    try {
      const saved = await Promise.all(mappings.map(readMappingFile));
      setRefusal(undefined);
      setDraft((before) => withFiles(saved.reduce(withMapping, before), read, around));
    } catch (error) {
      setRefusal(error as Error);
    }
  };

  const changeStep = (id: number, change: (step: StepDraft) => StepDraft) =>
    setDraft((before) => ({ ...before, steps: before.steps.map((step) => (step.id === id ? change(step) : step)) }));

  return {
    ...{ draft, setDraft, choose, changeStep, busy },
    check: () => run(true),
    write: () => run(false),
    /** What the server said to just what is on the screen; an older answer holds no longer. */
    outcome: outcome?.of === draft ? outcome : undefined,
    refusal,
    faultsOf: (step: StepDraft) => faultsOf(refusal, sent, step),
    begin: () => {
      setDraft(nothing);
      setOutcome(undefined);
      setRefusal(undefined);
    },
  };
}

export type Import = ReturnType<typeof useImport>;

/** What guesses are made with, once it is known; only what one may import. */
export function useSurroundings(): { around: Surroundings | undefined; error: Error | null; retry: () => void } {
  const may = useMay();
  const { preferences } = useSession();
  const described = useAnswer(describeImports, {});
  const statuses = useAnswer(listInvoiceStatuses, {});
  const targets = described.data?.items.filter(({ area }: TargetOfImport) => may(area, 'change'));
  const deliveredStatus = statuses.data?.items.find(({ isFinal }) => isFinal)?.name;
  return {
    around: targets && statuses.data ? { targets, locale: preferences.locale, deliveredStatus } : undefined,
    error: described.error ?? statuses.error,
    retry: () => void Promise.all([described.refetch(), statuses.refetch()]),
  };
}

/** What the server found wrong with a step of the mapping, by its place in the step: "fields.name". */
function faultsOf(refusal: Error | undefined, sent: Draft | undefined, { id }: StepDraft): Map<string, string> {
  const faults = new Map<string, string>();
  if (!(refusal instanceof Refused) || !sent) return faults;
  const place = sent.steps.filter(({ into }) => into !== null).findIndex((step) => step.id === id);
  for (const { field, message } of refusal.problem.errors ?? []) {
    const [, index, inStep] = /steps\.(\d+)\.(.+)$/.exec(field) ?? [];
    if (inStep === undefined || Number(index) !== place) continue;
    const name = inStep.replace(/\.(column|columns\.\d+|format|by|constant|percent|empty|values.*|separator)$/, '');
    if (!faults.has(name)) faults.set(name, message === 'is missing' ? 'Choose a column.' : message);
  }
  return faults;
}

async function readMappingFile(file: File): Promise<ImportMapping> {
  try {
    return readMapping(await file.text());
  } catch (error) {
    throw new Error(`${file.name} is no mapping. ${(error as Error).message}`);
  }
}

function textsOf({ files, steps }: Draft): Record<string, string> {
  const texts = steps.flatMap(({ file, into, encoding }) => {
    const chosen = files.find(({ name }) => name === file);
    return chosen && into !== null ? [[file, textOf(chosen.bytes, encoding)] as const] : [];
  });
  return Object.fromEntries(texts);
}
