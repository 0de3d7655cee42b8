import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
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

/** One record of a searchable list, found by typing part of its name; Enter takes the first one found. */
export function Picker<E extends AnyEndpoint>({ from, query, value, onPick, detailOf, ...rest }: PickerProps<E>) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const [search] = useDebouncedValue(typed === value?.name ? '' : typed.trim(), 150);
  const [isOpen, setIsOpen] = useState(false);
  const sent = { query: { ...query, limit: mostOffered, ...(search ? { search } : {}) } } as unknown as Sent<E>;
  const asked = useAnswer(from, sent, { enabled: isOpen, keepPrevious: true });
  const isSearching = asked.isPending || asked.isPlaceholderData || (typed !== value?.name && search !== typed.trim());
  const known = ((asked.data as { items?: unknown[] } | undefined)?.items ?? []) as (ItemOf<E> & Picked)[];
  // What is not found yet must not be taken for what was typed.
  const items = isSearching && typed !== value?.name ? known.filter(({ name }) => isFoundBy(typed, name)) : known;
  const offered = items.map(({ id, name }) => ({ value: String(id), label: name }));
  // The one that is chosen stays on offer, or its name would be lost.
  const isMissing = value !== null && !items.some(({ id }) => id === value.id);
  const find = (id: string | null) => items.find((item) => String(item.id) === id);
  const pick = (item: ItemOf<E>) => {
    setIsOpen(false);
    onPick(item);
  };
  const enter = useEnter(typed, isSearching ? undefined : items[0], pick);
  return (
    <Select
      nothingFoundMessage={isSearching ? 'Searching …' : 'Nothing found'}
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
      allowDeselect={false}
      dropdownOpened={isOpen}
      onKeyDownCapture={(event) => {
        if (event.key === 'Enter' && isOpen && typed.trim()) enter(event);
      }}
      onDropdownOpen={() => setIsOpen(true)}
      onDropdownClose={() => setIsOpen(false)}
      onChange={(id) => {
        if (id === null || find(id)) onPick(find(id) ?? null);
      }}
    />
  );
}

/**
 * On Enter takes the one that is marked, or else the first one found, also when it is found a moment later. The box
 * itself would take whatever stands now at the place that was marked in the list before.
 */
function useEnter<Item>(typed: string, first: Item | undefined, pick: (item: Item) => void) {
  const awaited = useRef<string>(null);
  useEffect(() => {
    if (!first || awaited.current !== typed) return;
    awaited.current = null;
    pick(first);
  });
  return (event: React.KeyboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const list = document.getElementById(event.currentTarget.getAttribute('aria-controls') ?? '');
    const marked = list?.querySelector<HTMLElement>('[data-combobox-selected]');
    if (marked) marked.click();
    else if (first) pick(first);
    else awaited.current = typed;
  };
}

/** Whether each word typed stands in the name; accents and case do not count. */
function isFoundBy(typed: string, name: string): boolean {
  const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain(typed)
    .split(/\s+/)
    .every((word) => plain(name).includes(word));
}
