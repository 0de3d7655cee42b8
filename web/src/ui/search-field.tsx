import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useKeys } from './keys.tsx';
import { goToFirstRow } from './long-list.tsx';

type SearchFieldProps = { label: string; value: string; onChange: (search: string) => void };

/** Narrows a list as one types; F goes there, Enter or the arrow down goes on to the list. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((search: string) => {
    told.current = search;
    onChange(search);
  }, 150);
  useEffect(() => {
    if (value !== told.current) setTyped(value);
    told.current = value;
  }, [value]);
  useKeys([{ keys: ['f'], does: label, run: () => field.current?.focus() }]);
  const change = (text: string) => {
    setTyped(text);
    tell(text.trim() === '' ? '' : text);
  };
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      w={{ base: '100%', sm: 280 }}
      value={typed}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') change('');
        if ((event.key === 'Enter' || event.key === 'ArrowDown') && goToFirstRow()) event.preventDefault();
      }}
    />
  );
}
