import { Button, Group, Textarea } from '@mantine/core';
import { getClient, getSession } from '@printrail/contract/clients';
import { addInvoice } from '@printrail/contract/invoices';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ClientField } from '../clients/client-field.tsx';
import { NewClient } from '../clients/new-client.tsx';
import { SessionField } from '../clients/session-field.tsx';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Fields, Wide } from '../ui/fields.tsx';
import { Form } from '../ui/form.tsx';
import { MoneyField } from '../ui/money-field.tsx';
import { Page } from '../ui/page.tsx';
import type { Picked } from '../ui/picker.tsx';
import { useToast } from '../ui/toast.tsx';
import { today } from '../ui/words.ts';
import { useView } from '../view.ts';
import { changeOf, isSound, type LineDraft } from './line-drafts.rules.ts';
import { LinesEditor } from './lines-editor.tsx';
import { Sums } from './sums.tsx';

const shownAtFields = ['clientId', 'sessionId', 'date', 'deliveryDate', 'tax', 'shipping', 'notes'];

/** An invoice from its client to its lines; client and session may come along in the address. */
export function NewInvoicePage() {
  const { client, session, pickClient, pickSession } = useWhose();
  const [isAddingClient, setIsAddingClient] = useState(false);
  const [date, setDate] = useState<string | null>(today());
  const [deliveryDate, setDeliveryDate] = useState<string | null>(null);
  const [tax, setTax] = useState<number | null>(null);
  const [shipping, setShipping] = useState<number | null>(null);
  const [notes, setNotes] = useState('');
  const [drafts, setDrafts] = useState<LineDraft[]>([]);
  const add = useChange(addInvoice, ['Production orders', 'Automation']);
  const say = useToast();
  const navigate = useNavigate();
  const may = useMay();
  const submit = async () => {
    if (!client) return;
    const invoice = await add.mutateAsync({
      body: {
        clientId: client.id,
        ...(session ? { sessionId: session.id } : {}),
        ...(date ? { date } : {}),
        deliveryDate,
        tax: tax ?? 0,
        shipping: shipping ?? 0,
        notes,
        lines: drafts.map(changeOf),
      },
    });
    say(`${invoice.number} is saved.`);
    await navigate({ to: '/invoices/$id', params: { id: String(invoice.id) } });
  };
  return (
    <Page title="New invoice">
      <Form
        submit="Save invoice"
        onSubmit={submit}
        onCancel={() => void navigate({ to: '/invoices' })}
        fields={[...shownAtFields, ...faultPlaces(drafts.length)]}
        isDisabled={!client || !drafts.every(isSound)}
      >
        {(fault) => (
          <>
            <Fields label="Whose, and when">
              <Wide>
                <Group align="flex-end" gap="sm" wrap="nowrap">
                  <ClientField autoFocus value={client} onPick={pickClient} error={fault('clientId')} />
                  {may('clients', 'add') ? (
                    <Button variant="default" onClick={() => setIsAddingClient(true)}>
                      Add a client
                    </Button>
                  ) : null}
                </Group>
              </Wide>
              <SessionField clientId={client?.id} value={session} onPick={pickSession} error={fault('sessionId')} />
              <DateField label="Date" value={date} onChange={setDate} error={fault('date')} />
              <DateField
                label="Approximate delivery"
                value={deliveryDate}
                onChange={setDeliveryDate}
                error={fault('deliveryDate')}
              />
            </Fields>
            <LinesEditor isNew drafts={drafts} onChange={setDrafts} fault={fault} />
            <Fields label="Beside the lines">
              <MoneyField label="Tax" value={tax} onChange={setTax} error={fault('tax')} />
              <MoneyField label="Shipping" value={shipping} onChange={setShipping} error={fault('shipping')} />
              <Wide>
                <Textarea
                  label="Notes"
                  autosize
                  minRows={2}
                  value={notes}
                  onChange={({ currentTarget }) => setNotes(currentTarget.value)}
                  error={fault('notes')}
                />
              </Wide>
            </Fields>
            <Sums drafts={drafts} tax={tax ?? 0} shipping={shipping ?? 0} />
          </>
        )}
      </Form>
      {isAddingClient ? <NewClient onAdded={pickClient} onClose={() => setIsAddingClient(false)} /> : null}
    </Page>
  );
}

const lineFields = ['id', 'productId', 'vendorId', 'description', 'externalKey', 'quantity', 'price', 'discount'];

function faultPlaces(lines: number): string[] {
  return Array.from({ length: lines }, (_, at) => lineFields.map((field) => `lines.${at}.${field}`)).flat();
}

/** The client and session chosen here, or given by the address one came from. */
function useWhose() {
  const [{ clientId, sessionId }] = useView<{ clientId: number; sessionId: number }>();
  const givenSession = useAnswer(
    getSession,
    { params: { id: Number(sessionId) } },
    { enabled: Boolean(sessionId) },
  ).data;
  const givenClient = useAnswer(getClient, { params: { id: Number(clientId) } }, { enabled: Boolean(clientId) }).data;
  const [picked, setPicked] = useState<{ client: Picked | null; session: Picked | null }>();
  const ofSession = givenSession ? { id: givenSession.clientId, name: givenSession.clientName } : null;
  const client = picked ? picked.client : (givenClient ?? ofSession);
  const session = picked ? picked.session : (givenSession ?? null);
  return {
    client,
    session,
    pickClient: (chosen: Picked | null) =>
      setPicked({ client: chosen, session: chosen?.id === client?.id ? session : null }),
    pickSession: (chosen: Picked | null) => setPicked({ client, session: chosen }),
  };
}
