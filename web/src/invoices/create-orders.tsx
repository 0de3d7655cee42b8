import { Button, Group, Modal } from '@mantine/core';
import type { Invoice } from '@printrail/contract/invoices';
import { createInvoiceOrders, previewInvoiceOrders } from '@printrail/contract/order-creation';
import type { OrderSummary } from '@printrail/contract/orders';
import { useEffect, useRef, useState } from 'react';
import { useVendors } from '../catalog/use-vendors.ts';
import { useAnswer, useChange } from '../queries.ts';
import { DateField } from '../ui/date-field.tsx';
import { Answer, Wrong } from '../ui/page.tsx';
import { today } from '../ui/words.ts';
import classes from './create-orders.module.css';
import { CreatedOrders } from './created-orders.tsx';
import { LinesWithoutVendor } from './lines-without-vendor.tsx';
import { type Choices, chosenVendors, missingFor, promise, requestsFor, type ToOrder } from './order-plan.rules.ts';
import { VendorPart } from './vendor-part.tsx';

type CreateOrdersProps = { invoice: Pick<Invoice, 'id' | 'number'>; onClose: () => void };

/** What is left to order of an invoice and from whom, and the orders that come of it. */
export function CreateOrders({ invoice, onClose }: CreateOrdersProps) {
  const preview = useAnswer(previewInvoiceOrders, { params: { id: invoice.id } }, { staleMs: 0 });
  const [made, setMade] = useState<readonly OrderSummary[]>([]);
  return (
    <Modal opened onClose={onClose} size="lg" title={`Create production orders of ${invoice.number}`}>
      <CreatedOrders orders={made} />
      <Answer of={preview} rows={5}>
        {(toOrder) => (
          <WhatToOrder
            invoiceId={invoice.id}
            toOrder={toOrder}
            hasMade={made.length > 0}
            onMade={(orders) => setMade((before) => [...before, ...orders])}
            onClose={onClose}
          />
        )}
      </Answer>
    </Modal>
  );
}

type WhatToOrderProps = {
  invoiceId: number;
  toOrder: ToOrder;
  hasMade: boolean;
  onMade: (orders: readonly OrderSummary[]) => void;
  onClose: () => void;
};

function WhatToOrder({ invoiceId, toOrder, hasMade, onMade, onClose }: WhatToOrderProps) {
  const { vendors, linesWithoutVendor } = toOrder;
  const [choices, setChoices] = useState<Choices>({});
  const [orderDate, setOrderDate] = useState<string | null>(null);
  const { create, refusals, isBusy } = useCreating(invoiceId, onMade);
  const typedNumbers = useTypedNumbers();
  const form = useFirstFocus();
  const chosen = chosenVendors(vendors, choices);
  const isReady =
    chosen.length > 0 &&
    chosen.every((vendor) => !missingFor(vendor, choices[vendor.vendorId], typedNumbers.has(vendor.vendorId)));
  if (vendors.length + linesWithoutVendor.length === 0) {
    return (
      <>
        <p className="quiet">
          {hasMade ? 'Nothing is left to order.' : 'Everything on this invoice is ordered already.'}
        </p>
        <Group justify="flex-end" mt="md">
          <Button onClick={onClose}>Close</Button>
        </Group>
      </>
    );
  }
  return (
    <form
      ref={form}
      className={classes.plan}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isBusy) void create(requestsFor(vendors, choices, orderDate ?? undefined));
      }}
    >
      <LinesWithoutVendor lines={linesWithoutVendor} />
      {vendors.length > 1 ? (
        <p className="quiet">From all necessary vendors; take out the ones that can wait.</p>
      ) : null}
      {vendors.map((vendor) => (
        <VendorPart
          key={vendor.vendorId}
          vendor={vendor}
          choice={choices[vendor.vendorId] ?? {}}
          isOnly={vendors.length === 1}
          isNumberTyped={typedNumbers.has(vendor.vendorId)}
          refusal={refusals.get(vendor.vendorId)}
          onChoose={(part) =>
            setChoices((before) => ({ ...before, [vendor.vendorId]: { ...before[vendor.vendorId], ...part } }))
          }
        />
      ))}
      <Wrong error={refusals.get(0)} />
      <div className={classes.foot}>
        <DateField label="Order date" value={orderDate ?? today()} latest={today()} onChange={setOrderDate} />
        <Button variant="default" onClick={onClose}>
          {hasMade ? 'Close' : 'Cancel'}
        </Button>
        <Button type="submit" data-autofocus={isReady || undefined} disabled={!isReady} loading={isBusy}>
          {promise(vendors, choices)}
        </Button>
      </div>
    </form>
  );
}

/** The button that makes the orders, or what is still missing before it can. */
function useFirstFocus(): React.RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('button[type="submit"]:enabled, [data-missing], select')?.focus();
  }, []);
  return form;
}

function useTypedNumbers(): ReadonlySet<number> {
  return new Set(useVendors().flatMap(({ id, orderNumbers }) => (orderNumbers === 'typed' ? [id] : [])));
}

/** Makes the orders, request after request; what is refused stands at its vendor (0: at none), the others go on. */
function useCreating(invoiceId: number, onMade: (orders: readonly OrderSummary[]) => void) {
  const request = useChange(createInvoiceOrders, ['Invoices']);
  const [refusals, setRefusals] = useState<ReadonlyMap<number, Error>>(new Map());
  const [isBusy, setIsBusy] = useState(false);
  const create = async (requests: ReturnType<typeof requestsFor>) => {
    setIsBusy(true);
    const refused = new Map<number, Error>();
    for (const { vendorIds, body } of requests) {
      try {
        const { created, addedTo } = await request.mutateAsync({ params: { id: invoiceId }, body });
        onMade(addedTo ? [addedTo] : created);
      } catch (error) {
        refused.set(vendorIds.length === 1 ? (vendorIds[0] ?? 0) : 0, error as Error);
      }
    }
    setRefusals(refused);
    setIsBusy(false);
  };
  return { create, refusals, isBusy };
}
