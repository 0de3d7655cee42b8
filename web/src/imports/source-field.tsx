import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { ImportField, ValueSource } from '@printrail/contract/imports';
import { useId } from 'react';
import { columnName, placeOfColumn, type Sheet, texts } from './guess.rules.ts';
import classes from './import.module.css';
import { SourceMore } from './source-more.tsx';
import { knownByWords, sourceWords } from './words.ts';

type SourceFieldProps = {
  field: ImportField;
  label: string;
  about?: string;
  isKey?: boolean;
  source: ValueSource | undefined;
  sheet: Sheet;
  dates: string | undefined;
  fault: string | undefined;
  onChange: (source: ValueSource | undefined) => void;
};

const samplesShown = 3;

/** One field: the column that fills it, and the first of what stands there. */
export function SourceField({
  field,
  label,
  about,
  isKey = false,
  source,
  sheet,
  dates,
  fault,
  onChange,
}: SourceFieldProps) {
  const id = useId();
  const change = (part: Partial<ValueSource>) => onChange({ ...source, ...part });
  const { by = field.knownBy[0] ?? 'key', constant, percent = false } = source ?? {};
  return (
    <li className={classes.field}>
      <span id={id} className={classes.label}>
        <span className={field.isNeeded && !hasWay(source) ? classes.missing : undefined}>{label}</span>
        {field.isNeeded ? <span className="quiet"> · needed</span> : null}
      </span>
      <div className={classes.from}>
        <NativeSelect
          aria-labelledby={id}
          size="xs"
          data={choices(sheet, source, isKey)}
          value={choiceOf(source, sheet)}
          error={fault}
          onChange={({ currentTarget }) => onChange(chosen(currentTarget.value, source, sheet))}
        />
        {field.knownBy.length > 1 && source ? (
          <NativeSelect
            aria-label={`${label}: known by`}
            size="xs"
            data={field.knownBy.map((known) => ({ value: known, label: knownByWords[known] ?? known }))}
            value={by}
            onChange={({ currentTarget }) => change({ by: currentTarget.value as NonNullable<ValueSource['by']> })}
          />
        ) : null}
      </div>
      <div className={classes.sample}>
        {constant !== undefined ? (
          <TextInput
            aria-label={`${label}, the same for all`}
            size="xs"
            value={constant}
            onChange={({ currentTarget }) => change({ constant: currentTarget.value })}
          />
        ) : (
          <Samples source={source} sheet={sheet} about={about} />
        )}
        {field.kind === 'discount' && source ? (
          <Checkbox
            label="in percent"
            checked={percent}
            onChange={({ currentTarget }) => change({ percent: currentTarget.checked })}
          />
        ) : null}
      </div>
      {source && constant === undefined ? (
        <SourceMore
          field={field}
          label={label}
          isKey={isKey}
          source={source}
          sheet={sheet}
          dates={dates}
          onChange={onChange}
        />
      ) : null}
    </li>
  );
}

function Samples({
  source,
  sheet,
  about,
}: {
  source: ValueSource | undefined;
  sheet: Sheet;
  about: string | undefined;
}) {
  const told = source ? sourceWords(source) : '';
  const held = source ? [...new Set(texts(sheet, source))].slice(0, samplesShown) : [];
  return (
    <span className="quiet">
      {held.length > 0 ? <span className={classes.values}>{held.join(' · ')}</span> : null}
      {source && held.length === 0 ? 'empty in the first rows' : null}
      {told ? <span className={classes.told}> ({told})</span> : null}
      {about ? <span className={classes.about}>{about}</span> : null}
    </span>
  );
}

function choices(sheet: Sheet, source: ValueSource | undefined, isKey: boolean) {
  const columns = sheet.header.map((name, place) => ({ value: String(place), label: labelOf(name, sheet, place) }));
  const joined = source?.columns?.map((column) => labelOfColumn(column, sheet)).join(' + ');
  const lost = source?.column !== undefined && placeOfColumn(sheet.header, source.column) === -1;
  return [
    { value: '', label: '–' },
    ...(joined ? [{ value: 'joined', label: joined }] : []),
    ...(lost ? [{ value: 'lost', label: `${source.column} (not in the file)` }] : []),
    ...columns,
    ...(isKey ? [] : [{ value: 'constant', label: 'The same for all …' }]),
  ];
}

function choiceOf(source: ValueSource | undefined, { header }: Sheet): string {
  if (source?.columns) return 'joined';
  if (source?.constant !== undefined) return 'constant';
  if (source?.column === undefined) return '';
  const place = placeOfColumn(header, source.column);
  return place === -1 ? 'lost' : String(place);
}

/** Another way to fill the field; what is said about the column before does not hold for another. */
function chosen(choice: string, source: ValueSource | undefined, { header }: Sheet): ValueSource | undefined {
  if (choice === '') return undefined;
  if (choice === 'joined' || choice === 'lost') return source;
  const kept = source?.by ? { by: source.by } : {};
  if (choice === 'constant') return { ...kept, constant: '' };
  return { ...kept, ...(source?.percent ? { percent: true } : {}), column: columnName(header, Number(choice)) };
}

function hasWay(source: ValueSource | undefined): boolean {
  return source?.column !== undefined || source?.columns !== undefined || Boolean(source?.constant);
}

function labelOf(name: string, sheet: Sheet, place: number): string {
  const known = columnName(sheet.header, place);
  return typeof known === 'string' ? known : `${name.trim()} (column ${known})`.trim();
}

function labelOfColumn(column: string | number, sheet: Sheet): string {
  const place = placeOfColumn(sheet.header, column);
  return place === -1 ? String(column) : labelOf(sheet.header[place] ?? '', sheet, place);
}
