import { Button } from '@mantine/core';
import type { ImportField, ValueSource } from '@printrail/contract/imports';
import { useState } from 'react';
import { countWords } from '../ui/words.ts';
import type { Sheet } from './guess.rules.ts';
import classes from './import.module.css';
import { SourceField } from './source-field.tsx';
import { fieldName } from './words.ts';

type FieldsListProps = {
  fields: readonly ImportField[];
  sources: Record<string, ValueSource>;
  sheet: Sheet;
  dates: string | undefined;
  faultOf: (name: string) => string | undefined;
  onChange: (sources: Record<string, ValueSource>) => void;
};

/** The fields of a record: those needed or filled; the others wait behind a button. */
export function FieldsList({ fields, sources, sheet, dates, faultOf, onChange }: FieldsListProps) {
  const [isAll, setIsAll] = useState(false);
  // What was shown once stays, so that emptying a field does not take it away from under the hand.
  const [first] = useState(() => new Set(Object.keys(sources)));
  const isShown = ({ name, isNeeded }: ImportField) =>
    isAll || isNeeded || first.has(name) || sources[name] || faultOf(name);
  const shown = fields.filter(isShown);
  const hidden = fields.length - shown.length;
  const set = (name: string, source: ValueSource | undefined) => {
    const { [name]: _, ...rest } = sources;
    onChange(source ? { ...rest, [name]: source } : rest);
  };
  return (
    <>
      {shown.map((field) => (
        <SourceField
          key={field.name}
          field={field}
          label={fieldName(field.name)}
          source={sources[field.name]}
          sheet={sheet}
          dates={dates}
          fault={faultOf(field.name)}
          onChange={(source) => set(field.name, source)}
        />
      ))}
      {hidden > 0 ? (
        <li className={classes.rest}>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setIsAll(true)}>
            Show {countWords(hidden, 'more field')}
          </Button>
        </li>
      ) : null}
    </>
  );
}
