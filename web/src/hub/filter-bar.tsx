import { CloseButton, Menu, TextInput } from '@mantine/core';
import { countOrders } from '@printrail/contract/hub-counts';
import { orderStates } from '@printrail/contract/orders';
import { IconChevronDown, IconFilter } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { useAnswer } from '../queries.ts';
import { useSession } from '../session.tsx';
import looks from '../ui/chip.module.css';
import { numberWords } from '../ui/words.ts';
import classes from './filter-bar.module.css';
import { FilterChips } from './filter-chips.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { filterOf, type HubView, withoutQuick } from './hub-view.rules.ts';
import type { Hub } from './use-hub.ts';

const stateNames = { open: 'Open', completed: 'Completed', cancelled: 'Cancelled', all: 'All' } as const;

/** What is searched and filtered, each to switch on and off. */
export function FilterBar({ hub, search }: { hub: Hub; search: RefObject<HTMLInputElement | null> }) {
  const { view, change } = hub;
  const state = view.state ?? 'open';
  const choose = (chosen: keyof typeof stateNames) =>
    change({
      ...{ state: chosen === 'open' ? undefined : chosen, sort: undefined, descending: undefined },
      ...(chosen === 'open' ? {} : { late: undefined, atRisk: undefined, mine: undefined, unassigned: undefined }),
      ...(chosen === 'open' ? {} : { due: undefined, group: undefined, folded: undefined }),
    });
  return (
    <search className={classes.bar} aria-label="Production orders">
      <SearchField hub={hub} field={search} />
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={looks.chip} aria-label={`State: ${stateNames[state]}`}>
            {stateNames[state]} <IconChevronDown size={14} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {([...orderStates, 'all'] as const).map((each) => (
            <Menu.Item key={each} onClick={() => choose(each)} aria-current={each === state}>
              {stateNames[each]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {state === 'open' ? <QuickChips hub={hub} /> : null}
      <FilterMenu hub={hub} />
      <FilterChips hub={hub} />
    </search>
  );
}

const waitMs = 120;

/** Filters while one types; the address follows. */
function SearchField({ hub: { view, change }, field }: { hub: Hub; field: RefObject<HTMLInputElement | null> }) {
  const asked = view.search ?? '';
  const [typed, setTyped] = useState(asked);
  const [seen, setSeen] = useState(asked);
  if (seen !== asked) {
    setSeen(asked);
    if (asked !== typed.trim()) setTyped(asked);
  }
  useEffect(() => {
    if (typed.trim() === asked) return;
    const waiting = setTimeout(() => change({ search: typed.trim() }), waitMs);
    return () => clearTimeout(waiting);
  });
  const toList = () => document.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape' && typed) setTyped('');
    else if (['ArrowDown', 'Enter', 'Escape'].includes(event.key)) toList();
    else return;
    event.preventDefault();
  };
  return (
    <TextInput
      ref={field}
      type="search"
      className={classes.search}
      aria-label="Filter orders"
      placeholder="Filter by order, client, invoice, vendor"
      leftSection={<IconFilter size={16} stroke={1.6} aria-hidden />}
      rightSection={typed ? <CloseButton size="sm" aria-label="Clear" onClick={() => setTyped('')} /> : undefined}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** What needs attention, with how many there are; each shows only those. */
function QuickChips({ hub: { view, change } }: { hub: Hub }) {
  const { me, preferences } = useSession();
  const base = filterOf(withoutQuick(view), me.today, preferences.workWeek);
  const counts = useAnswer(countOrders, { query: base }, { keepPrevious: true }).data;
  const chips: { name: string; count?: number; isOn: boolean; part: Partial<HubView>; tone?: string }[] = [
    { name: 'Late', count: counts?.late, isOn: !!view.late, part: { late: true }, tone: 'late' },
    { name: 'Due today', count: counts?.dueToday, isOn: view.due === 'today', part: { due: 'today' }, tone: 'today' },
    { name: 'Due this week', count: counts?.dueThisWeek, isOn: view.due === 'week', part: { due: 'week' } },
    { name: 'At risk', count: counts?.atRisk, isOn: !!view.atRisk, part: { atRisk: true }, tone: 'risk' },
    { name: 'Mine', count: counts?.mine, isOn: !!view.mine, part: { mine: true } },
    { name: 'Unassigned', count: counts?.unassigned, isOn: !!view.unassigned, part: { unassigned: true } },
  ];
  const off = (part: Partial<HubView>) => Object.fromEntries(Object.keys(part).map((key) => [key, undefined]));
  return chips.map(({ name, count, isOn, part, tone }) => (
    <button
      key={name}
      type="button"
      className={looks.chip}
      aria-pressed={isOn}
      onClick={() => change(isOn ? off(part) : { ...part, ...('due' in part ? noDueDates : {}) })}
    >
      {name}
      {count === undefined ? null : (
        <span className={`numbers ${count > 0 && tone ? tone : 'quiet'}`}>{numberWords(count)}</span>
      )}
    </button>
  ));
}

const noDueDates = { dueFrom: undefined, dueTo: undefined };
