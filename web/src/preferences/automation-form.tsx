import { Checkbox, NativeSelect, NumberInput, Radio, Stack } from '@mantine/core';
import type { Preferences } from '@printrail/contract/calendar';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { useAnswer } from '../queries.ts';
import { creationOf, eventNames } from './automation.rules.ts';
import classes from './preferences-form.module.css';
import { PreferencesForm, usePreferencesDraft } from './preferences-form.tsx';

type Creation = Preferences['orderCreation'];

/** When orders are created, and what follows when all orders of an invoice are complete. */
export function AutomationForm() {
  const draft = usePreferencesDraft('orderCreation', 'invoiceCompletion');
  const { orderCreation, invoiceCompletion } = draft.draft;
  const completion = (part: Partial<Preferences['invoiceCompletion']>) =>
    draft.change({ invoiceCompletion: { ...invoiceCompletion, ...part } });
  return (
    <PreferencesForm
      submit="Save what happens by itself"
      saved="What happens by itself is saved."
      fields={['orderCreation.percent', 'orderCreation.invoiceStatusId', 'invoiceCompletion.setStatusId']}
      draft={draft}
    >
      {(fault) => (
        <>
          <CreationFields
            creation={orderCreation}
            onChange={(part) => draft.change({ orderCreation: creationOf({ ...orderCreation, ...part }) })}
            fault={fault}
          />
          <h3>When all production orders of an invoice are complete</h3>
          <InvoiceStatusChoice
            label="The invoice becomes"
            none="Its status stays"
            value={invoiceCompletion.setStatusId}
            error={fault('invoiceCompletion.setStatusId')}
            onChange={(setStatusId) => completion({ setStatusId })}
          />
          <Checkbox
            label="That day becomes its delivered date, where it has none"
            checked={invoiceCompletion.setDeliveredDate}
            onChange={({ currentTarget }) => completion({ setDeliveredDate: currentTarget.checked })}
          />
          <Checkbox
            label="Tell the person responsible for the invoice"
            checked={invoiceCompletion.notifyUser}
            onChange={({ currentTarget }) => completion({ notifyUser: currentTarget.checked })}
          />
        </>
      )}
    </PreferencesForm>
  );
}

type CreationFieldsProps = {
  creation: Creation;
  onChange: (part: Partial<Creation>) => void;
  fault: (field: string) => string | undefined;
};

function CreationFields({ creation, onChange, fault }: CreationFieldsProps) {
  const { event, percent, invoiceStatusId, how } = creation;
  return (
    <>
      <div className={classes.pair}>
        <NativeSelect
          label="Production orders are created"
          data={eventNames}
          value={event}
          onChange={({ currentTarget }) => onChange({ event: currentTarget.value as Creation['event'] })}
        />
        {event === 'paid_percent' ? (
          <NumberInput
            label="Paid"
            suffix=" %"
            min={1}
            max={100}
            clampBehavior="strict"
            allowDecimal={false}
            hideControls
            value={percent ?? ''}
            error={fault('orderCreation.percent')}
            onChange={(value) => typeof value === 'number' && onChange({ percent: value })}
          />
        ) : null}
        {event === 'invoice_status' ? (
          <InvoiceStatusChoice
            label="The status"
            none="Choose a status"
            value={invoiceStatusId ?? null}
            error={fault('orderCreation.invoiceStatusId')}
            onChange={(id) => id !== null && onChange({ invoiceStatusId: id })}
          />
        ) : null}
      </div>
      {event === 'never' ? null : (
        <Radio.Group label="How" value={how} onChange={(value) => onChange({ how: value as Creation['how'] })}>
          <Stack gap="sm" mt={6}>
            <Radio value="at_once" label="At once, by themselves" />
            <Radio value="offered" label="Offered, with one click to create them" />
          </Stack>
        </Radio.Group>
      )}
    </>
  );
}

type InvoiceStatusChoiceProps = {
  label: string;
  /** What stands for no status at all. */
  none: string;
  value: number | null;
  error: string | undefined;
  onChange: (id: number | null) => void;
};

function InvoiceStatusChoice({ label, none, value, error, onChange }: InvoiceStatusChoiceProps) {
  const { data } = useAnswer(listInvoiceStatuses, {});
  const offered = data?.items.filter(({ id, isActive }) => isActive || id === value) ?? [];
  return (
    <NativeSelect
      label={label}
      data={[{ value: '', label: none }, ...offered.map(({ id, name }) => ({ value: String(id), label: name }))]}
      value={value === null ? '' : String(value)}
      error={error}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? null : Number(currentTarget.value))}
    />
  );
}
