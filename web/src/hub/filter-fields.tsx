import { MultiSelect } from '@mantine/core';
import { DateField } from '../ui/date-field.tsx';
import classes from './filter-bar.module.css';
import { nameOptions, usePeople, useVendors } from './people.ts';
import type { Hub } from './use-hub.ts';

type ListName = 'typeId' | 'statusId' | 'vendorId' | 'responsibleUserId' | 'departmentId';

/** Everything else one can filter by; each choice holds at once. */
export function FilterFields({ hub: { view, change, types } }: { hub: Hub }) {
  const { users, departments } = usePeople();
  const vendors = useVendors();
  const isOpen = (view.state ?? 'open') === 'open';
  const shownTypes = types.filter(({ id, isActive }) => (view.typeId ? view.typeId.includes(id) : isActive));
  const statuses = shownTypes.map(({ name, statuses: ofType }) => ({
    group: name,
    items: nameOptions(ofType.filter(({ isFinal }) => !isFinal || !isOpen)),
  }));
  const list = (name: ListName) => ({
    value: (view[name] ?? []).map(String),
    onChange: (ids: string[]) => change({ [name]: ids.length > 0 ? ids.map(Number) : undefined }),
    searchable: true,
    hidePickedOptions: true,
    maxValues: 100,
    openOnFocus: false,
    comboboxProps: { withinPortal: false },
  });
  const due = (name: 'dueFrom' | 'dueTo') => ({
    value: (view.due ? undefined : view[name]) ?? null,
    onChange: (date: string | null) => change({ [name]: date ?? undefined, due: undefined }),
  });
  return (
    <div className={classes.fields}>
      <MultiSelect label="Type" data={nameOptions(types)} data-autofocus {...list('typeId')} />
      <MultiSelect label="Status" data={statuses} {...list('statusId')} />
      {vendors.length > 0 ? <MultiSelect label="Vendor" data={nameOptions(vendors)} {...list('vendorId')} /> : null}
      <MultiSelect label="Responsible" data={nameOptions(users)} {...list('responsibleUserId')} />
      <MultiSelect label="Department" data={nameOptions(departments)} {...list('departmentId')} />
      <div className={classes.dates}>
        <DateField label="Due from" {...due('dueFrom')} />
        <DateField label="Due to" {...due('dueTo')} />
      </div>
    </div>
  );
}
