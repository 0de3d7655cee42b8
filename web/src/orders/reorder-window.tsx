import { Checkbox, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { OrderLine } from '@printrail/contract/orders';
import { listReorderReasons, reorderOrder } from '@printrail/contract/reorders';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer, useChange } from '../queries.ts';
import { Form } from '../ui/form.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import { countWords } from '../ui/words.ts';
import type { OrderWindowProps } from './order-actions.tsx';

/** Orders chosen lines once more, with the reason; the two orders are linked. */
export function ReorderWindow({ order, onClose }: OrderWindowProps) {
  const reasons = (useAnswer(listReorderReasons, {}).data?.items ?? []).filter(({ isActive }) => isActive);
  const [reasonId, setReasonId] = useState<number>();
  const [counts, setCounts] = useState<ReadonlyMap<number, string>>(
    new Map(order.lines.length === 1 ? order.lines.map(({ id, quantity }) => [id, String(quantity)]) : []),
  );
  const [vendorNotes, setVendorNotes] = useState('');
  const reorder = useChange(reorderOrder, ['Status changes', 'Invoices', 'Automation']);
  const navigate = useNavigate();
  const say = useToast();
  const reason = reasons.find(({ id }) => id === reasonId) ?? reasons[0];
  const lines = [...counts].map(([lineId, quantity]) => ({ lineId, quantity: Number(quantity) }));
  const isSound = lines.length > 0 && lines.every(({ quantity }) => Number.isInteger(quantity) && quantity > 0);
  const save = async () => {
    if (!reason) return;
    const made = await reorder.mutateAsync({
      params: { id: order.id },
      body: { reasonId: reason.id, lines, ...(vendorNotes.trim() ? { vendorNotes } : {}) },
    });
    onClose();
    const show = () => void navigate({ to: '/production/orders/$id', params: { id: String(made.id) } });
    say(`${made.number} orders ${countWords(lines.length, 'line')} of ${order.number} again`, {
      action: { label: `Open ${made.number}`, run: show },
    });
  };
  const choose = (id: number, quantity: string | undefined) => {
    const next = new Map(counts);
    if (quantity === undefined) next.delete(id);
    else next.set(id, quantity);
    setCounts(next);
  };
  return (
    <Modal opened onClose={onClose} title={`Reorder from ${order.number}`} size="lg">
      <Form
        submit={lines.length > 0 ? `Reorder ${countWords(lines.length, 'line')}` : 'Reorder'}
        onSubmit={save}
        onCancel={onClose}
        fields={['reasonId', 'vendorNotes']}
        isDisabled={!reason || !isSound}
      >
        {(fault) => (
          <>
            <Table
              label="Lines to order again"
              columns={columnsOf(counts, choose)}
              rows={order.lines}
              keyOf={({ id }) => id}
            />
            <NativeSelect
              label="Reason"
              data={reasons.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={String(reason?.id ?? '')}
              onChange={(event) => setReasonId(Number(event.currentTarget.value))}
              description={
                reason ? (reason.isCharged ? 'The vendor charges for it.' : 'The vendor does not charge.') : ''
              }
              error={fault('reasonId')}
            />
            {reasons.length === 0 ? <p>There are no reasons for reorders yet; Settings › Lists adds one.</p> : null}
            <Textarea
              label="Vendor notes"
              description="Printed on the order form for the vendor."
              autosize
              value={vendorNotes}
              onChange={(event) => setVendorNotes(event.currentTarget.value)}
              error={fault('vendorNotes')}
            />
          </>
        )}
      </Form>
    </Modal>
  );
}

type Choose = (id: number, quantity: string | undefined) => void;

function columnsOf(counts: ReadonlyMap<number, string>, choose: Choose): readonly Column<OrderLine>[] {
  return [
    {
      name: 'Line',
      show: ({ id, description, quantity }) => (
        <Checkbox
          label={description}
          checked={counts.has(id)}
          onChange={(event) => choose(id, event.currentTarget.checked ? String(quantity) : undefined)}
        />
      ),
    },
    { name: 'Ordered', isNumber: true, show: ({ quantity }) => quantity },
    {
      name: 'Again',
      isNumber: true,
      width: '96px',
      show: ({ id, description, quantity }) => (
        <TextInput
          aria-label={`How many of ${description} again`}
          inputMode="numeric"
          value={counts.get(id) ?? ''}
          placeholder="0"
          error={counts.has(id) && !(Number(counts.get(id)) >= 1 && Number(counts.get(id)) <= quantity)}
          onChange={(event) => choose(id, event.currentTarget.value || undefined)}
        />
      ),
    },
  ];
}
