import { Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { isOncePreset, partsOf, recipientsOf } from '@printrail/contract/trigger-parts';
import { type Trigger, type TriggerRecipient, triggerActions } from '@printrail/contract/triggers';
import { actionNames, recipientNames } from './trigger-choices.ts';
import { channelOf, fitted } from './trigger-fields.rules.ts';
import classes from './trigger-form.module.css';
import type { TriggerFieldsProps } from './trigger-form.tsx';
import { Part, Wide } from './trigger-part.tsx';
import { TemplateField } from './trigger-template-field.tsx';

const momentNames = {
  entered: 'The status is entered',
  before_due: 'Before it is due there',
  after_due: 'After it was due there',
};

export function WhenFields({ value, set, fault }: TriggerFieldsProps) {
  const { when, days, counts } = value;
  return (
    <Part>
      <NativeSelect
        label="When"
        value={when}
        data={Object.entries(momentNames).map(([moment, label]) => ({ value: moment, label }))}
        error={fault('when')}
        onChange={({ currentTarget }) => {
          const to = currentTarget.value as Trigger['when'];
          set({ when: to, ...(when === 'entered' ? { days: 1 } : {}) });
        }}
      />
      {when === 'entered' ? null : (
        <div className={classes.days}>
          <NumberInput
            label="Days"
            value={days}
            min={0}
            max={999}
            allowDecimal={false}
            hideControls
            error={fault('days')}
            onChange={(typed) => typeof typed === 'number' && set({ days: typed })}
          />
          <NativeSelect
            label="Counted as"
            value={counts}
            data={[
              { value: 'business', label: 'business days' },
              { value: 'calendar', label: 'calendar days' },
            ]}
            error={fault('counts')}
            onChange={({ currentTarget }) => set({ counts: currentTarget.value as Trigger['counts'] })}
          />
        </div>
      )}
    </Part>
  );
}

type ActionFieldsProps = TriggerFieldsProps & { typed: Partial<Trigger> };

/** What it does and to whom; messages to clients are set to go out once, until someone says otherwise. */
export function ActionFields({ value, set, fault, choices, typed }: ActionFieldsProps) {
  const { action, recipient, address } = value;
  const takes = partsOf(value);
  const choose = (part: Pick<Partial<Trigger>, 'action' | 'recipient'>) => {
    const next = fitted({ ...value, ...part }, choices);
    const isPreset = typed.isOncePerOrder === undefined || typed.isOncePerOrder === isOncePreset(value);
    set({ ...part, ...(isPreset ? { isOncePerOrder: isOncePreset(next) } : {}) });
  };
  const departments = choices.people.departments(value.recipientDepartmentId);
  return (
    <Part>
      <NativeSelect
        label="What it does"
        value={action}
        data={triggerActions.map((each) => ({ value: each, label: actionNames[each] }))}
        error={fault('action')}
        onChange={({ currentTarget }) => choose({ action: currentTarget.value as Trigger['action'] })}
      />
      {takes.recipient === 'none' ? null : (
        <NativeSelect
          label="To whom"
          value={recipient ?? ''}
          data={[
            { value: '', label: 'Choose', disabled: true },
            ...recipientsOf(value).map((each) => ({ value: each, label: recipientNames[each] })),
          ]}
          error={fault('recipient')}
          onChange={({ currentTarget }) => choose({ recipient: currentTarget.value as TriggerRecipient })}
        />
      )}
      {takes.recipientDepartmentId === 'none' ? null : (
        <NativeSelect
          label="Which department"
          value={String(value.recipientDepartmentId ?? '')}
          data={[
            { value: '', label: 'Choose', disabled: true },
            ...departments.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          error={fault('recipientDepartmentId')}
          onChange={({ currentTarget }) => set({ recipientDepartmentId: Number(currentTarget.value) })}
        />
      )}
      {takes.address === 'none' ? null : (
        <AddressField {...{ action, address }} error={fault('address')} onType={(typed) => set({ address: typed })} />
      )}
      <Wide>
        <TemplateField {...{ value, set, fault, choices }} />
      </Wide>
    </Part>
  );
}

type AddressFieldProps = Pick<Trigger, 'action' | 'address'> & {
  error: string | undefined;
  onType: (address: string) => void;
};

function AddressField({ action, address, error, onType }: AddressFieldProps) {
  const channel = channelOf(action);
  if (channel === 'letter') {
    return (
      <Wide>
        <Textarea
          label="Postal address"
          autosize
          minRows={3}
          value={address}
          error={error}
          onChange={({ currentTarget }) => onType(currentTarget.value)}
        />
      </Wide>
    );
  }
  const labels = { email: 'E-mail address', sms: 'Phone number', call: 'Phone number' } as Record<string, string>;
  const field = (
    <TextInput
      label={labels[channel] ?? 'Address of the webhook'}
      placeholder={channel === 'webhook' ? 'https://example.com/orders' : undefined}
      value={address}
      error={error}
      onChange={({ currentTarget }) => onType(currentTarget.value)}
    />
  );
  return channel === 'webhook' ? <Wide>{field}</Wide> : field;
}

type LimitFieldsProps = Pick<TriggerFieldsProps, 'value' | 'set'>;

export function LimitFields({ value, set }: LimitFieldsProps) {
  return (
    <Part title="Left out">
      <Tick
        label="Clients marked “do not call”"
        isTicked={value.isDoNotCallExcluded}
        onTick={(isDoNotCallExcluded) => set({ isDoNotCallExcluded })}
      />
      <Tick
        label="Clients marked “do not market”"
        isTicked={value.isDoNotMarketExcluded}
        onTick={(isDoNotMarketExcluded) => set({ isDoNotMarketExcluded })}
      />
    </Part>
  );
}

export function ProcessFields({ value, set, isNew }: LimitFieldsProps & { isNew: boolean }) {
  return (
    <Part>
      <Wide>
        <NativeSelect
          label="Once it is due"
          value={value.isAutomatic ? 'automatic' : 'by_hand'}
          data={[
            { value: 'by_hand', label: 'By hand: it waits in the queue' },
            { value: 'automatic', label: 'By itself' },
          ]}
          onChange={({ currentTarget }) => set({ isAutomatic: currentTarget.value === 'automatic' })}
        />
      </Wide>
      <Tick
        label={`Only once per ${value.invoiceStatusId === null ? 'order' : 'invoice'}`}
        isTicked={value.isOncePerOrder}
        onTick={(isOncePerOrder) => set({ isOncePerOrder })}
      />
      {isNew ? <Tick label="Active" isTicked={value.isActive} onTick={(isActive) => set({ isActive })} /> : null}
    </Part>
  );
}

type TickProps = { label: string; isTicked: boolean; onTick: (isTicked: boolean) => void };

function Tick({ label, isTicked, onTick }: TickProps) {
  return <Checkbox label={label} checked={isTicked} onChange={({ currentTarget }) => onTick(currentTarget.checked)} />;
}
