import { PasswordInput } from '@mantine/core';
import classes from './delivery.module.css';

type SecretFieldProps = {
  label: string;
  isSet: boolean;
  /** Empty: it stays as it is; null: it is taken away. */
  value: string | null;
  onChange: (value: string | null) => void;
  /** What it was given for is changed, so that it has to be typed again. */
  isForgotten: boolean;
  error: string | undefined;
};

/** A secret that is kept and used and never shown again. */
export function SecretField({ label, isSet, value, onChange, isForgotten, error }: SecretFieldProps) {
  const isStaying = isSet && value === '' && !isForgotten;
  return (
    <PasswordInput
      label={label}
      autoComplete="new-password"
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      placeholder={isStaying ? 'Set, and kept secret' : ''}
      value={value ?? ''}
      error={error ?? (isForgotten && !value ? 'Type it again: it was given for what is changed here.' : undefined)}
      description={<Words isStaying={isStaying} isTakenAway={value === null} isSet={isSet} onChange={onChange} />}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

type WordsProps = {
  isStaying: boolean;
  isTakenAway: boolean;
  isSet: boolean;
  onChange: (value: string | null) => void;
};

function Words({ isStaying, isTakenAway, isSet, onChange }: WordsProps) {
  if (isTakenAway && isSet) {
    return (
      <>
        Taken away once it is saved.{' '}
        <button type="button" className={classes.inline} onClick={() => onChange('')}>
          Keep it
        </button>
      </>
    );
  }
  if (!isStaying) return 'Kept secret: it is used and never shown.';
  return (
    <>
      It is set. Type another to replace it, or{' '}
      <button type="button" className={classes.inline} onClick={() => onChange(null)}>
        take it away
      </button>
      .
    </>
  );
}
