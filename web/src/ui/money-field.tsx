import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { minorDigits, parseMoney } from './words.ts';

type MoneyFieldProps = Omit<TextInputProps, 'value' | 'onChange' | 'type'> & {
  /** Minor units, or null when empty. */
  value: number | null;
  onChange: (minorUnits: number | null) => void;
};

/** An amount in the studio's currency, typed as people write it. */
export function MoneyField({ value, onChange, onBlur, error, ...rest }: MoneyFieldProps) {
  const [typed, setTyped] = useState<string>();
  const isWrong = typed !== undefined && typed.trim() !== '' && parseMoney(typed) === undefined;
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      error={isWrong ? `An amount, such as ${amountText(1250)}` : error}
      value={typed ?? (value === null ? '' : amountText(value))}
      onFocus={(event) => event.currentTarget.select()}
      onChange={({ currentTarget: { value: text } }) => {
        setTyped(text);
        const amount = parseMoney(text);
        if (text.trim() === '') onChange(null);
        else if (amount !== undefined) onChange(amount);
      }}
      onBlur={(event) => {
        if (!isWrong) setTyped(undefined);
        onBlur?.(event);
      }}
    />
  );
}

/** An amount as it stands in a field: "12.50". */
export function amountText(minorUnits: number): string {
  const digits = minorDigits();
  return (minorUnits / 10 ** digits).toFixed(digits);
}
