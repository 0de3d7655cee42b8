import { Button, Checkbox } from '@mantine/core';
import { getVendor, listProducts, type Product } from '@printrail/contract/catalog';
import { exportProducts } from '@printrail/contract/exports';
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
import { moneyWords } from '../ui/words.ts';
import { useView } from '../view.ts';
import { ProductForm } from './product-form.tsx';
import classes from './products-page.module.css';
import { VendorField } from './vendor-field.tsx';

type View = { q: string; vendorId: number; inactive: boolean; product: number };

/** What the studio sells, and whom each product is ordered from. */
export function ProductsPage() {
  const [{ q = '', vendorId, inactive, product }, setView] = useView<View>();
  const search = String(q);
  const pages = usePages(listProducts, {
    query: { ...(search ? { search } : {}), ...(vendorId ? { vendorId } : {}), ...(inactive ? {} : { active: true }) },
  });
  const [isAdding, setIsAdding] = useState(false);
  const mayAdd = useMay()('catalog', 'add');
  const close = () => {
    setIsAdding(false);
    setView({ product: undefined });
  };
  useKeys([{ keys: ['n'], does: 'New product', when: mayAdd, run: () => setIsAdding(true) }]);
  const add = mayAdd ? <Button onClick={() => setIsAdding(true)}>New product</Button> : null;
  return (
    <Page
      fills
      title="Price list"
      actions={
        <>
          <Button
            component="a"
            variant="default"
            visibleFrom="sm"
            href={addressOf(exportProducts, { query: { spreadsheet: true } })}
            download
          >
            Export
          </Button>
          {add}
        </>
      }
    >
      <ListBar>
        <SearchField label="Search name or code" value={search} onChange={(text) => setView({ q: text })} />
        <VendorFilter vendorId={vendorId} onPick={(id) => setView({ vendorId: id ?? undefined })} />
        <Checkbox
          label="Inactive ones too"
          checked={inactive === true}
          onChange={({ currentTarget }) => setView({ inactive: currentTarget.checked || undefined })}
        />
      </ListBar>
      <LongList
        label="Price list"
        columns={columnsFor((id) => setView({ product: id }))}
        pages={pages}
        keyOf={({ id }) => id}
        onOpen={({ id }) => setView({ product: id })}
        empty={
          search || vendorId ? (
            <Empty title="No product matches">Try a part of the name or the code.</Empty>
          ) : (
            <Empty title="No products yet" action={add}>
              What clients can order stands here, with its price and whom it is ordered from.
            </Empty>
          )
        }
      />
      {product || isAdding ? <ProductForm key={product ?? 'new'} id={product} onClose={close} /> : null}
    </Page>
  );
}

function VendorFilter({ vendorId, onPick }: { vendorId: number | undefined; onPick: (id: number | null) => void }) {
  const vendor = useAnswer(getVendor, { params: { id: vendorId ?? 0 } }, { enabled: vendorId !== undefined }).data;
  return (
    <VendorField
      aria-label="Ordered from"
      placeholder="Ordered from anyone"
      clearable
      clearButtonProps={{ 'aria-label': 'Of every vendor' }}
      value={vendorId === undefined ? null : { id: vendorId, name: vendor?.name ?? '' }}
      onPick={onPick}
    />
  );
}

function columnsFor(open: (id: number) => void): readonly Column<Product>[] {
  return [
    {
      name: 'Product',
      show: ({ id, name, isActive, preferredVendorName }) => (
        <>
          <button type="button" className={classes.opener} onClick={() => open(id)}>
            {name}
          </button>
          {isActive ? null : <span className="quiet"> inactive</span>}
          <span className={listClasses.second}>{preferredVendorName}</span>
        </>
      ),
    },
    { name: 'Code', isDetail: true, width: '120px', show: ({ code }) => code },
    { name: 'Price', isNumber: true, width: '110px', show: ({ price }) => moneyWords(price) },
    { name: 'Cost', isNumber: true, isDetail: true, width: '110px', show: ({ cost }) => moneyWords(cost) },
    {
      name: 'Ordered from',
      isDetail: true,
      show: ({ isNotOrdered, preferredVendorName }) =>
        isNotOrdered ? (
          <span className="quiet">not ordered</span>
        ) : (
          (preferredVendorName ?? <span className="today">nobody yet</span>)
        ),
    },
    { name: 'As the vendor calls it', isDetail: true, show: ({ vendorDescription }) => vendorDescription },
    {
      name: 'Asked for per one',
      isNumber: true,
      isDetail: true,
      width: '130px',
      show: ({ vendorMultiplier }) => vendorMultiplier,
    },
  ];
}
