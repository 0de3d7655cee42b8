import { Modal, NativeSelect } from '@mantine/core';
import type { ProductionStatus, ProductionType } from '@printrail/contract/cycles';
import { useState } from 'react';
import { Form } from '../ui/form.tsx';
import { countWords } from '../ui/words.ts';
import { neighbourOf } from './cycle.rules.ts';

type MoveOrdersProps = {
  status: ProductionStatus;
  type: ProductionType;
  count: number;
  onMove: (toStatusId: number) => Promise<unknown>;
  onClose: () => void;
};

/** Open orders cannot stay at a status that closes: where they go instead. */
export function MoveOrders({ status, type, count, onMove, onClose }: MoveOrdersProps) {
  const places = type.statuses.filter(({ id, isActive }) => isActive && id !== status.id);
  const [to, setTo] = useState(String((neighbourOf(type.statuses, status) ?? places[0])?.id ?? ''));
  const orders = countWords(count, 'open order');
  return (
    <Modal opened onClose={onClose} title={`${orders} ${count === 1 ? 'stands' : 'stand'} at ${status.name}`}>
      <Form
        submit={`Move ${countWords(count, 'order')} and go on`}
        onSubmit={() => onMove(Number(to))}
        onCancel={onClose}
        fields={['moveOrdersToStatusId']}
      >
        {(fault) => (
          <NativeSelect
            label={`Move its ${orders} to`}
            data-autofocus
            data={places.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={to}
            error={fault('moveOrdersToStatusId')}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
          />
        )}
      </Form>
    </Modal>
  );
}
