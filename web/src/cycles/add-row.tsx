import { ActionIcon, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Wrong } from '../ui/page.tsx';
import classes from './add-row.module.css';

/** The empty row at the end of a list: a name and Enter add one more. */
export function AddRow({ label, onAdd }: { label: string; onAdd: (name: string) => Promise<unknown> }) {
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
    <form className={classes.add} onSubmit={add}>
      <TextInput
        className={classes.name ?? ''}
        size="xs"
        aria-label={label}
        placeholder={label}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      {name.trim() === '' ? null : (
        <ActionIcon type="submit" aria-label={`Add ${name.trim()}`}>
          <IconPlus size={18} />
        </ActionIcon>
      )}
      <Wrong error={error} />
    </form>
  );
}
