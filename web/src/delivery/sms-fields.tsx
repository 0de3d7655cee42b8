import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { Fields, Wide } from '../ui/fields.tsx';
import classes from './delivery.module.css';
import { countries, forgetsSmsSecret, type SmsChoice, smsFor } from './delivery.rules.ts';
import type { FieldsProps } from './fields-props.ts';
import { OtherSmsFields } from './other-sms-fields.tsx';
import { SecretField } from './secret-field.tsx';

const choices = [
  { value: 'off', label: 'Off' },
  { value: 'twilio', label: 'Twilio' },
  { value: 'other', label: 'Another provider' },
];

/** The provider that text messages go out through. */
export function SmsFields({ value, saved, set, fault, isReadOnly }: FieldsProps) {
  const { sms } = value;
  const isForgotten = saved.isSmsSecretSet && forgetsSmsSecret(saved.sms, sms);
  const secret = (label: string) => (
    <SecretField
      label={label}
      isSet={saved.isSmsSecretSet}
      value={value.smsSecret}
      isForgotten={isForgotten}
      error={fault('smsSecret')}
      onChange={(smsSecret) => set({ smsSecret })}
    />
  );
  return (
    <>
      <SegmentedControl
        aria-label="Provider of text messages"
        className={classes.choice ?? ''}
        data={choices}
        disabled={isReadOnly}
        value={sms?.provider ?? 'off'}
        onChange={(choice) => set({ sms: smsFor(choice as SmsChoice, saved.sms) })}
      />
      <Fields label="Text messages" isReadOnly={isReadOnly}>
        {sms?.provider === 'twilio' ? (
          <>
            <TextInput
              label="Account SID"
              placeholder={`AC${'0'.repeat(32)}`}
              spellCheck={false}
              value={sms.accountSid}
              error={fault('sms.accountSid') && 'AC and 32 digits and letters from a to f, as Twilio shows it.'}
              onChange={({ currentTarget }) => set({ sms: { ...sms, accountSid: currentTarget.value.trim() } })}
            />
            {secret('Auth token')}
            <TextInput
              label="From"
              description="A number with its country code, a sender name, or a messaging service (MG…)."
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              value={sms.from}
              error={fault('sms.from')}
              onChange={({ currentTarget }) => set({ sms: { ...sms, from: currentTarget.value } })}
            />
          </>
        ) : null}
        {sms?.provider === 'other' ? (
          <OtherSmsFields
            sms={sms}
            onChange={(changed) => set({ sms: changed })}
            fault={fault}
            secret={secret('Secret')}
          />
        ) : null}
        {sms ? (
          <Wide>
            <PhoneCountry value={value.phoneCountry} set={set} fault={fault} />
          </Wide>
        ) : (
          <Wide>
            <p className="quiet">No text messages go out. Those that triggers make wait until a provider is set.</p>
          </Wide>
        )}
      </Fields>
    </>
  );
}

function PhoneCountry({ value, set, fault }: Pick<FieldsProps, 'set' | 'fault'> & { value: string }) {
  const data = useMemo(countries, []);
  return (
    <Select
      className={classes.narrow ?? ''}
      label="Country of phone numbers"
      description="Of those that are written without a country code."
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      searchable
      limit={60}
      allowDeselect={false}
      nothingFoundMessage="No country of that name"
      data={data}
      value={value}
      error={fault('phoneCountry')}
      onChange={(phoneCountry) => phoneCountry && set({ phoneCountry })}
    />
  );
}
