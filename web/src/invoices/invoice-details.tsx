import { Textarea, TextInput } from '@mantine/core';
import { type Invoice, updateInvoice } from '@printrail/contract/invoices';
import { Refused } from '../api.ts';
import { SessionField } from '../clients/session-field.tsx';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Fields, Wide } from '../ui/fields.tsx';
import { MoneyField } from '../ui/money-field.tsx';
import { SaveBar } from '../ui/save-bar.tsx';
import { useToast } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { InvoiceNoticeList } from './invoice-notices.tsx';

type InvoiceDetailsProps = { invoice: Invoice; onDeliveryDateChanged: () => void };

/** What the invoice says of itself. */
export function InvoiceDetails({ invoice, onDeliveryDateChanged }: InvoiceDetailsProps) {
  const { value, typed, set, isDirty, version, clear } = useDraft(invoice);
  const save = useChange(updateInvoice, ['Production orders', 'Automation']);
  const say = useToast();
  const isReadOnly = !useMay()('invoices', 'change');
  const fault = (field: string) => (save.error instanceof Refused ? save.error.at(field) : undefined);
  const discard = () => {
    clear();
    save.reset();
  };
  const onSave = () => {
    const { sessionName: _, ...body } = typed;
    save.mutate(
      { params: { id: invoice.id }, version, body },
      {
        onSuccess: () => {
          clear();
          say('The invoice is saved.');
          if ('deliveryDate' in body) onDeliveryDateChanged();
        },
      },
    );
  };
  const text = (field: 'number' | 'notes') => ({
    value: value[field],
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      set({ [field]: currentTarget.value }),
    error: fault(field),
  });
  const date = (field: 'date' | 'deliveryDate' | 'deliveredDate') => ({
    value: value[field],
    onChange: (day: string | null) => set({ [field]: day }),
    error: fault(field),
  });
  const money = (field: 'tax' | 'shipping') => ({
    value: value[field],
    onChange: (amount: number | null) => set({ [field]: amount ?? 0 }),
    error: fault(field),
  });
  return (
    <>
      <Fields label="Details" isReadOnly={isReadOnly}>
        <TextInput label="Number" maxLength={60} {...text('number')} />
        <SessionField
          clientId={invoice.clientId}
          value={value.sessionId === null ? null : { id: value.sessionId, name: value.sessionName ?? '' }}
          onPick={(session) => set({ sessionId: session?.id ?? null, sessionName: session?.name ?? null })}
          error={fault('sessionId')}
        />
        <DateField label="Date" {...date('date')} />
        <DateField label="Approximate delivery" {...date('deliveryDate')} />
        <DateField label="Delivered" {...date('deliveredDate')} />
        <MoneyField label="Tax" {...money('tax')} />
        <MoneyField label="Shipping" {...money('shipping')} />
        <Wide>
          <Textarea label="Notes" autosize minRows={3} {...text('notes')} />
        </Wide>
      </Fields>
      {isDirty ? (
        <SaveBar
          save="Save invoice"
          onSave={onSave}
          onDiscard={discard}
          isSaving={save.isPending}
          canSave={value.number.trim() !== '' && value.date !== null}
          error={save.error}
        />
      ) : null}
      <InvoiceNoticeList invoiceId={invoice.id} />
    </>
  );
}
