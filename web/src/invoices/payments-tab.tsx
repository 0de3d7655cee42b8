import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { Invoice, Payment } from '@printrail/contract/invoices';
import { addPayment, deletePayment } from '@printrail/contract/payments';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Day } from '../ui/attention.tsx';
import { DateField } from '../ui/date-field.tsx';
import { MoneyField } from '../ui/money-field.tsx';
import { Wrong } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import { dayWords, moneyWords, today } from '../ui/words.ts';
import classes from './invoices.module.css';

/** What was paid and what is still to be paid. */
export function PaymentsTab({ invoice }: { invoice: Invoice }) {
  const may = useMay();
  const remove = useRemoving(invoice);
  const columns: Column<Payment>[] = [
    { name: 'Date', width: '140px', show: ({ date }) => <Day date={date} /> },
    { name: 'Note', show: ({ note }) => note },
    { name: 'Amount', isNumber: true, width: '140px', show: ({ amount }) => moneyWords(amount) },
  ];
  if (may('invoices', 'delete')) {
    columns.push({
      name: 'Take back',
      width: '48px',
      isNumber: true,
      show: (payment) => (
        <ActionIcon
          size={28}
          aria-label={`Take back ${moneyWords(payment.amount)} of ${dayWords(payment.date)}`}
          onClick={() => remove.run(payment)}
        >
          <IconX size={14} />
        </ActionIcon>
      ),
    });
  }
  return (
    <>
      <Wrong error={remove.error} />
      {invoice.payments.length === 0 ? (
        <p className="quiet">Nothing was paid yet.</p>
      ) : (
        <Table label="Payments" columns={columns} rows={invoice.payments} keyOf={({ id }) => id} />
      )}
      <dl className={classes.sums}>
        <dt>Total</dt>
        <dd>{moneyWords(invoice.total)}</dd>
        <dt>Paid</dt>
        <dd>{moneyWords(invoice.paid)}</dd>
        <dt className={classes.whole}>Balance</dt>
        <dd className={classes.whole}>{moneyWords(invoice.total - invoice.paid)}</dd>
      </dl>
      {may('invoices', 'change') ? <AddPayment key={invoice.payments.length} invoice={invoice} /> : null}
    </>
  );
}

/** A payment goes at once and can be put back as it was. */
function useRemoving(invoice: Invoice) {
  const remove = useChange(deletePayment, ['Production orders', 'Automation']);
  const add = useChange(addPayment, ['Production orders', 'Automation']);
  const say = useToast();
  const run = ({ id: paymentId, date, amount, note, externalKey }: Payment) =>
    remove.mutate(
      { params: { id: invoice.id, paymentId }, version: invoice.version },
      {
        onSuccess: () =>
          say(`The payment of ${moneyWords(amount)} was taken back.`, {
            action: {
              label: 'Undo',
              run: () => add.mutate({ params: { id: invoice.id }, body: { date, amount, note, externalKey } }),
            },
          }),
      },
    );
  return { run, error: remove.error ?? add.error };
}

function AddPayment({ invoice }: { invoice: Invoice }) {
  const balance = invoice.total - invoice.paid;
  const [amount, setAmount] = useState<number | null>(balance > 0 ? balance : null);
  const [date, setDate] = useState<string | null>(today());
  const [note, setNote] = useState('');
  const add = useChange(addPayment, ['Production orders', 'Automation']);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (amount === null || add.isPending) return;
    add.mutate({ params: { id: invoice.id }, body: { amount, note, ...(date ? { date } : {}) } });
  };
  return (
    <form className={classes.payment} onSubmit={submit} noValidate aria-label="Add a payment">
      <DateField label="Date" value={date} onChange={setDate} />
      <MoneyField label="Amount" value={amount} onChange={setAmount} w={130} />
      <TextInput
        label="Note"
        value={note}
        maxLength={500}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
        w={240}
      />
      <Button
        type="submit"
        variant="default"
        mt={20}
        disabled={amount === null || amount === 0}
        loading={add.isPending}
      >
        Add payment
      </Button>
      <Wrong error={add.error} />
    </form>
  );
}
