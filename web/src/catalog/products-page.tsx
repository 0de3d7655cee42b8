import { getVendor, listProducts, type Product } from '@printrail/contract/catalog';
import { exportProducts } from '@printrail/contract/exports';
import { useAnswer } from '../queries.ts';
import { ListPage } from '../ui/list-page.tsx';
import listClasses from '../ui/long-list.module.css';
import type { Column } from '../ui/table.tsx';
import { moneyWords } from '../ui/words.ts';
import { useView } from '../view.ts';
import { ProductForm } from './product-form.tsx';
import classes from './products-page.module.css';
import { VendorField } from './vendor-field.tsx';

/** What the studio sells, and whom each product is ordered from. */
export function ProductsPage() {
  const [{ vendorId, product }, setView] = useView<{ vendorId: number; product: number }>();
  const open = (id: number) => setView({ product: id });
  const close = () => setView({ product: undefined });
  return (
    <>
      <ListPage
        title="Price list"
        noun="product"
        area="catalog"
        from={listProducts}
        exports={exportProducts}
        columns={columnsFor(open)}
        searchLabel="Search name or code"
        searchHint="Try a part of the name or the code."
        about="What clients can order stands here, with its price and whom it is ordered from."
        {...(vendorId ? { filter: { vendorId } } : {})}
        filterFields={<VendorFilter vendorId={vendorId} onPick={(id) => setView({ vendorId: id ?? undefined })} />}
        onOpen={({ id }) => open(id)}
        adding={(end) => <ProductForm id={undefined} onClose={end} />}
      />
      {product ? <ProductForm key={product} id={product} onClose={close} /> : null}
    </>
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
