import { Button, Checkbox } from '@mantine/core';
import { listVendors, type Vendor } from '@printrail/contract/catalog';
import { listTypes, type ProductionType } from '@printrail/contract/cycles';
import { exportVendors } from '@printrail/contract/exports';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../api.ts';
import { usePages } from '../pages.ts';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { useKeys } from '../ui/keys.tsx';
import { ListBar } from '../ui/list-bar.tsx';
import listClasses from '../ui/long-list.module.css';
import { LongList } from '../ui/long-list.tsx';
import { Empty, Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import type { Column } from '../ui/table.tsx';
import { useView } from '../view.ts';
import { NewVendor } from './new-vendor.tsx';

/** Whoever the studio orders from, by name. */
export function VendorsPage() {
  const [{ q = '', inactive }, setView] = useView<{ q: string; inactive: boolean }>();
  const search = String(q);
  const pages = usePages(listVendors, {
    query: { ...(search ? { search } : {}), ...(inactive ? {} : { active: true }) },
  });
  const types = useAnswer(listTypes, {}).data?.items ?? [];
  const [isAdding, setIsAdding] = useState(false);
  const navigate = useNavigate();
  const mayAdd = useMay()('catalog', 'add');
  const open = ({ id }: Vendor) => void navigate({ to: '/vendors/$id', params: { id: String(id) } });
  useKeys([{ keys: ['n'], does: 'New vendor', when: mayAdd, run: () => setIsAdding(true) }]);
  const add = mayAdd ? <Button onClick={() => setIsAdding(true)}>New vendor</Button> : null;
  return (
    <Page
      fills
      title="Vendors"
      actions={
        <>
          <Button component={Link} to="/products" variant="default">
            Price list
          </Button>
          <Button
            component="a"
            variant="default"
            visibleFrom="sm"
            href={addressOf(exportVendors, { query: { spreadsheet: true } })}
            download
          >
            Export
          </Button>
          {add}
        </>
      }
    >
      <ListBar>
        <SearchField label="Search vendors" value={search} onChange={(text) => setView({ q: text })} />
        <Checkbox
          label="Inactive ones too"
          checked={inactive === true}
          onChange={({ currentTarget }) => setView({ inactive: currentTarget.checked || undefined })}
        />
      </ListBar>
      <LongList
        label="Vendors"
        columns={columnsFor(types)}
        pages={pages}
        keyOf={({ id }) => id}
        onOpen={open}
        empty={
          search ? (
            <Empty title="No vendor matches">Try a part of the name.</Empty>
          ) : (
            <Empty title="No vendors yet" action={add}>
              Labs, framers, album makers and your own print room stand here.
            </Empty>
          )
        }
      />
      {isAdding ? <NewVendor onAdded={open} onClose={() => setIsAdding(false)} /> : null}
    </Page>
  );
}

function columnsFor(types: readonly ProductionType[]): readonly Column<Vendor>[] {
  const typeName = (id: number | null) => types.find((type) => type.id === id)?.name;
  return [
    {
      name: 'Vendor',
      show: ({ id, name, isActive, defaultTypeId }) => (
        <>
          <Link to="/vendors/$id" params={{ id: String(id) }}>
            {name}
          </Link>
          {isActive ? null : <span className="quiet"> inactive</span>}
          <span className={listClasses.second}>{typeName(defaultTypeId)}</span>
        </>
      ),
    },
    {
      name: 'Type of its orders',
      isDetail: true,
      show: ({ defaultTypeId }) => typeName(defaultTypeId) ?? <span className="quiet">chosen for each</span>,
    },
    {
      name: 'Order numbers',
      isDetail: true,
      width: '140px',
      show: ({ orderNumbers }) => (orderNumbers === 'typed' ? 'typed' : <span className="quiet">by pattern</span>),
    },
    { name: 'Phone', isDetail: true, width: '160px', show: ({ phone }) => phone },
    { name: 'E-mail', isDetail: true, show: ({ email }) => email },
    {
      name: 'Where',
      isDetail: true,
      width: '140px',
      show: ({ isInHouse, address }) => (isInHouse ? 'in-house' : address.city),
    },
  ];
}
