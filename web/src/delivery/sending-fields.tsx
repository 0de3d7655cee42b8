import { NativeSelect, Radio, Stack } from '@mantine/core';
import type { SendingHours } from '@printrail/contract/delivery';
import { Fields, Wide } from '../ui/fields.tsx';
import { timesWith } from './delivery.rules.ts';
import type { FieldsProps } from './fields-props.ts';

/** The hours in which clients are written to, and what becomes of a message of which nobody knows whether it went out. */
export function SendingFields({ value, set, fault, isReadOnly }: FieldsProps) {
  const { sendingHours, repeatUnconfirmed } = value;
  const change = (part: Partial<SendingHours>) => set({ sendingHours: { ...sendingHours, ...part } });
  const repeats = [
    { value: 'ask', label: 'Ask: it stands under Messages as unconfirmed' },
    { value: 'repeat', label: 'Send it again, though it may come twice' },
  ];
  return (
    <Fields label="When messages are sent" isReadOnly={isReadOnly}>
      <NativeSelect
        label="Clients are written to from"
        data={timesWith(sendingHours.from)}
        value={sendingHours.from}
        error={fault('sendingHours.from')}
        onChange={({ currentTarget }) => change({ from: currentTarget.value })}
      />
      <NativeSelect
        label="until"
        data={timesWith(sendingHours.until, { untilMidnight: true })}
        value={sendingHours.until}
        error={fault('sendingHours.until')}
        onChange={({ currentTarget }) => change({ until: currentTarget.value })}
      />
      <NativeSelect
        label="on"
        data={[
          { value: 'business', label: 'business days' },
          { value: 'every', label: 'every day' },
        ]}
        value={sendingHours.days}
        onChange={({ currentTarget }) => change({ days: currentTarget.value as SendingHours['days'] })}
      />
      <Wide>
        <p className="quiet">
          In the studio’s time zone. What falls outside waits for the next morning; everyone else is written to at once.
          What cannot be delivered is tried again for two and a half days.
        </p>
      </Wide>
      <Wide>
        <Radio.Group
          label="When it is not known whether an e-mail or text message went out"
          value={repeatUnconfirmed ? 'repeat' : 'ask'}
          onChange={(chosen) => set({ repeatUnconfirmed: chosen === 'repeat' })}
        >
          <Stack gap="sm" mt={6}>
            {repeats.map((each) => (
              <Radio key={each.value} {...each} disabled={isReadOnly} />
            ))}
          </Stack>
        </Radio.Group>
      </Wide>
    </Fields>
  );
}
