import { Modal } from '@mantine/core';
import type { Task } from '@printrail/contract/tasks';
import { Form } from '../ui/form.tsx';

type DeleteWindowProps = { task: Task; onDelete: () => Promise<unknown>; onClose: () => void };

/** Deleting cannot be undone, so it asks. */
export function DeleteWindow({ task, onDelete, onClose }: DeleteWindowProps) {
  const what = task.isCall ? 'call' : 'task';
  const save = async () => {
    await onDelete();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Delete this ${what}?`}>
      <Form submit={`Delete the ${what}`} onSubmit={save} onCancel={onClose}>
        {() => (
          <p>
            {task.typeName}
            {task.description ? `: ${task.description}` : ''}. It will be gone for good; one that is no longer to be
            done can be cancelled instead, and stays to be seen.
          </p>
        )}
      </Form>
    </Modal>
  );
}
