import { Modal, Progress, Select } from '@mantine/core';
import { updateOrder } from '@printrail/contract/orders';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call, Refused } from '../api.ts';
import { Form } from '../ui/form.tsx';
import { useToast } from '../ui/toast.tsx';
import { countWords, numberWords } from '../ui/words.ts';
import { ordersOf } from './orders-of.ts';
import { nameOptions, usePeople } from './people.ts';
import type { Hub } from './use-hub.ts';
import type { Seen, Selection } from './use-selection.ts';

const mostAssigned = 200;
const nobody = 'nobody';

/** Gives the selected orders to somebody, one after another; stops at the first that is refused. */
export function AssignForm({ hub, selection, onClose }: { hub: Hub; selection: Selection; onClose: () => void }) {
  const { users, departments } = usePeople();
  const client = useQueryClient();
  const say = useToast();
  const [user, setUser] = useState<string | null>(null);
  const [department, setDepartment] = useState<string | null>(null);
  const [done, setDone] = useState(0);
  const left = useRef<readonly Seen[]>(undefined);
  const total = useRef(selection.count).current;
  const isTooMany = total > mostAssigned;
  const assign = async () => {
    left.current ??= await ordersOf(selection, hub.filter);
    const body = {
      ...(user === null ? {} : { responsibleUserId: user === nobody ? null : Number(user) }),
      ...(department === null ? {} : { departmentId: department === nobody ? null : Number(department) }),
    };
    try {
      for (const order of left.current) {
        await assignOne(order, body);
        left.current = left.current.slice(1);
        setDone((count) => count + 1);
      }
    } finally {
      void client.invalidateQueries({ queryKey: [updateOrder.tag] });
    }
    say(`${countWords(total, 'order')} assigned.`);
    selection.clear();
    onClose();
  };
  const isAll = (value: string | null) => value === null;
  return (
    <Modal opened onClose={onClose} title={`Assign ${countWords(total, 'order')}`}>
      <Form
        submit={`Assign ${countWords(total - done, 'order')}`}
        onSubmit={assign}
        onCancel={onClose}
        isDisabled={isTooMany || (isAll(user) && isAll(department))}
      >
        {() => (
          <>
            {isTooMany ? <p>Up to {mostAssigned} orders are assigned at once. Select fewer.</p> : null}
            <Select
              label="Responsible"
              placeholder="Leave as it is"
              data={[{ value: nobody, label: 'Nobody' }, ...nameOptions(users)]}
              value={user}
              onChange={setUser}
              searchable
              clearable
              data-autofocus
            />
            <Select
              label="Department"
              placeholder="Leave as it is"
              data={[{ value: nobody, label: 'None' }, ...nameOptions(departments)]}
              value={department}
              onChange={setDepartment}
              searchable
              clearable
            />
            {done > 0 ? (
              <div role="status">
                {numberWords(done)} of {numberWords(total)} assigned
                <Progress value={(100 * done) / total} mt={4} aria-label="Assigned" />
              </div>
            ) : null}
          </>
        )}
      </Form>
    </Modal>
  );
}

async function assignOne(
  { id, number, version }: Seen,
  body: { responsibleUserId?: number | null; departmentId?: number | null },
) {
  try {
    await call(updateOrder, { params: { id }, body, version });
  } catch (error) {
    if (error instanceof Refused) throw new Refused({ ...error.problem, detail: `${number}: ${error.message}` });
    throw error;
  }
}
