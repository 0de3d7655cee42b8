import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import type { SmtpSettings } from '@printrail/contract/delivery';
import { Fields, Wide } from '../ui/fields.tsx';
import classes from './delivery.module.css';
import { blankSmtp, forgetsPassword, secured } from './delivery.rules.ts';
import type { FieldsProps } from './fields-props.ts';
import { SecretField } from './secret-field.tsx';

const securities = [
  { value: 'tls', label: 'TLS from the first byte' },
  { value: 'starttls', label: 'STARTTLS' },
  { value: 'none', label: 'Not encrypted' },
];

/** The mail server, and whom e-mail comes from. */
export function EmailFields({ value, saved, set, fault, isReadOnly }: FieldsProps) {
  const smtp = value.smtp ?? blankSmtp;
  const change = (part: Partial<SmtpSettings>) => set({ smtp: { ...smtp, ...part } });
  const text = (field: 'host' | 'userName' | 'fromName' | 'fromAddress' | 'replyTo') => ({
    value: smtp[field],
    error: fault(`smtp.${field}`),
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement>) => change({ [field]: currentTarget.value }),
  });
  const isForgotten = saved.isSmtpPasswordSet && smtp.userName !== '' && forgetsPassword(saved.smtp, value.smtp);
  return (
    <div className={classes.groups}>
      <Fields label="Where e-mail goes out" isReadOnly={isReadOnly}>
        <TextInput
          label="Mail server"
          placeholder="mail.example.com"
          spellCheck={false}
          {...text('host')}
          error={fault('smtp.host') && 'A host name or address, such as mail.example.com.'}
        />
        <NativeSelect
          label="Encryption"
          data={securities}
          value={smtp.security}
          error={fault('smtp.security')}
          onChange={({ currentTarget }) => change(secured(smtp, currentTarget.value as SmtpSettings['security']))}
        />
        <NumberInput
          label="Port"
          hideControls
          min={1}
          max={65_535}
          allowDecimal={false}
          value={smtp.port}
          error={fault('smtp.port')}
          onChange={(port) => typeof port === 'number' && change({ port })}
        />
      </Fields>
      <Fields label="Signing in" isReadOnly={isReadOnly}>
        <TextInput
          label="User name"
          description="Empty: without signing in."
          inputWrapperOrder={inputFirst}
          autoComplete="off"
          spellCheck={false}
          {...text('userName')}
        />
        <SecretField
          label="Password"
          isSet={saved.isSmtpPasswordSet}
          value={value.smtpPassword}
          isForgotten={isForgotten}
          error={fault('smtpPassword')}
          onChange={(smtpPassword) => set({ smtpPassword })}
        />
      </Fields>
      <Fields label="Whom e-mail comes from" isReadOnly={isReadOnly}>
        <TextInput
          label="From, name"
          description="The studio’s name when empty."
          inputWrapperOrder={inputFirst}
          {...text('fromName')}
        />
        <TextInput
          label="From, address"
          type="email"
          placeholder="hello@example.com"
          {...text('fromAddress')}
          error={fault('smtp.fromAddress') && 'An e-mail address, such as hello@example.com.'}
        />
        <TextInput
          label="Replies go to"
          type="email"
          description="The address it comes from when empty."
          inputWrapperOrder={inputFirst}
          {...text('replyTo')}
          error={fault('smtp.replyTo') && 'An e-mail address, or nothing.'}
        />
        <Wide>
          <details className={classes.more} open={smtp.trustedCertificate !== ''}>
            <summary>The server has a certificate of its own</summary>
            <Textarea
              label="Certificate, as PEM text"
              description="Only for a server whose certificate no authority has signed."
              classNames={{ input: classes.code ?? '' }}
              spellCheck={false}
              minRows={4}
              maxRows={12}
              autosize
              value={smtp.trustedCertificate}
              error={fault('smtp.trustedCertificate')}
              onChange={({ currentTarget }) => change({ trustedCertificate: currentTarget.value })}
            />
          </details>
        </Wide>
      </Fields>
      {saved.smtp && value.smtp && !isReadOnly ? (
        <Button className={classes.start ?? ''} variant="subtle" color="gray" onClick={() => set({ smtp: null })}>
          Send no e-mail any more
        </Button>
      ) : null}
    </div>
  );
}

const inputFirst: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];
