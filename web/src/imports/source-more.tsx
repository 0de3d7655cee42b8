import { ActionIcon, NativeSelect, Popover, TextInput } from '@mantine/core';
import type { ImportField, ValueSource } from '@printrail/contract/imports';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { columnName, type Sheet, texts } from './guess.rules.ts';
import classes from './import.module.css';

type SourceMoreProps = {
  field: ImportField;
  label: string;
  isKey: boolean;
  source: ValueSource;
  sheet: Sheet;
  dates: string | undefined;
  onChange: (source: ValueSource) => void;
};

const mostTexts = 8;

/** What is seldom said of a column: joined with another, how its dates are written, what its texts stand for. */
export function SourceMore({ field, label, isKey, source, sheet, dates, onChange }: SourceMoreProps) {
  const isDate = field.kind === 'date' || field.kind === 'moment';
  return (
    <Popover position="bottom-end" width={320} shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <ActionIcon size={28} aria-label={`More about ${label}`} className={classes.adjust}>
          <IconAdjustmentsHorizontal size={16} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.adjusting} aria-label={`More about ${label}`}>
        {isDate ? (
          <TextInput
            label="Written as"
            description={`Such as dd.MM.yyyy or M/d/yyyy HH:mm; ${dates ?? 'yyyy-MM-dd'} unless told.`}
            value={source.format ?? ''}
            onChange={({ currentTarget: { value } }) => {
              const { format: _, ...rest } = source;
              onChange(value ? { ...rest, format: value } : rest);
            }}
          />
        ) : (
          <Joined source={source} sheet={sheet} onChange={onChange} />
        )}
        {isKey || isDate ? null : <StandsFor source={source} sheet={sheet} onChange={onChange} />}
        {isKey || field.isNeeded ? null : (
          <NativeSelect
            label="An empty text"
            data={[
              { value: 'clear', label: 'empties the field' },
              { value: 'keep', label: 'keeps what is there' },
              { value: 'refuse', label: 'is refused' },
            ]}
            value={source.empty ?? 'clear'}
            onChange={({ currentTarget: { value } }) => {
              const { empty: _, ...rest } = source;
              onChange(value === 'clear' ? rest : { ...rest, empty: value as 'keep' | 'refuse' });
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

type PartProps = Pick<SourceMoreProps, 'source' | 'sheet' | 'onChange'>;

function Joined({ source, sheet, onChange }: PartProps) {
  const [first, second] = source.columns ?? (source.column === undefined ? [] : [source.column]);
  const join = (value: string) => {
    const { column: _, columns: __, separator, ...rest } = source;
    if (first === undefined) return;
    if (value === '') onChange({ ...rest, column: first });
    else {
      const columns = [first, columnName(sheet.header, Number(value))];
      onChange({ ...rest, columns, ...(separator === undefined ? {} : { separator }) });
    }
  };
  const places = sheet.header.map((_, place) => place);
  const isAt = (place: number) => columnName(sheet.header, place) === second;
  return (
    <div className={classes.pair}>
      <NativeSelect
        label="Joined with"
        data={[
          { value: '', label: 'no other column' },
          ...places.map((place) => ({ value: String(place), label: String(columnName(sheet.header, place)) })),
        ]}
        value={second === undefined ? '' : String(places.find(isAt) ?? '')}
        onChange={({ currentTarget }) => join(currentTarget.value)}
      />
      {second === undefined ? null : (
        <TextInput
          label="by"
          maxLength={10}
          value={source.separator ?? '-'}
          onChange={({ currentTarget }) => onChange({ ...source, separator: currentTarget.value })}
        />
      )}
    </div>
  );
}

/** Each text of the column and what it stands for; said for one, it is said for all. */
function StandsFor({ source, sheet, onChange }: PartProps) {
  const { values, ...rest } = source;
  const held = [...new Set([...Object.keys(values ?? {}), ...texts(sheet, rest)])].slice(0, mostTexts);
  if (!values) {
    return (
      <NativeSelect
        label="Its texts"
        data={[
          { value: 'as', label: 'are taken as they stand' },
          { value: 'for', label: 'stand for something else' },
        ]}
        value="as"
        onChange={() => onChange({ ...rest, values: Object.fromEntries(held.map((text) => [text, text])) })}
      />
    );
  }
  return (
    <fieldset className={classes.standing}>
      <legend>Its texts stand for</legend>
      {held.map((text) => (
        <TextInput
          key={text}
          label={text || 'empty'}
          size="xs"
          value={values[text] ?? ''}
          onChange={({ currentTarget }) => onChange({ ...rest, values: { ...values, [text]: currentTarget.value } })}
        />
      ))}
      <button type="button" className={classes.plain} onClick={() => onChange(rest)}>
        Take them as they stand
      </button>
    </fieldset>
  );
}
