import { ActionIcon, TextInput } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import cells from '../ui/cells.module.css';
import { Wrong } from '../ui/page.tsx';
import classes from './add-row.module.css';

type AddRowProps = { label: string; hasDots?: boolean; onAdd: (name: string) => Promise<unknown> };

/** The empty row at the end of a list: a name and Enter add one more. */
export function AddRow({ label, hasDots = false, onAdd }: AddRowProps) {
  const [name, setName] = useState('');
  const [error, setError] = useState<Error>();
  const add = async (event: React.FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    setError(undefined);
    try {
      await onAdd(name.trim());
      setName('');
    } catch (thrown) {
      setError(thrown as Error);
    }
  };
  return (
    <>
      <form className={hasDots ? `${classes.add} ${classes.afterDot}` : classes.add} onSubmit={add}>
        <span className={classes.plus}>
          <IconPlus size={16} aria-hidden />
        </span>
        <TextInput
          className={classes.name ?? ''}
          size="xs"
          classNames={{ input: cells.cell ?? '' }}
          aria-label={label}
          placeholder={label}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        {name.trim() === '' ? null : (
          <ActionIcon type="submit" aria-label={`Add ${name.trim()}`}>
            <IconCheck size={18} />
          </ActionIcon>
        )}
      </form>
      <Wrong error={error} />
    </>
  );
}
