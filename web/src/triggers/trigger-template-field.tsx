import { NativeSelect } from '@mantine/core';
import { partsOf } from '@printrail/contract/trigger-parts';
import { Link } from '@tanstack/react-router';
import { channelOf } from './trigger-fields.rules.ts';
import classes from './trigger-form.module.css';
import type { TriggerFieldsProps } from './trigger-form.tsx';

const kindNames = {
  email: 'e-mails',
  letter: 'letters',
  sms: 'text messages',
  task: 'tasks',
  call: 'calls',
  webhook: 'webhooks',
};

/** What the message says, or the task: one of the templates of its channel. */
export function TemplateField({ value, set, fault, choices }: TriggerFieldsProps) {
  const channel = channelOf(value.action);
  const takes = partsOf(value).templateId;
  if (takes === 'none') return null;
  const offered = (choices.templates ?? []).filter(
    (template) => template.id === value.templateId || (template.channel === channel && template.isActive),
  );
  const isNothing = choices.templates !== undefined && offered.length === 0;
  // A task says what it is without one.
  if (isNothing && takes === 'free') return null;
  return (
    <>
      <NativeSelect
        label="Template"
        value={String(value.templateId ?? '')}
        data={[
          { value: '', label: takes === 'needed' ? 'Choose what it says' : 'None', disabled: takes === 'needed' },
          ...offered.map(({ id, name, isActive }) => ({
            value: String(id),
            label: isActive ? name : `${name} (inactive)`,
          })),
        ]}
        error={fault('templateId')}
        onChange={({ currentTarget }) => set({ templateId: Number(currentTarget.value) || null })}
      />
      <p className={`${classes.after} quiet`}>
        {isNothing ? `No template for ${kindNames[channel]} is active yet. ` : ''}
        {value.templateId === null ? (
          <Link to="/settings/templates">Templates</Link>
        ) : (
          <Link to="/settings/templates/$id" params={{ id: String(value.templateId) }}>
            Open the template
          </Link>
        )}
      </p>
    </>
  );
}
