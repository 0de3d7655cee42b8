import { Button } from '@mantine/core';
import type { ImportedStep, RowFault } from '@printrail/contract/imports';
import { Link } from '@tanstack/react-router';
import { Refused } from '../api.ts';
import { Section, Wrong } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { countWords, numberWords } from '../ui/words.ts';
import classes from './import.module.css';
import type { Import } from './use-import.ts';
import { placeOfTarget, recordsWords, targetWords } from './words.ts';

const changes = ({ added, changed }: ImportedStep) => added + changed;

/** What would come of the import, or which rows stand in its way; and the button that does it. */
export function Outcome({ work }: { work: Import }) {
  const { draft, outcome, refusal, busy } = work;
  const rows = refusal instanceof Refused && refusal.code === 'import.rows_refused' ? rowFaults(refusal) : undefined;
  const isEmpty = draft.steps.every(({ into }) => into === null);
  const words = outcome ? recordsWords(outcome.steps, changes) : '';
  return (
    <>
      {rows && refusal instanceof Refused ? (
        <Faults refusal={refusal} rows={rows} />
      ) : (
        <Wrong error={toldOf(refusal)} />
      )}
      {outcome ? (
        <Section title={words ? 'What would come of it' : 'Nothing would change'}>
          <Counts steps={outcome.steps} />
        </Section>
      ) : null}
      <div className={classes.foot}>
        <Button
          variant={words ? 'default' : 'filled'}
          loading={busy === 'check'}
          disabled={isEmpty}
          onClick={work.check}
        >
          {outcome ? 'Check again' : 'Check the files'}
        </Button>
        {words ? (
          <Button
            loading={busy === 'write'}
            onClick={work.write}
            classNames={{ root: classes.long ?? '', label: classes.longLabel ?? '' }}
          >
            Import {words}
          </Button>
        ) : null}
        <span className="quiet">
          {words
            ? 'Written all at once, or not at all.'
            : outcome
              ? 'All of it is here already, just so.'
              : 'A check writes nothing.'}
        </span>
      </div>
    </>
  );
}

type ImportedProps = { steps: readonly ImportedStep[]; onSave: () => void; onAgain: () => void };

/** What was brought in, and where it is now. */
export function Imported({ steps, onSave, onAgain }: ImportedProps) {
  const named = steps.toReversed().map(({ into }) => [placeOfTarget[into], targetWords[into][1]] as const);
  const places = [...new Map(named)].toReversed();
  return (
    <Section title={`Imported: ${recordsWords(steps, changes)}`}>
      <Counts steps={steps} />
      <div className={classes.foot}>
        {places.map(([to, words]) => (
          <Button key={to} variant="default" component={Link} to={to}>
            See the {words}
          </Button>
        ))}
        <Button variant="subtle" color="gray" onClick={onSave}>
          Save the mapping
        </Button>
        <Button variant="subtle" color="gray" onClick={onAgain}>
          Import something else
        </Button>
      </div>
    </Section>
  );
}

function Counts({ steps }: { steps: readonly ImportedStep[] }) {
  const columns: Column<ImportedStep>[] = [
    { name: 'File', show: ({ file }) => file },
    { name: 'Holds', isDetail: true, show: ({ into, records }) => countWords(records, ...targetWords[into]) },
    { name: 'New', isNumber: true, show: ({ added }) => numberWords(added) },
    { name: 'Changed', isNumber: true, show: ({ changed }) => numberWords(changed) },
    { name: 'As they are', isNumber: true, show: ({ unchanged }) => numberWords(unchanged) },
  ];
  return <Table label="What the files bring" columns={columns} rows={steps} keyOf={({ file, into }) => file + into} />;
}

function Faults({ refusal, rows }: { refusal: Refused; rows: readonly RowFault[] }) {
  const { count } = refusal.problem.details as { count: number };
  const columns: Column<RowFault>[] = [
    { name: 'Where', show: ({ file, line }) => `${file}, line ${numberWords(line)}` },
    { name: 'Column', show: ({ column }) => column ?? '–' },
    {
      name: 'Holds',
      show: ({ value }) => (value === null ? '–' : <span className={classes.held}>{value || '(empty)'}</span>),
    },
    { name: 'Rule', show: ({ rule }) => rule },
  ];
  return (
    <Section title={`${countWords(count, 'fault')} in the rows; nothing was written`}>
      <p className="quiet" role="alert">
        {rows.length < count ? `The first ${rows.length} are shown. ` : ''}
        Put them right in the files and choose those again: what you mapped stays.
      </p>
      <Table
        label="Faults in the rows"
        columns={columns}
        rows={rows}
        keyOf={({ file, line, column, rule }) => `${file} ${line} ${column} ${rule}`}
      />
    </Section>
  );
}

/** Faults of the mapping stand at their fields; above the button it only says so. */
function toldOf(refusal: Error | undefined): Error | undefined {
  if (!(refusal instanceof Refused) || refusal.code !== 'import.mapping_invalid') return refusal;
  return new Error(
    `The mapping does not fit yet: ${countWords(refusal.problem.errors?.length ?? 1, 'field')} above to put right.`,
  );
}

function rowFaults({ problem }: Refused): readonly RowFault[] {
  return (problem.details?.rows ?? []) as RowFault[];
}
