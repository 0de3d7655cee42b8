import { Modal, NativeSelect, Textarea } from '@mantine/core';
import { listTypes } from '@printrail/contract/cycles';
import { changeType } from '@printrail/contract/type-changes';
import { useState } from 'react';
import { useUndo } from '../changes/change-at-once.tsx';
import { alsoStale, OrderOutcome } from '../changes/outcome.tsx';
import { useAnswer, useChange } from '../queries.ts';
import { Form } from '../ui/form.tsx';
import { useToast } from '../ui/toast.tsx';
import type { OrderWindowProps } from './order-actions.tsx';

/** Another type together with a status of it; the visit where it is ends not complete. */
export function TypeWindow({ order, onClose }: OrderWindowProps) {
  const types = (useAnswer(listTypes, {}).data?.items ?? []).filter(
    ({ id, isActive }) => isActive && id !== order.typeId,
  );
  const [typeId, setTypeId] = useState<number>();
  const [statusId, setStatusId] = useState<number>();
  const [note, setNote] = useState('');
  const change = useChange(changeType, alsoStale);
  const say = useToast();
  const { takeBackOne } = useUndo();
  const type = types.find(({ id }) => id === typeId) ?? types[0];
  const statuses = (type?.statuses ?? []).filter(({ isActive }) => isActive);
  const initial = statuses.find(({ isInitial }) => isInitial);
  const save = async () => {
    if (!type) return;
    const saved = await change.mutateAsync({
      params: { id: order.id },
      body: {
        version: order.version,
        typeId: type.id,
        ...(statusId === undefined ? {} : { statusId }),
        ...(note.trim() ? { note } : {}),
      },
    });
    onClose();
    say(<OrderOutcome order={saved.order} notices={saved.notices} />, {
      action: { label: 'Undo', run: () => void takeBackOne(order.id, { changeId: saved.changeId }) },
    });
  };
  return (
    <Modal opened onClose={onClose} title={`Change the type of ${order.number}`}>
      <Form
        submit={type ? `Change to ${type.name}` : 'Change the type'}
        onSubmit={save}
        onCancel={onClose}
        fields={['typeId', 'statusId', 'note']}
        isDisabled={!type}
      >
        {(fault) => (
          <>
            <p>
              {order.typeName} at {order.statusName}, which ends not complete.
            </p>
            <NativeSelect
              label="New type"
              data={types.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={String(type?.id ?? '')}
              onChange={(event) => {
                setTypeId(Number(event.currentTarget.value));
                setStatusId(undefined);
              }}
              error={fault('typeId')}
              data-autofocus
            />
            <NativeSelect
              label="New status"
              data={statuses.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={String(statusId ?? initial?.id ?? '')}
              onChange={(event) => setStatusId(Number(event.currentTarget.value))}
              error={fault('statusId')}
            />
            <Textarea
              label="Note"
              autosize
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              error={fault('note')}
            />
          </>
        )}
      </Form>
    </Modal>
  );
}
