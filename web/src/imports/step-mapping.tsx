import { Checkbox, NativeSelect } from '@mantine/core';
import type { TargetOfImport, ValueSource } from '@printrail/contract/imports';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { useAnswer } from '../queries.ts';
import type { StepDraft } from './draft.rules.ts';
import { FieldsList } from './fields-list.tsx';
import { columnName, guessMapping, placeOfColumn, type Sheet } from './guess.rules.ts';
import classes from './import.module.css';
import { SourceField } from './source-field.tsx';
import { StepFormat } from './step-format.tsx';
import type { StepChange } from './step-section.tsx';
import { keyWords, targetWords } from './words.ts';

type StepMappingProps = {
  step: StepDraft;
  sheet: Sheet;
  target: TargetOfImport;
  faults: ReadonlyMap<string, string>;
  onChange: StepChange;
};

/** Which column of a file fills which field, beside what stands in it. */
export function StepMapping({ step, sheet, target, faults, onChange }: StepMappingProps) {
  const { key, lines } = step;
  const [one, many] = targetWords[target.into];
  const setLines = (isWanted: boolean) =>
    onChange(({ lines: before, ...rest }) =>
      isWanted ? { ...rest, lines: guessMapping(target, sheet, 'en').lines ?? { key: {}, fields: {} } } : rest,
    );
  return (
    <div className={classes.mapping}>
      <StepFormat step={step} onChange={onChange} />
      <ul className={classes.fields} aria-label={`Fields of the ${many}`}>
        <SourceField
          field={{ name: 'key', kind: 'text', refersTo: null, knownBy: [], isNeeded: !target.isKeyOptional }}
          label="Key"
          about={keyWords}
          isKey
          source={key}
          sheet={sheet}
          dates={step.dates}
          fault={faults.get('key')}
          onChange={(source) => onChange(({ key: _, ...rest }) => (source ? { ...rest, key: source } : rest))}
        />
        <FieldsList
          fields={target.fields}
          sources={step.fields}
          sheet={sheet}
          dates={step.dates}
          faultOf={(name) => faults.get(`fields.${name}`)}
          onChange={(fields) => onChange((before) => ({ ...before, fields }))}
        />
      </ul>
      {step.into === 'invoices' && step.fields.deliveredDate && !step.fields.status ? (
        <WhenDelivered step={step} fault={faults.get('statusWhenDelivered')} onChange={onChange} />
      ) : null}
      {target.lines ? (
        <Checkbox
          label={`Each row is a line of its ${one}: rows with the same key belong together`}
          checked={lines !== undefined}
          onChange={({ currentTarget }) => setLines(currentTarget.checked)}
        />
      ) : null}
      {target.lines && lines ? (
        <ul className={classes.fields} aria-label={`Fields of the lines of the ${many}`}>
          <SourceField
            field={{ name: 'lineKey', kind: 'text', refersTo: null, knownBy: [], isNeeded: true }}
            label="Key of the line"
            about={`Tells one line of ${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one} from another.`}
            isKey
            source={lines.key}
            sheet={sheet}
            dates={step.dates}
            fault={faults.get('lines.key')}
            onChange={(source) => onChange((before) => ({ ...before, lines: { ...lines, key: source ?? {} } }))}
          />
          <FieldsList
            fields={target.lines.fields}
            sources={lines.fields}
            sheet={sheet}
            dates={step.dates}
            faultOf={(name) => faults.get(`lines.fields.${name}`)}
            onChange={(fields) => onChange((before) => ({ ...before, lines: { ...lines, fields } }))}
          />
        </ul>
      ) : null}
      <Unused step={step} sheet={sheet} />
    </div>
  );
}

function WhenDelivered({
  step,
  fault,
  onChange,
}: {
  step: StepDraft;
  fault: string | undefined;
  onChange: StepChange;
}) {
  const statuses = useAnswer(listInvoiceStatuses, {}).data?.items ?? [];
  const choose = (name: string) =>
    onChange(({ statusWhenDelivered: _, ...rest }) => (name ? { ...rest, statusWhenDelivered: name } : rest));
  return (
    <NativeSelect
      className={classes.choice}
      label="Status of invoices with a delivered date"
      data={[{ value: '', label: 'as every new invoice' }, ...statuses.map(({ name }) => name)]}
      value={step.statusWhenDelivered ?? ''}
      error={fault}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    />
  );
}

/** The columns that go nowhere, so that nothing is forgotten unseen. */
function Unused({ step, sheet }: { step: StepDraft; sheet: Sheet }) {
  const sources: (ValueSource | undefined)[] = [
    step.key,
    ...Object.values(step.fields),
    step.lines?.key,
    ...Object.values(step.lines?.fields ?? {}),
  ];
  const used = new Set(
    sources
      .flatMap((source) => source?.columns ?? (source?.column === undefined ? [] : [source.column]))
      .map((column) => placeOfColumn(sheet.header, column)),
  );
  const unused = sheet.header.flatMap((name, place) =>
    used.has(place) ? [] : [name.trim() || columnName(sheet.header, place)],
  );
  if (unused.length === 0) return null;
  return <p className="quiet">Columns not used: {unused.join(', ')}.</p>;
}
