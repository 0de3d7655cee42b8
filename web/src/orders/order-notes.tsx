import { Button, Textarea, TextInput } from '@mantine/core';
import { type ProductionOrder, updateOrder } from '@printrail/contract/orders';
import { useState } from 'react';
import { Refused } from '../api.ts';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { MoneyField } from '../ui/money-field.tsx';
import { Wrong } from '../ui/page.tsx';
import classes from './order-content.module.css';

const written = [
  'studioNotes',
  'vendorNotes',
  'vendorOrderNumber',
  'vendorInvoiceNumber',
  'vendorInvoiceAmount',
] as const;
type Written = Pick<ProductionOrder, (typeof written)[number]>;

/** Notes for the studio and the vendor, and the vendor's own numbers: written where they stand. */
export function OrderNotes({ order }: { order: ProductionOrder }) {
  const mayChange = useMay()('production', 'change');
  const [typed, setTyped] = useState<Partial<Written>>({});
  const update = useChange(updateOrder);
  const value: Written = { ...order, ...typed };
  const changed = written.filter((field) => value[field] !== order[field]);
  const type = (part: Partial<Written>) => setTyped((before) => ({ ...before, ...part }));
  const fault = (field: string) => (update.error instanceof Refused ? update.error.at(field) : undefined);
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    const body = Object.fromEntries(changed.map((field) => [field, value[field]])) as Partial<Written>;
    update.mutate({ params: { id: order.id }, version: order.version, body }, { onSuccess: () => setTyped({}) });
  };
  const shared = { readOnly: !mayChange };
  const text = (field: Exclude<keyof Written, 'vendorInvoiceAmount'>) => ({
    ...shared,
    value: value[field],
    error: fault(field),
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      type({ [field]: currentTarget.value }),
  });
  return (
    <form onSubmit={save} className={classes.stack}>
      <div className={classes.two}>
        <Textarea
          {...text('studioNotes')}
          label="Studio notes"
          description="For the people here; never on the order form."
          autosize
          minRows={3}
        />
        <Textarea
          {...text('vendorNotes')}
          label="Vendor notes"
          description="Printed on the order form for the vendor."
          autosize
          minRows={3}
        />
      </div>
      <div className={classes.three}>
        <TextInput {...text('vendorOrderNumber')} label="Vendor’s order number" />
        <TextInput {...text('vendorInvoiceNumber')} label="Vendor’s invoice number" />
        <MoneyField
          {...shared}
          label="Vendor’s invoice amount"
          value={value.vendorInvoiceAmount}
          error={fault('vendorInvoiceAmount')}
          onChange={(vendorInvoiceAmount) => type({ vendorInvoiceAmount })}
        />
      </div>
      <Wrong error={update.error} />
      {changed.length > 0 ? (
        <div className={classes.save}>
          <Button variant="default" onClick={() => setTyped({})}>
            Discard
          </Button>
          <Button type="submit" loading={update.isPending}>
            Save
          </Button>
        </div>
      ) : null}
    </form>
  );
}
