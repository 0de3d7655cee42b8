import { NativeSelect, NumberInput, Textarea } from '@mantine/core';
import { partsOf } from '@printrail/contract/trigger-parts';
import type { Trigger } from '@printrail/contract/triggers';
import { isCallMade } from './trigger-fields.rules.ts';
import type { TriggerFieldsProps } from './trigger-form.tsx';
import { Part, Wide } from './trigger-part.tsx';

type Choice = { id: number; name: string };

/** The task or call that comes of it: what it says, whose it is, and by when. */
export function TaskFields({ value, set, fault, choices }: TriggerFieldsProps) {
  if (partsOf(value).taskTypeId === 'none') return null;
  const isCall = isCallMade(value.action);
  const types = (choices.taskTypes ?? []).filter(
    (type) => type.isCall === isCall && (type.isActive || type.id === value.taskTypeId),
  );
  const one = (
    field: 'taskTypeId' | 'departmentId' | 'userId',
    label: string,
    none: string | undefined,
    offered: readonly Choice[],
  ) => (
    <NativeSelect
      label={label}
      value={String(value[field] ?? '')}
      data={[
        ...(none === undefined ? [] : [{ value: '', label: none }]),
        ...offered.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      error={fault(field)}
      onChange={({ currentTarget }) => set({ [field]: Number(currentTarget.value) || null })}
    />
  );
  return (
    <Part title={isCall ? 'The call' : 'The task'}>
      <Wide>
        <Textarea
          label="What is to be done"
          autosize
          minRows={2}
          maxRows={8}
          value={value.description}
          error={fault('description')}
          onChange={({ currentTarget }) => set({ description: currentTarget.value })}
        />
      </Wide>
      {one('departmentId', 'Department', 'None', choices.people.departments(value.departmentId))}
      {one(
        'userId',
        'User',
        value.departmentId === null ? 'Whoever is responsible' : 'Anyone there',
        choices.people.users(value.userId),
      )}
      {one('taskTypeId', isCall ? 'Type of call' : 'Type of task', undefined, types)}
      <NativeSelect
        label="Priority"
        value={value.priority}
        data={['low', 'normal', 'high']}
        error={fault('priority')}
        onChange={({ currentTarget }) => set({ priority: currentTarget.value as Trigger['priority'] })}
      />
      <NumberInput
        label="Due after business days"
        placeholder="no due date"
        value={value.taskDays ?? ''}
        min={0}
        max={999}
        allowDecimal={false}
        hideControls
        error={fault('taskDays')}
        onChange={(typed) => set({ taskDays: typeof typed === 'number' ? typed : null })}
      />
    </Part>
  );
}
