import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { AnyEndpoint, Sent } from '../api.ts';
import type { ItemOf } from '../pages.ts';
import { useAnswer } from '../queries.ts';
import classes from './picker.module.css';

export type Picked = { id: number; name: string };

type PickerProps<E extends AnyEndpoint> = Omit<SelectProps, 'value' | 'onChange' | 'data' | 'searchable'> & {
  /** A list that can be searched. */
  from: E;
  query?: Record<string, unknown>;
  value: Picked | null;
  onPick: (item: ItemOf<E> | null) => void;
  /** What stands beside the name, in quiet words. */
  detailOf?: (item: ItemOf<E>) => string;
};

const mostOffered = 30;

/** One record of a searchable list, found by typing part of its name. */
export function Picker<E extends AnyEndpoint>({ from, query, value, onPick, detailOf, ...rest }: PickerProps<E>) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const [search] = useDebouncedValue(typed === value?.name ? '' : typed.trim(), 150);
  const [isOpen, setIsOpen] = useState(false);
  const sent = { query: { ...query, limit: mostOffered, ...(search ? { search } : {}) } } as unknown as Sent<E>;
  const asked = useAnswer(from, sent, { enabled: isOpen, keepPrevious: true });
  const items = ((asked.data as { items?: unknown[] } | undefined)?.items ?? []) as (ItemOf<E> & Picked)[];
  const offered = items.map(({ id, name }) => ({ value: String(id), label: name }));
  // The one that is chosen stays on offer, or its name would be lost.
  const isMissing = value !== null && !items.some(({ id }) => id === value.id);
  const find = (id: string | null) => items.find((item) => String(item.id) === id);
  return (
    <Select
      nothingFoundMessage={asked.isFetching || search !== typed.trim() ? 'Searching …' : 'Nothing found'}
      comboboxProps={{ withinPortal: true }}
      openOnFocus={false}
      {...rest}
      searchable
      data={isMissing ? [...offered, { value: String(value.id), label: value.name }] : offered}
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const item = find(option.value);
        return (
          <span className={classes.option}>
            <span>{option.label}</span>
            {item && detailOf ? <span className="quiet">{detailOf(item)}</span> : null}
          </span>
        );
      }}
      value={value ? String(value.id) : null}
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setIsOpen(true)}
      onDropdownClose={() => setIsOpen(false)}
      onChange={(id) => {
        if (id === null || find(id)) onPick(find(id) ?? null);
      }}
    />
  );
}
