import { Autocomplete, NativeSelect } from '@mantine/core';
import type { Encoding } from './csv-text.rules.ts';
import type { StepDraft } from './draft.rules.ts';
import classes from './import.module.css';
import type { StepChange } from './step-section.tsx';

const delimiters = [
  { value: ',', label: 'comma' },
  { value: ';', label: 'semicolon' },
  { value: '\t', label: 'tab' },
  { value: '|', label: 'bar |' },
];
const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows (Western)' },
  { value: 'latin1', label: 'Latin 1' },
  { value: 'utf-16le', label: 'UTF-16' },
];
const numbers = [
  { value: '.', label: '1234.50' },
  { value: '.,', label: '1,234.50' },
  { value: ".'", label: '1’234.50' },
  { value: ',', label: '1234,50' },
  { value: ',.', label: '1.234,50' },
  { value: ', ', label: '1 234,50' },
];
const dateFormats = ['yyyy-MM-dd', 'dd.MM.yyyy', 'd.M.yyyy', 'dd/MM/yyyy', 'd/M/yyyy', 'MM/dd/yyyy', 'M/d/yyyy'];

/** How a file is written: guessed from what stands in it, and seldom to be changed. */
export function StepFormat({ step, onChange }: { step: StepDraft; onChange: StepChange }) {
  const { encoding = 'utf-8', delimiter = ',', dates = 'yyyy-MM-dd', decimal = '.', thousands = '' } = step;
  return (
    <div className={classes.format}>
      <NativeSelect
        label="Columns parted by"
        size="xs"
        data={delimiters}
        value={delimiter}
        onChange={({ currentTarget: { value } }) => onChange((before) => ({ ...before, delimiter: value }))}
      />
      <Autocomplete
        label="Dates written"
        size="xs"
        data={dateFormats}
        filter={({ options }) => options}
        value={dates}
        onChange={(value) => onChange((before) => ({ ...before, dates: value }))}
      />
      <NativeSelect
        label="Numbers written"
        size="xs"
        data={numbers}
        value={decimal + thousands}
        onChange={({ currentTarget: { value } }) =>
          onChange(({ thousands: _, ...before }) => ({ ...before, ...signsOf(value) }))
        }
      />
      <NativeSelect
        label="Letters"
        size="xs"
        data={encodings}
        value={encoding}
        onChange={({ currentTarget: { value } }) => onChange((before) => ({ ...before, encoding: value as Encoding }))}
      />
    </div>
  );
}

function signsOf(value: string): Pick<StepDraft, 'decimal' | 'thousands'> {
  const [decimal, thousands] = [...value] as [StepDraft['decimal'], StepDraft['thousands']?];
  return { decimal, ...(thousands ? { thousands } : {}) } as Pick<StepDraft, 'decimal' | 'thousands'>;
}
