import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { getProduct, updateProduct } from '@printrail/contract/catalog';
import { getInvoice, type InvoiceLineChange, updateInvoice } from '@printrail/contract/invoices';
import { useState } from 'react';
import { call } from '../api.ts';
import { useVendors } from '../catalog/use-vendors.ts';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Wrong } from '../ui/page.tsx';
import { countWords, numberWords } from '../ui/words.ts';
import classes from './create-orders.module.css';
import type { ToOrder } from './order-plan.rules.ts';

type LineWithoutVendor = ToOrder['linesWithoutVendor'][number];

/** Lines nobody would be asked for: a vendor is chosen here, or that there is none. */
export function LinesWithoutVendor({ lines }: { lines: readonly LineWithoutVendor[] }) {
  if (lines.length === 0) return null;
  return (
    <section className={classes.without} aria-label="Lines without a vendor">
      <h3>
        {countWords(lines.length, 'line')} {lines.length === 1 ? 'has' : 'have'} no vendor
      </h3>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <span>
              {numberWords(line.quantity)} × {line.productName}
            </span>
            <ChooseVendor line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `none`: not ordered from anyone. */
function ChooseVendor({ line }: { line: LineWithoutVendor }) {
  const vendors = useVendors();
  const may = useMay();
  const [chosen, setChosen] = useState('');
  const [isAlways, setIsAlways] = useState(false);
  const { give, error, isBusy } = useGiving(line);
  const mayAlways = may('catalog', 'change');
  if (!may('invoices', 'change')) return <span className="quiet">Give it a vendor on the invoice</span>;
  return (
    <div className={classes.giving}>
      <NativeSelect
        aria-label={`Vendor of ${line.productName}`}
        value={chosen}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        data={[
          { value: '', label: 'Choose a vendor' },
          ...vendors.map(({ id, name }) => ({ value: String(id), label: name })),
          { value: 'none', label: 'Not ordered from anyone' },
        ]}
      />
      {mayAlways ? (
        <Checkbox
          label="Always for this product"
          checked={isAlways}
          onChange={({ currentTarget }) => setIsAlways(currentTarget.checked)}
        />
      ) : null}
      <Button
        variant="default"
        disabled={chosen === ''}
        loading={isBusy}
        onClick={() => void give(chosen, mayAlways && isAlways)}
      >
        Set
      </Button>
      <Wrong error={error} />
    </div>
  );
}

function useGiving({ invoiceId, id, productId }: LineWithoutVendor) {
  const saveLines = useChange(updateInvoice, ['Production orders']);
  const saveProduct = useChange(updateProduct, ['Production orders', 'Invoices']);
  const giveToLine = async (part: Partial<InvoiceLineChange>) => {
    const invoice = await call(getInvoice, { params: { id: invoiceId } });
    const lines = invoice.lines.map(({ id: lineId, productId: product, quantity }) => ({
      ...{ id: lineId, productId: product, quantity },
      ...(lineId === id ? part : {}),
    }));
    await saveLines.mutateAsync({ params: { id: invoiceId }, version: invoice.version, body: { lines } });
  };
  const giveToProduct = async (part: { preferredVendorId?: number; isNotOrdered?: boolean }) => {
    const { version } = await call(getProduct, { params: { id: productId } });
    await saveProduct.mutateAsync({ params: { id: productId }, version, body: part });
  };
  const [error, setError] = useState<Error>();
  const [isBusy, setIsBusy] = useState(false);
  const give = async (chosen: string, isAlways: boolean) => {
    setIsBusy(true);
    setError(undefined);
    try {
      if (chosen === 'none')
        await (isAlways ? giveToProduct({ isNotOrdered: true }) : giveToLine({ isNotOrdered: true }));
      else if (isAlways) await giveToProduct({ preferredVendorId: Number(chosen) });
      else await giveToLine({ vendorId: Number(chosen) });
    } catch (thrown) {
      setError(thrown as Error);
    } finally {
      setIsBusy(false);
    }
  };
  return { give, error, isBusy };
}
