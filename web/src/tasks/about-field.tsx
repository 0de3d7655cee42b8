import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { searchEverything } from '@printrail/contract/search';
import { useState } from 'react';
import { useAnswer } from '../queries.ts';
import type { About } from './task.rules.ts';

const kinds = [
  { kind: 'order', list: 'orders', group: 'Production orders' },
  { kind: 'invoice', list: 'invoices', group: 'Invoices' },
  { kind: 'client', list: 'clients', group: 'Clients' },
] as const;

type AboutFieldProps = { value: About | null; onPick: (about: About | null) => void; error?: string | undefined };

/** An order, invoice or client, found by part of its number or name. */
export function AboutField({ value, onPick, error }: AboutFieldProps) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const isTyping = typed.trim() !== '' && typed !== value?.name;
  const [text] = useDebouncedValue(isTyping ? typed.trim() : '', 150);
  const { data } = useAnswer(searchEverything, { query: { text } }, { enabled: text !== '' });
  // What was found for other words must not be taken for what is typed.
  const isFound = isTyping && data !== undefined && text === typed.trim();
  const groups = kinds.map(({ kind, list, group }) => ({
    group,
    items: (isFound ? data[list] : []).map(({ id, title, detail }) => ({ kind, id, name: title, detail })),
  }));
  const found = groups.flatMap(({ items }) => items);
  const offered = groups
    .filter(({ items }) => items.length > 0)
    .map(({ group, items }) => ({ group, items: items.map((each) => ({ value: keyOf(each), label: each.name })) }));
  const isMissing = value !== null && !found.some((each) => keyOf(each) === keyOf(value));
  const pick = (key: string | null) => {
    const item = found.find((each) => keyOf(each) === key);
    if (item) onPick({ kind: item.kind, id: item.id, name: item.name });
    else if (key === null) onPick(null);
  };
  return (
    <Select
      label="About"
      placeholder="Number or name"
      searchable
      clearable
      // The one that is chosen stays on offer, or its name would be lost.
      data={isMissing ? [...offered, { value: keyOf(value), label: value.name }] : offered}
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <span>
          {option.label} <span className="quiet">{found.find((each) => keyOf(each) === option.value)?.detail}</span>
        </span>
      )}
      nothingFoundMessage={isTyping ? (isFound ? 'Nothing found' : 'Searching …') : 'Type part of a number or name'}
      value={value ? keyOf(value) : null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={pick}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !isTyping || found.length > 0) return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onBlur={() => setTyped(value?.name ?? '')}
      error={error}
    />
  );
}

function keyOf({ kind, id }: Pick<About, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}
