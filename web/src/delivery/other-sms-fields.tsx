import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { OtherSmsSettings } from '@printrail/contract/delivery';
import { IconTrash } from '@tabler/icons-react';
import { Wide } from '../ui/fields.tsx';
import classes from './delivery.module.css';

type OtherSmsFieldsProps = {
  sms: OtherSmsSettings;
  onChange: (sms: OtherSmsSettings) => void;
  fault: (field: string) => string | undefined;
  secret: React.ReactNode;
};

type Header = OtherSmsSettings['headers'][number];

/** Any provider that takes a text message as one HTTP request. */
export function OtherSmsFields({ sms, onChange, fault, secret }: OtherSmsFieldsProps) {
  const change = (part: Partial<OtherSmsSettings>) => onChange({ ...sms, ...part });
  const code = { spellCheck: false, classNames: { input: classes.code ?? '' } };
  return (
    <>
      <Wide>
        <p className="quiet">
          Every text message is one POST request. In the address, headers and body stand <code>{'{{ to }}'}</code>,{' '}
          <code>{'{{ from }}'}</code>, <code>{'{{ text }}'}</code>, <code>{'{{ secret }}'}</code> and{' '}
          <code>{'{{ id }}'}</code>, which stays the same when it is sent again.
        </p>
      </Wide>
      <Wide>
        <TextInput
          label="Address"
          placeholder="https://sms.example.com/send"
          {...code}
          value={sms.url}
          error={fault('sms.url')}
          onChange={({ currentTarget }) => change({ url: currentTarget.value })}
        />
      </Wide>
      <TextInput
        label="From"
        value={sms.from}
        error={fault('sms.from')}
        onChange={({ currentTarget }) => change({ from: currentTarget.value })}
      />
      {secret}
      <Wide>
        <Headers headers={sms.headers} onChange={(headers) => change({ headers })} fault={fault} />
      </Wide>
      <NativeSelect
        label="The body is"
        data={[
          { value: 'application/json', label: 'JSON' },
          { value: 'application/x-www-form-urlencoded', label: 'A form' },
        ]}
        value={sms.contentType}
        onChange={({ currentTarget }) =>
          change({ contentType: currentTarget.value as OtherSmsSettings['contentType'] })
        }
      />
      <Wide>
        <Textarea
          label="Body"
          {...code}
          autosize
          minRows={3}
          maxRows={12}
          value={sms.body}
          error={fault('sms.body')}
          onChange={({ currentTarget }) => change({ body: currentTarget.value })}
        />
      </Wide>
    </>
  );
}

type HeadersProps = {
  headers: readonly Header[];
  onChange: (headers: Header[]) => void;
  fault: (field: string) => string | undefined;
};

function Headers({ headers, onChange, fault }: HeadersProps) {
  const change = (at: number, part: Partial<Header>) =>
    onChange(headers.map((header, index) => (index === at ? { ...header, ...part } : header)));
  return (
    <fieldset className={classes.headers} aria-label="Headers">
      <legend>Headers</legend>
      {headers.map((header, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: headers have no other name, and their fields hold no state
        <div key={at} className={classes.header}>
          <TextInput
            aria-label={`Name of header ${at + 1}`}
            placeholder="Name"
            spellCheck={false}
            value={header.name}
            error={fault(`sms.headers.${at}.name`) && 'Letters, digits and hyphens.'}
            onChange={({ currentTarget }) => change(at, { name: currentTarget.value.trim() })}
          />
          <TextInput
            aria-label={`Value of header ${at + 1}`}
            placeholder="Value"
            spellCheck={false}
            classNames={{ input: classes.code ?? '' }}
            value={header.value}
            error={fault(`sms.headers.${at}.value`)}
            onChange={({ currentTarget }) => change(at, { value: currentTarget.value })}
          />
          <ActionIcon
            aria-label={`Take header ${at + 1} away`}
            onClick={() => onChange(headers.filter((_, index) => index !== at))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {headers.length < 20 ? (
        <Button
          className={classes.act ?? ''}
          variant="default"
          size="xs"
          onClick={() => onChange([...headers, { name: '', value: '' }])}
        >
          Add a header
        </Button>
      ) : null}
    </fieldset>
  );
}
