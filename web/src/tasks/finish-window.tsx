import { Modal, Textarea } from '@mantine/core';
import type { Task } from '@printrail/contract/tasks';
import { useState } from 'react';
import { Form } from '../ui/form.tsx';
import { PhoneLink } from '../ui/phone-link.tsx';
import { submitOnEnter } from './submit-on-enter.ts';

type FinishWindowProps = { task: Task; onFinish: (outcome: string) => Promise<unknown>; onClose: () => void };

/** A call is made, and what came of it is written down. */
export function FinishWindow({ task, onFinish, onClose }: FinishWindowProps) {
  const [outcome, setOutcome] = useState(task.outcome);
  const save = async () => {
    await onFinish(outcome.trim());
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={task.typeName}>
      <Form submit="Finish the call" onSubmit={save} onCancel={onClose} fields={['outcome']}>
        {(fault) => (
          <>
            <p>
              {task.clientName ? `${task.clientName} · ` : ''}
              {task.phone ? <PhoneLink phone={task.phone} /> : <span className="quiet">no phone number</span>}
            </p>
            {task.description ? <p className="quiet">{task.description}</p> : null}
            <Textarea
              label="What came of it"
              data-autofocus
              autosize
              minRows={2}
              maxRows={8}
              maxLength={20_000}
              value={outcome}
              onChange={({ currentTarget }) => setOutcome(currentTarget.value)}
              onKeyDown={submitOnEnter}
              error={fault('outcome')}
            />
          </>
        )}
      </Form>
    </Modal>
  );
}
