import { Button } from '@mantine/core';
import { listVendors, type Vendor } from '@printrail/contract/catalog';
import { listTypes, type ProductionType } from '@printrail/contract/cycles';
import { exportVendors } from '@printrail/contract/exports';
import { Link, useNavigate } from '@tanstack/react-router';
import { useAnswer } from '../queries.ts';
import { ListPage } from '../ui/list-page.tsx';
import listClasses from '../ui/long-list.module.css';
import type { Column } from '../ui/table.tsx';
import { NewVendor } from './new-vendor.tsx';

/** Whoever the studio orders from, by name. */
export function VendorsPage() {
  const types = useAnswer(listTypes, {}).data?.items ?? [];
  const navigate = useNavigate();
  const open = ({ id }: Vendor) => void navigate({ to: '/vendors/$id', params: { id: String(id) } });
  return (
    <ListPage
      title="Vendors"
      noun="vendor"
      area="catalog"
      from={listVendors}
      exports={exportVendors}
      columns={columnsFor(types)}
      searchLabel="Search vendors"
      searchHint="Try a part of the name."
      about="Labs, framers, album makers and your own print room stand here."
      actions={
        <Button component={Link} to="/products" variant="default">
          Price list
        </Button>
      }
      onOpen={open}
      adding={(close) => <NewVendor onAdded={open} onClose={close} />}
    />
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
