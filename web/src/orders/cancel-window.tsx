import { Modal, Textarea, TextInput } from '@mantine/core';
import { cancelOrder, reopenOrder } from '@printrail/contract/cancelling';
import { useState } from 'react';
import { Told } from '../changes/outcome.tsx';
import { useChange } from '../queries.ts';
import { Form } from '../ui/form.tsx';
import { useToast } from '../ui/toast.tsx';
import type { OrderWindowProps } from './order-actions.tsx';

const alsoStale = ['Production orders', 'Invoices', 'Automation'] as const;

/** Cancelling needs a reason; the order keeps its history and can be reopened. */
export function CancelWindow({ order, onClose }: OrderWindowProps) {
  const [reason, setReason] = useState('');
  const cancel = useChange(cancelOrder, alsoStale);
  const reopen = useChange(reopenOrder, alsoStale);
  const say = useToast();
  const takeBack = () => reopen.mutate({ params: { id: order.id }, body: {} });
  const save = async () => {
    const { notices } = await cancel.mutateAsync({
      params: { id: order.id },
      body: { version: order.version, reason },
    });
    onClose();
    say(
      <>
        {order.number} is cancelled
        <Told notices={notices} />
      </>,
      { action: { label: 'Reopen', run: takeBack } },
    );
  };
  return (
    <Modal opened onClose={onClose} title={`Cancel ${order.number}`}>
      <Form submit={`Cancel ${order.number}`} onSubmit={save} fields={['reason']} isDisabled={!reason.trim()}>
        {(fault) => (
          <>
            <p>It leaves the open orders and keeps its history; what it ordered can be ordered again.</p>
            <TextInput
              label="Reason"
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={fault('reason')}
              maxLength={500}
              data-autofocus
            />
          </>
        )}
      </Form>
    </Modal>
  );
}

export function ReopenWindow({ order, onClose }: OrderWindowProps) {
  const [note, setNote] = useState('');
  const reopen = useChange(reopenOrder, alsoStale);
  const say = useToast();
  const save = async () => {
    const answer = await reopen.mutateAsync({
      params: { id: order.id },
      body: { version: order.version, ...(note.trim() ? { note } : {}) },
    });
    onClose();
    say(
      <>
        {order.number} is open again, at {answer.order.statusName}
        <Told notices={answer.notices} />
      </>,
    );
  };
  return (
    <Modal opened onClose={onClose} title={`Reopen ${order.number}`}>
      <Form submit={`Reopen ${order.number}`} onSubmit={save} onCancel={onClose} fields={['note']}>
        {(fault) => (
          <>
            <p>It comes back exactly to the place it had: {order.statusName}.</p>
            <Textarea
              label="Note"
              autosize
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              error={fault('note')}
              data-autofocus
            />
          </>
        )}
      </Form>
    </Modal>
  );
}
