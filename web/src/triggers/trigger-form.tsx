import { Select, type SelectProps } from '@mantine/core';
import type { Trigger } from '@printrail/contract/triggers';
import { useEffect, useRef, useState } from 'react';
import { useMay } from '../session.tsx';
import { Form } from '../ui/form.tsx';
import { useKeys } from '../ui/keys.tsx';
import type { Draft } from '../ui/use-draft.ts';
import type { TriggerChoices } from './trigger-choices.ts';
import { faultIn, faultWords, isShownAtFields, shownFields } from './trigger-faults.ts';
import { ActionFields, LimitFields, ProcessFields, WhenFields } from './trigger-fields.tsx';
import classes from './trigger-form.module.css';
import type { Place } from './trigger-list.rules.ts';
import { TaskFields } from './trigger-task-fields.tsx';

export type TriggerFieldsProps = {
  /** The trigger as it would be saved. */
  value: Trigger;
  set: (part: Partial<Trigger>) => void;
  fault: (field: string) => string | undefined;
  choices: TriggerChoices;
};

type TriggerFormProps = {
  draft: Draft<Trigger>;
  value: Trigger;
  places: readonly Place[];
  choices: TriggerChoices;
  /** What was refused of it when it was tried. */
  tried: Error | undefined;
  isNew?: boolean;
  submit: string;
  onSubmit: () => Promise<void>;
};

/** What a trigger is made of; only what it takes is shown. */
export function TriggerForm(props: TriggerFormProps) {
  const { draft, value, places, choices, tried, isNew = false, submit, onSubmit } = props;
  const frame = useRef<HTMLDivElement>(null);
  const mayChange = useMay()('maintenance', isNew ? 'add' : 'change');
  const isReady = mayChange && (isNew ? value.statusId !== null || value.invoiceStatusId !== null : draft.isDirty);
  useKeys([
    {
      keys: ['Ctrl+s'],
      does: submit,
      when: isReady,
      run: () => frame.current?.querySelector('form')?.requestSubmit(),
    },
  ]);
  const [refused, setRefused] = useState<Error>();
  const save = () =>
    onSubmit().catch((error: Error) => {
      setRefused(error);
      throw error;
    });
  useEffect(() => {
    if (isShownAtFields(refused)) goToFault(frame.current);
  }, [refused]);
  useEffect(() => {
    if (isShownAtFields(tried)) goToFault(frame.current);
  }, [tried]);
  return (
    <div ref={frame} className={classes.form}>
      <Form
        submit={submit}
        onSubmit={save}
        fields={shownFields}
        isDisabled={!isReady}
        {...(draft.isDirty && !isNew ? { onCancel: draft.clear } : {})}
      >
        {(saving) => {
          const fault = (field: string) => faultWords(value, field, saving(field) ?? faultIn(tried, field));
          const fields = { value, set: draft.set, fault, choices };
          return (
            <fieldset className={classes.all} disabled={!mayChange}>
              {isNew ? (
                <StatusField places={places} value={value} onChoose={draft.set} error={fault('statusId')} />
              ) : null}
              {isReady || !isNew ? (
                <>
                  <WhenFields {...fields} />
                  <ActionFields {...fields} typed={draft.typed} />
                  <TaskFields {...fields} />
                  <LimitFields {...fields} />
                  <ProcessFields {...fields} isNew={isNew} />
                </>
              ) : null}
            </fieldset>
          );
        }}
      </Form>
    </div>
  );
}

function goToFault(frame: HTMLElement | null): void {
  frame?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

type StatusFieldProps = {
  places: readonly Place[];
  value: Trigger;
  onChoose: (part: Partial<Trigger>) => void;
  error: string | undefined;
};

/** What the trigger belongs to, found by typing part of its name. */
function StatusField({ places, value, onChoose, error }: StatusFieldProps) {
  const all = places.flatMap(({ name, isActive, statuses }) =>
    isActive ? statuses.filter((status) => status.isActive).map((status) => ({ ...status, place: name })) : [],
  );
  const chosen = all.find(
    ({ statusId, invoiceStatusId }) => statusId === value.statusId && invoiceStatusId === value.invoiceStatusId,
  );
  const groups: SelectProps['data'] = [...Map.groupBy(all, ({ place }) => place)].map(([group, statuses]) => ({
    group,
    items: statuses.map(({ key, name }) => ({ value: key, label: name })),
  }));
  const choose = (key: string | null) => {
    const status = all.find((each) => each.key === key);
    if (status) onChoose({ statusId: status.statusId, invoiceStatusId: status.invoiceStatusId });
  };
  return (
    <Select
      label="Status"
      description={chosen ? chosen.place : 'Of production orders or of invoices: what the trigger follows from'}
      placeholder="Choose the status"
      searchable
      data-autofocus
      autoFocus={chosen === undefined}
      nothingFoundMessage="No such status"
      maxDropdownHeight={360}
      data={groups}
      value={chosen?.key ?? null}
      error={error}
      onChange={choose}
    />
  );
}
