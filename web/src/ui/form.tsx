import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { Refused } from '../api.ts';
import { Wrong } from './page.tsx';

type FormProps = {
  /** What the main button says: what will happen. */
  submit: string;
  onSubmit: () => Promise<unknown>;
  onCancel?: () => void;
  /** The fields that show their own faults; others are told above the button. */
  fields?: readonly string[];
  children: (fault: (field: string) => string | undefined) => React.ReactNode;
  isDisabled?: boolean;
  /** Enter does it at once: where nothing is to be typed. */
  isAtHand?: boolean;
};

/** A form that keeps what was typed: a refusal stands at its field, or above the button. */
export function Form({
  submit,
  onSubmit,
  onCancel,
  fields = [],
  children,
  isDisabled = false,
  isAtHand = false,
}: FormProps) {
  const [error, setError] = useState<Error>();
  const [isBusy, setIsBusy] = useState(false);
  const fault = (field: string) => (error instanceof Refused ? error.at(field) : undefined);
  const isShownAtField = error instanceof Refused && error.problem.errors?.every(({ field }) => fields.includes(field));
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    setError(undefined);
    try {
      await onSubmit();
    } catch (thrown) {
      setError(thrown as Error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <form onSubmit={save} noValidate style={{ display: 'grid', gap: 12 }}>
      {children(fault)}
      {error && !isShownAtField ? <Wrong error={error} /> : null}
      <Group justify="flex-end" gap="sm">
        {onCancel ? (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
        <Button type="submit" loading={isBusy} disabled={isDisabled} data-autofocus={isAtHand || undefined}>
          {submit}
        </Button>
      </Group>
    </form>
  );
}
