import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Refused } from '../api.ts';
import { Fields, Wide } from '../ui/fields.tsx';
import classes from './delivery.module.css';
import { entriesIn } from './delivery.rules.ts';
import type { FieldsProps } from './fields-props.ts';
import { WebhookSecret } from './webhook-secret.tsx';

/** The secret that webhooks are signed with, and where in the own network they may go. */
export function WebhookFields({
  value,
  saved,
  set,
  refused,
  isReadOnly,
}: FieldsProps & { refused: Refused | undefined }) {
  const [typed, setTyped] = useState('');
  const { allowedHosts } = value;
  // What is typed is shown as it is typed, blank lines too, for as long as it says the same.
  const isTyped = JSON.stringify(entriesIn(typed)) === JSON.stringify(allowedHosts);
  const fault = refused?.problem.errors?.find(({ field }) => field.startsWith('allowedHosts'));
  return (
    <Fields label="Webhooks" isReadOnly={isReadOnly}>
      <Wide>
        <WebhookSecret isSet={saved.isWebhookSecretSet} version={saved.version} isReadOnly={isReadOnly} />
      </Wide>
      <Wide>
        <Textarea
          label="Addresses of your own network that may be reached"
          description="By webhooks and the SMS provider; one a line: a host name, an address, or a range such as 192.168.1.0/24. All others of your own network are refused."
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          classNames={{ input: classes.code ?? '' }}
          spellCheck={false}
          autosize
          minRows={2}
          maxRows={12}
          value={isTyped ? typed : allowedHosts.join('\n')}
          error={fault?.message}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            set({ allowedHosts: entriesIn(currentTarget.value) });
          }}
        />
      </Wide>
    </Fields>
  );
}
