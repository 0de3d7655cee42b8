import { TextInput, type TextInputProps } from '@mantine/core';

type DateFieldProps = Omit<TextInputProps, 'value' | 'onChange' | 'type' | 'min' | 'max'> & {
  /** ISO date, or null when empty. */
  value: string | null;
  onChange: (date: string | null) => void;
  earliest?: string;
  latest?: string;
};

/** A calendar date, typed or picked in the browser's own way. */
export function DateField({
  value,
  onChange,
  earliest = '1900-01-01',
  latest = '2200-12-31',
  ...rest
}: DateFieldProps) {
  return (
    <TextInput
      {...rest}
      type="date"
      value={value ?? ''}
      min={earliest}
      max={latest}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}
