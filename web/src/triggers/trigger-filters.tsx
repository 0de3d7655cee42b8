import { NativeSelect } from '@mantine/core';
import { SearchField } from '../ui/search-field.tsx';
import classes from './trigger-filters.module.css';
import type { Place, TriggerFilter } from './trigger-list.rules.ts';

type TriggerFiltersProps = {
  places: readonly Place[];
  filter: Partial<TriggerFilter>;
  onFilter: (filter: Partial<TriggerFilter>) => void;
};

/** Narrows the list to a type, a status, those that are active, or words. */
export function TriggerFilters({ places, filter, onFilter }: TriggerFiltersProps) {
  const { status, invoiceStatus, type, active, q = '' } = filter;
  const of =
    status !== undefined
      ? `status-${status}`
      : invoiceStatus !== undefined
        ? `invoice-${invoiceStatus}`
        : type === undefined
          ? ''
          : `type-${type}`;
  const narrow = (to: string) => {
    const [kind, id = ''] = to.split('-');
    onFilter({
      status: kind === 'status' ? Number(id) : undefined,
      invoiceStatus: kind === 'invoice' ? Number(id) : undefined,
      type: kind === 'type' ? (id === 'invoices' ? id : Number(id)) : undefined,
    });
  };
  const activity = { yes: true, no: false, both: undefined } as const;
  return (
    <div className={classes.frame}>
      <div className={classes.filters}>
        <SearchField label="Search triggers" value={String(q)} onChange={(search) => onFilter({ q: search })} />
        <NativeSelect
          aria-label="Of which status"
          value={of}
          data={[{ value: '', label: 'Every status' }, ...places.map(optionsOf)]}
          onChange={({ currentTarget }) => narrow(currentTarget.value)}
        />
        <NativeSelect
          aria-label="Active or not"
          value={active === undefined ? 'both' : active ? 'yes' : 'no'}
          data={[
            { value: 'both', label: 'Active and inactive' },
            { value: 'yes', label: 'Active' },
            { value: 'no', label: 'Inactive' },
          ]}
          onChange={({ currentTarget }) => onFilter({ active: activity[currentTarget.value as keyof typeof activity] })}
        />
      </div>
    </div>
  );
}

function optionsOf({ name, typeId, statuses }: Place) {
  return {
    group: name,
    items: [
      { value: `type-${typeId ?? 'invoices'}`, label: `${name}: every status` },
      ...statuses.map((status) => ({ value: status.key, label: status.name })),
    ],
  };
}
