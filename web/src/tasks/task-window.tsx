import { Modal } from '@mantine/core';
import { addTask, getTask, listTaskTypes, type Task, type TaskType, updateTask } from '@printrail/contract/tasks';
import { useAnswer, useChange } from '../queries.ts';
import { useSession } from '../session.tsx';
import { Form } from '../ui/form.tsx';
import { Answer } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { type About, bodyOf, type TypedTask, taskWords, typedOf } from './task.rules.ts';
import { TaskFields, taskFieldNames } from './task-fields.tsx';

type TaskWindowProps = { onClose: () => void } & ({ task: Task } | { isCall: boolean; about: About | null });

/** A task or call, to add or to change. */
export function TaskWindow(props: TaskWindowProps) {
  const types = useAnswer(listTaskTypes, {});
  const isCall = 'task' in props ? props.task.isCall : props.isCall;
  const title = 'task' in props ? props.task.typeName : `New ${isCall ? 'call' : 'task'}`;
  return (
    <Modal opened onClose={props.onClose} title={title} size={620}>
      <Answer of={types} rows={5}>
        {({ items }) => ('task' in props ? <Edit {...props} types={items} /> : <Add {...props} types={items} />)}
      </Answer>
    </Modal>
  );
}

type AddProps = { isCall: boolean; about: About | null; types: readonly TaskType[]; onClose: () => void };

/** A new one is one's own, until another is named. */
function Add({ isCall, about, types, onClose }: AddProps) {
  const { me } = useSession();
  const add = useChange(addTask);
  const say = useToast();
  const offered = types.filter(({ isActive }) => isActive);
  const usual = offered.find((type) => type.isCall === isCall) ?? offered[0];
  const blank: TypedTask & { version: number } = {
    ...{ typeId: usual?.id ?? 0, description: '', dueDate: null, priority: 'normal', phone: '', about },
    ...{ userId: me.user?.id ?? null, departmentId: null, version: 1 },
  };
  const { value, set } = useDraft(blank);
  if (!usual) return <p>There are no types of tasks yet; add one in the settings, under statuses and reasons.</p>;
  const { version: _, ...typed } = value;
  const save = async () => {
    const added = await add.mutateAsync({ body: bodyOf(typed) as ReturnType<typeof bodyOf> & { typeId: number } });
    onClose();
    say(`Added: ${taskWords(added)}`);
  };
  return (
    <Form
      submit={`Add the ${isCallIn(types, value) ? 'call' : 'task'}`}
      onSubmit={save}
      onCancel={onClose}
      fields={taskFieldNames}
    >
      {(fault) => <TaskFields value={value} set={set} types={offered} fault={fault} />}
    </Form>
  );
}

function Edit({ task, types, onClose }: { task: Task; types: readonly TaskType[]; onClose: () => void }) {
  const latest = useAnswer(getTask, { params: { id: task.id } }).data ?? task;
  const { value, typed, set, isDirty, version } = useDraft({ ...typedOf(latest), version: latest.version });
  const update = useChange(updateTask);
  const save = async () => {
    if (isDirty) await update.mutateAsync({ params: { id: task.id }, version, body: bodyOf(typed) });
    onClose();
  };
  const offered = types.filter(({ id, isActive }) => isActive || id === latest.typeId);
  return (
    <Form
      submit={`Save the ${isCallIn(types, value) ? 'call' : 'task'}`}
      onSubmit={save}
      onCancel={onClose}
      fields={taskFieldNames}
    >
      {(fault) => <TaskFields value={value} set={set} types={offered} fault={fault} />}
    </Form>
  );
}

function isCallIn(types: readonly TaskType[], { typeId }: { typeId: number }): boolean {
  return types.find(({ id }) => id === typeId)?.isCall ?? false;
}
