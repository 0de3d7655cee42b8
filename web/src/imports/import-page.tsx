import { Button } from '@mantine/core';
import { useMay } from '../session.tsx';
import { Empty, Page, Waiting, Wrong } from '../ui/page.tsx';
import { mappingOf, nextId, type Surroundings } from './draft.rules.ts';
import { FileDrop } from './file-drop.tsx';
import classes from './import.module.css';
import { Imported, Outcome } from './outcome.tsx';
import { StepSection } from './step-section.tsx';
import { type Import, useImport, useSurroundings } from './use-import.ts';

/** Brings in the lists of another system: files, what their columns hold, a look at what would come of it, then all. */
export function ImportPage() {
  const may = useMay();
  const { around, error, retry } = useSurroundings();
  const work = useImport();
  const isDone = work.outcome?.written === true;
  const hasSteps = work.draft.steps.length > 0 && !isDone;
  return (
    <Page
      title="Import"
      detail="CSV files from another system"
      actions={hasSteps ? <PageActions work={work} around={around} /> : null}
    >
      {may('maintenance', 'add') ? null : (
        <Empty title="Not yours to do">An import needs the right to add in preferences and cycles. Ask an owner.</Empty>
      )}
      {!may('maintenance', 'add') ? null : error ? (
        <Wrong error={error} retry={retry} />
      ) : !around ? (
        <Waiting rows={5} />
      ) : isDone && work.outcome ? (
        <Imported steps={work.outcome.steps} onSave={() => saveMapping(work)} onAgain={work.begin} />
      ) : hasSteps ? (
        <Mapping work={work} around={around} />
      ) : (
        <>
          <FileDrop onChoose={(files) => void work.choose(files, around)} />
          <Wrong error={work.refusal} />
        </>
      )}
    </Page>
  );
}

type Parts = { work: Import; around: Surroundings };

function PageActions({ work, around }: { work: Import; around: Surroundings | undefined }) {
  return (
    <>
      {around ? <FileDrop isSmall onChoose={(files) => void work.choose(files, around)} /> : null}
      <Button variant="default" onClick={() => saveMapping(work)}>
        Save the mapping
      </Button>
      <Button variant="subtle" color="gray" onClick={work.begin}>
        Start over
      </Button>
    </>
  );
}

function Mapping({ work, around }: Parts) {
  const { draft, setDraft, changeStep, faultsOf } = work;
  return (
    <>
      <p className="quiet">
        Say what each file holds and which column fills which field. Nothing is written until you have seen what would
        come of it.
      </p>
      <div className={classes.steps}>
        {draft.steps.map((step) => (
          <StepSection
            key={step.id}
            step={step}
            draft={draft}
            around={around}
            faults={faultsOf(step)}
            onChange={(change) => changeStep(step.id, change)}
            onRemove={() =>
              setDraft((before) => ({ ...before, steps: before.steps.filter(({ id }) => id !== step.id) }))
            }
            onRepeat={() =>
              setDraft((before) => ({
                ...before,
                steps: before.steps.flatMap((each) =>
                  each.id === step.id ? [each, { ...each, id: nextId(before), into: null, fields: {} }] : [each],
                ),
              }))
            }
          />
        ))}
      </div>
      <Outcome work={work} />
    </>
  );
}

/** A file to keep the mapping in, for the next time or the command line. */
function saveMapping({ draft }: Import): void {
  const text = `${JSON.stringify(mappingOf(draft), null, 2)}\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'mapping.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
