import { Checkbox, type CheckboxProps, NativeSelect, TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import classes from './cells.module.css';

/** Saves what was typed; whether that worked. What was refused stays to be corrected. */
export type SaveCell<Value> = (value: Value) => Promise<boolean>;

type TextCellProps = Omit<TextInputProps, 'value' | 'onChange'> & {
  label: string;
  value: string;
  onSave: SaveCell<string>;
};

/** A text edited where it stands: saved on leaving it or by Enter, given up by Escape. */
export function TextCell({ label, value, onSave, ...rest }: TextCellProps) {
  const [typed, setTyped] = useState<string>();
  const [isRefused, setIsRefused] = useState(false);
  const giveUp = () => {
    setTyped(undefined);
    setIsRefused(false);
  };
  const save = async () => {
    if (typed === undefined || typed.trim() === value) return giveUp();
    const isSaved = await onSave(typed.trim());
    setIsRefused(!isSaved);
    if (isSaved) setTyped(undefined);
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') void save();
    if (event.key === 'Escape' && typed !== undefined) {
      event.stopPropagation();
      giveUp();
    }
  };
  return (
    <TextInput
      {...rest}
      label={undefined}
      aria-label={label}
      size="xs"
      classNames={{ input: classes.cell ?? '' }}
      value={typed ?? value}
      error={isRefused}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={() => void save()}
      onKeyDown={onKeyDown}
    />
  );
}

const wholeDays = /^\d{1,3}$/;

type DaysCellProps = {
  label: string;
  value: number | null;
  onSave: SaveCell<number | null>;
  onFault: (error: Error) => void;
  disabled?: boolean;
};

/** Business days, or nothing for no due date. */
export function DaysCell({ label, value, onSave, onFault, disabled = false }: DaysCellProps) {
  const save = async (typed: string) => {
    if (typed === '' || wholeDays.test(typed)) return onSave(typed === '' ? null : Number(typed));
    onFault(new Error(`“${typed}” is no number of business days. Type one from 0 to 999, or nothing for no due date.`));
    return false;
  };
  return (
    <TextCell
      label={label}
      value={value === null ? '' : String(value)}
      inputMode="numeric"
      placeholder="no due date"
      disabled={disabled}
      onSave={save}
    />
  );
}

type Choice = { id: number; name: string };
type ChoiceCellProps = {
  label: string;
  value: number | null;
  choices: readonly Choice[];
  onSave: SaveCell<number | null>;
  disabled?: boolean;
};

/** One of a few, or none. */
export function ChoiceCell({ label, value, choices, onSave, disabled = false }: ChoiceCellProps) {
  const [chosen, setChosen] = useState<string>();
  const choose = async (to: string) => {
    setChosen(to);
    await onSave(to === '' ? null : Number(to));
    setChosen(undefined);
  };
  return (
    <NativeSelect
      aria-label={label}
      size="xs"
      classNames={{ input: classes.cell ?? '' }}
      disabled={disabled}
      data={[{ value: '', label: '–' }, ...choices.map(({ id, name }) => ({ value: String(id), label: name }))]}
      value={chosen ?? (value === null ? '' : String(value))}
      onChange={({ currentTarget }) => void choose(currentTarget.value)}
    />
  );
}

type CheckCellProps = Omit<CheckboxProps, 'checked' | 'onChange'> & { checked: boolean; onSave: SaveCell<boolean> };

/** A tick, shown at once and taken back when it cannot be saved. */
export function CheckCell({ checked, onSave, ...rest }: CheckCellProps) {
  const [ticked, setTicked] = useState<boolean>();
  const tick = async (on: boolean) => {
    setTicked(on);
    await onSave(on);
    setTicked(undefined);
  };
  return (
    <Checkbox
      {...rest}
      checked={ticked ?? checked}
      onChange={({ currentTarget }) => void tick(currentTarget.checked)}
    />
  );
}
