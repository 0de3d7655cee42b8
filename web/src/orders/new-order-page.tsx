import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { listTypes } from '@printrail/contract/cycles';
import { addOrder } from '@printrail/contract/order-creation';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useVendors } from '../catalog/use-vendors.ts';
import { VendorField } from '../catalog/vendor-field.tsx';
import { ClientField } from '../clients/client-field.tsx';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Form } from '../ui/form.tsx';
import { Empty, Page, Section } from '../ui/page.tsx';
import type { Picked } from '../ui/picker.tsx';
import { today } from '../ui/words.ts';
import { changeOf, faultOf, type LineDraft } from './line-drafts.rules.ts';
import { LinesEditor } from './lines-editor.tsx';
import classes from './order-content.module.css';

type NewOrder = {
  vendorId: number | null;
  typeId: number | null;
  client: Picked | null;
  orderDate: string | null;
  number: string;
  studioNotes: string;
  vendorNotes: string;
};

const empty: NewOrder = {
  ...{ vendorId: null, typeId: null, client: null, orderDate: null },
  ...{ number: '', studioNotes: '', vendorNotes: '' },
};

/** A production order by hand, without an invoice: a sample, a display print, a repair. */
export function NewOrderPage() {
  const may = useMay();
  return (
    <Page title="New production order">
      {may('production', 'add') ? (
        <NewOrderForm />
      ) : (
        <Empty title="Production orders are added by others">You may look at them, but not add any.</Empty>
      )}
    </Page>
  );
}

function NewOrderForm() {
  const [typed, setTyped] = useState(empty);
  const [drafts, setDrafts] = useState<LineDraft[]>([]);
  const vendors = useVendors();
  const types = (useAnswer(listTypes, {}).data?.items ?? []).filter(({ isActive }) => isActive);
  const add = useChange(addOrder, ['Status changes']);
  const navigate = useNavigate();
  const vendor = vendors.find(({ id }) => id === typed.vendorId);
  const set = (part: Partial<NewOrder>) => setTyped((before) => ({ ...before, ...part }));
  const isSound = drafts.every((draft) => faultOf(draft) === undefined);
  const save = async () => {
    if (!vendor) return;
    const made = await add.mutateAsync({ body: bodyOf(vendor.id, typed, drafts) });
    void navigate({ to: '/production/orders/$id', params: { id: String(made.id) } });
  };
  return (
    <Form
      submit="Create the production order"
      onSubmit={save}
      fields={['vendorId', 'typeId', 'clientId', 'orderDate', 'number', 'studioNotes', 'vendorNotes']}
      isDisabled={!vendor || !isSound}
    >
      {(fault) => (
        <div style={{ containerType: 'inline-size', containerName: 'order' }}>
          <div className={classes.two}>
            <VendorField
              label="Vendor"
              placeholder="Who makes it"
              value={vendor ?? null}
              onPick={(vendorId) => set({ vendorId, typeId: null })}
              error={fault('vendorId')}
            />
            <NativeSelect
              label="Type"
              data={[
                ...(vendor?.defaultTypeId ? [] : [{ value: '', label: 'Choose a type' }]),
                ...types.map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
              value={String(typed.typeId ?? vendor?.defaultTypeId ?? '')}
              onChange={(event) => set({ typeId: Number(event.currentTarget.value) || null })}
              error={fault('typeId')}
            />
            <ClientField value={typed.client} onPick={(client) => set({ client })} error={fault('clientId')} />
            <DateField
              label="Ordered on"
              value={typed.orderDate ?? today()}
              latest={today()}
              onChange={(orderDate) => set({ orderDate })}
              error={fault('orderDate')}
            />
            <TextInput
              label="Order number"
              description={
                vendor?.orderNumbers === 'typed'
                  ? `${vendor.name} wants it typed.`
                  : 'By the studio’s pattern when left empty.'
              }
              value={typed.number}
              onChange={(event) => set({ number: event.currentTarget.value })}
              error={fault('number')}
            />
          </div>
          <Section title="Lines">
            <LinesEditor drafts={drafts} onChange={setDrafts} fault={fault} />
          </Section>
          <Section title="Notes">
            <div className={classes.two}>
              <Textarea
                label="Studio notes"
                description="For the people here; never on the order form."
                autosize
                minRows={2}
                value={typed.studioNotes}
                onChange={(event) => set({ studioNotes: event.currentTarget.value })}
                error={fault('studioNotes')}
              />
              <Textarea
                label="Vendor notes"
                description="Printed on the order form for the vendor."
                autosize
                minRows={2}
                value={typed.vendorNotes}
                onChange={(event) => set({ vendorNotes: event.currentTarget.value })}
                error={fault('vendorNotes')}
              />
            </div>
          </Section>
        </div>
      )}
    </Form>
  );
}

function bodyOf(vendorId: number, typed: NewOrder, drafts: readonly LineDraft[]) {
  const { typeId, client, orderDate, number, studioNotes, vendorNotes } = typed;
  return {
    vendorId,
    ...(typeId === null ? {} : { typeId }),
    ...(client ? { clientId: client.id } : {}),
    ...(orderDate ? { orderDate } : {}),
    ...(number.trim() ? { number: number.trim() } : {}),
    ...(studioNotes.trim() ? { studioNotes } : {}),
    ...(vendorNotes.trim() ? { vendorNotes } : {}),
    lines: drafts.map((draft) => changeOf(draft)),
  };
}
