import { Select, Textarea, TextInput } from '@mantine/core';
import { type TaskPriority, type TaskType, taskPriorities } from '@printrail/contract/tasks';
import { usePeopleChoices } from '../cycles/people-choices.ts';
import { nameOptions } from '../hub/people.ts';
import { DateField } from '../ui/date-field.tsx';
import { Fields, Wide } from '../ui/fields.tsx';
import { useFocusHere } from '../ui/focus-here.ts';
import { AboutField } from './about-field.tsx';
import { submitOnEnter } from './submit-on-enter.ts';
import type { TypedTask } from './task.rules.ts';

export const taskFieldNames = [
  ...['typeId', 'description', 'dueDate', 'priority', 'userId', 'departmentId', 'phone'],
  ...['orderId', 'invoiceId', 'clientId'],
];

type TaskFieldsProps = {
  value: TypedTask;
  set: (part: Partial<TypedTask>) => void;
  types: readonly TaskType[];
  fault: (field: string) => string | undefined;
};

const priorityNames = { low: 'Low', normal: 'Normal', high: 'High' } as const;

/** What a task or call is: what to do, until when, by whom, about what. */
export function TaskFields({ value, set, types, fault }: TaskFieldsProps) {
  const type = types.find(({ id }) => id === value.typeId);
  const first = useFocusHere<HTMLTextAreaElement>();
  return (
    <Fields label={type?.isCall ? 'The call' : 'The task'}>
      <Wide>
        <Textarea
          label="What is to be done"
          ref={first}
          data-autofocus
          autosize
          minRows={2}
          maxRows={10}
          maxLength={20_000}
          value={value.description}
          onChange={({ currentTarget }) => set({ description: currentTarget.value })}
          onKeyDown={submitOnEnter}
          error={fault('description')}
        />
      </Wide>
      <Select
        label="Type"
        data={nameOptions(types)}
        allowDeselect={false}
        value={String(value.typeId)}
        onChange={(id) => {
          const chosen = types.find((each) => String(each.id) === id);
          if (chosen) set({ typeId: chosen.id, ...(chosen.isCall ? {} : { phone: '' }) });
        }}
        error={fault('typeId')}
      />
      <AboutField
        value={value.about}
        // Another client has another number.
        onPick={(about) => set({ about, phone: '' })}
        error={fault('orderId') ?? fault('invoiceId') ?? fault('clientId')}
      />
      {type?.isCall ? (
        <TextInput
          label="Phone"
          type="tel"
          placeholder={value.about ? 'The client’s number' : ''}
          value={value.phone}
          onChange={({ currentTarget }) => set({ phone: currentTarget.value })}
          error={fault('phone')}
        />
      ) : null}
      <DateField label="Due" value={value.dueDate} onChange={(dueDate) => set({ dueDate })} error={fault('dueDate')} />
      <Select
        label="Priority"
        data={taskPriorities.map((priority) => ({ value: priority, label: priorityNames[priority] }))}
        allowDeselect={false}
        value={value.priority}
        onChange={(priority) => priority && set({ priority: priority as TaskPriority })}
        error={fault('priority')}
      />
      <Whose value={value} set={set} fault={fault} />
    </Fields>
  );
}

function Whose({ value, set, fault }: Pick<TaskFieldsProps, 'value' | 'set' | 'fault'>) {
  const { users, departments } = usePeopleChoices();
  return (
    <>
      <Select
        label="Person"
        placeholder="Nobody"
        searchable
        clearable
        data={nameOptions(users(value.userId))}
        value={value.userId === null ? null : String(value.userId)}
        onChange={(id) => set({ userId: id ? Number(id) : null })}
        error={fault('userId')}
      />
      <Select
        label="Department"
        placeholder="None"
        searchable
        clearable
        data={nameOptions(departments(value.departmentId))}
        value={value.departmentId === null ? null : String(value.departmentId)}
        onChange={(id) => set({ departmentId: id ? Number(id) : null })}
        error={fault('departmentId')}
      />
    </>
  );
}
