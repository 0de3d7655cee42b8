import { Button, Popover, Select } from '@mantine/core';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { changeInvoiceStatus, type Invoice } from '@printrail/contract/invoices';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { StatusName } from '../ui/attention.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Form } from '../ui/form.tsx';
import { useKeys } from '../ui/keys.tsx';
import { useToast } from '../ui/toast.tsx';
import { durationWords, today } from '../ui/words.ts';
import { InvoiceDue } from './invoice-due.tsx';

/** Where the invoice stands and until when, and the way to change it. */
export function InvoiceStatusControl({ invoice }: { invoice: Invoice }) {
  const statuses = useAnswer(listInvoiceStatuses, {}).data?.items ?? [];
  const [isOpen, setIsOpen] = useState(false);
  const mayChange = useMay()('invoices', 'change');
  const current = statuses.find(({ id }) => id === invoice.statusId);
  useKeys([
    { keys: ['Shift+s'], does: 'Change the status of the invoice', when: mayChange, run: () => setIsOpen(true) },
  ]);
  const status = <StatusName name={invoice.statusName} color={current?.color ?? 'transparent'} />;
  return (
    <>
      <InvoiceDue invoice={invoice} isFinal={current?.isFinal ?? false} />
      {mayChange ? (
        <Popover
          opened={isOpen}
          onChange={setIsOpen}
          position="bottom-end"
          width={300}
          trapFocus
          shadow="md"
          withinPortal
        >
          <Popover.Target>
            <Button
              variant="default"
              rightSection={<IconChevronDown size={14} aria-hidden />}
              aria-label={`Status: ${invoice.statusName}`}
              onClick={() => setIsOpen(!isOpen)}
            >
              {status}
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label="Change the status of the invoice">
            <ChangeStatus invoice={invoice} onDone={() => setIsOpen(false)} />
          </Popover.Dropdown>
        </Popover>
      ) : (
        status
      )}
    </>
  );
}

function ChangeStatus({ invoice, onDone }: { invoice: Invoice; onDone: () => void }) {
  const statuses = (useAnswer(listInvoiceStatuses, {}).data?.items ?? []).filter(({ isActive }) => isActive);
  const change = useChange(changeInvoiceStatus, ['Production orders', 'Automation']);
  const say = useToast();
  const at = statuses.findIndex(({ id }) => id === invoice.statusId);
  const next = statuses[at + 1] ?? statuses.find(({ id }) => id !== invoice.statusId);
  const [statusId, setStatusId] = useState(next?.id);
  const [changeDate, setChangeDate] = useState<string | null>(today());
  const [dueDate, setDueDate] = useState<string | null>(null);
  const chosen = statuses.find(({ id }) => id === statusId);
  const submit = async () => {
    if (!chosen) return;
    const dates = { ...(changeDate ? { changeDate } : {}), ...(dueDate ? { dueDate } : {}) };
    const body = { version: invoice.version, statusId: chosen.id, ...dates };
    await change.mutateAsync({ params: { id: invoice.id }, body });
    say(`${invoice.number} is at ${chosen.name}.`);
    onDone();
  };
  return (
    <Form submit="Change status" onSubmit={submit} onCancel={onDone} fields={['statusId', 'changeDate', 'dueDate']}>
      {(fault) => (
        <>
          <Select
            label="New status"
            data-autofocus
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={statuses
              .filter(({ id }) => id !== invoice.statusId)
              .map(({ id, name }) => ({ value: String(id), label: name }))}
            value={statusId === undefined ? null : String(statusId)}
            onChange={(id) => setStatusId(Number(id))}
            error={fault('statusId')}
          />
          <DateField
            label="Date of the change"
            value={changeDate}
            onChange={setChangeDate}
            latest={today()}
            error={fault('changeDate')}
          />
          <DateField
            label="Due"
            description={
              chosen?.duration == null
                ? 'Empty: no due date'
                : `Empty: ${durationWords(chosen.duration)} after the change`
            }
            value={dueDate}
            onChange={setDueDate}
            error={fault('dueDate')}
          />
        </>
      )}
    </Form>
  );
}
