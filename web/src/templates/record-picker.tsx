import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type Found, searchEverything } from '@printrail/contract/search';
import { useState } from 'react';
import { useAnswer } from '../queries.ts';
import type { Chosen, RecordChoice } from './use-record.ts';

const examples = { value: 'examples', label: 'Made-up examples' };

/** Which order or invoice a preview is filled in with: the latest ones, or found by a number or a name. */
export function RecordPicker({ choice }: { choice: RecordChoice }) {
  const { chosen, choose, latest } = choice;
  const shown = chosen ? optionOf(chosen) : undefined;
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed === shown?.label ? '' : typed.trim(), 150);
  const found = useAnswer(
    searchEverything,
    { query: { text: search } },
    { enabled: search !== '', keepPrevious: true },
  );
  const groups = search && found.data ? hits(found.data) : latest;
  const records = groups.flatMap((group) => group.records);
  const options = groups
    .map(({ group, records: its }) => ({ group, items: its.map(optionOf) }))
    .filter(({ items }) => items.length > 0);
  const isOffered = shown && (shown === examples || records.some((record) => optionOf(record).value === shown.value));
  return (
    <Select
      label="Filled in with"
      searchable
      allowDeselect={false}
      nothingFoundMessage={found.isFetching ? 'Searching …' : 'Nothing found'}
      data={[...options, examples, ...(shown && !isOffered ? [shown] : [])]}
      filter={({ options: all }) => all}
      value={shown?.value ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(value) => {
        const record = records.find((each) => optionOf(each).value === value);
        if (record) choose(record);
        else if (value === examples.value) choose({ kind: 'examples' });
      }}
    />
  );
}

function optionOf(chosen: Chosen): { value: string; label: string } {
  return chosen.kind === 'examples' ? examples : { value: `${chosen.kind} ${chosen.id}`, label: chosen.name };
}

function hits({ orders, invoices }: { orders: Found[]; invoices: Found[] }): RecordChoice['latest'] {
  const of = (kind: 'order' | 'invoice', found: Found[]) =>
    found.map(({ id, title, detail }) => ({ kind, id, name: [title, detail].filter(Boolean).join(' · ') }));
  return [
    { group: 'Production orders', records: of('order', orders) },
    { group: 'Invoices', records: of('invoice', invoices) },
  ];
}
