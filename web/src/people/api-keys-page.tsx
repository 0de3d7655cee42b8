import { Button, Code, CopyButton, Group, Modal, TextInput } from '@mantine/core';
import { type ApiKey, addApiKey, listApiKeys, revokeApiKey } from '@printrail/contract/api-keys';
import type { Rights } from '@printrail/contract/people';
import { useState } from 'react';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Form } from '../ui/form.tsx';
import { Answer, Empty, Page } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import { momentWords } from '../ui/words.ts';
import classes from './people.module.css';
import { RightsField, rightsWords } from './rights-field.tsx';

/** Keys by which other programs use the API. */
export function ApiKeysPage() {
  const may = useMay();
  const say = useToast();
  const keys = useAnswer(listApiKeys, { query: { limit: 500 } });
  const revoke = useChange(revokeApiKey);
  const [isAdding, setIsAdding] = useState(false);
  const end = ({ id, name }: ApiKey) =>
    revoke.mutateAsync({ params: { id } }).then(
      () => say(`The key ${name} no longer works.`),
      (error: Error) => say(error.message, { isWrong: true }),
    );
  const columns: Column<ApiKey>[] = [
    { name: 'Name', show: ({ name }) => name },
    { name: 'Begins with', show: ({ prefix }) => <Code>{prefix}</Code> },
    { name: 'May do', isDetail: true, show: ({ rights }) => rightsWords(rights) },
    { name: 'Last used', isDetail: true, show: ({ lastUsedAt }) => (lastUsedAt ? momentWords(lastUsedAt) : 'never') },
    {
      name: 'State',
      show: (key) =>
        key.revokedAt ? (
          <span className="quiet">revoked {momentWords(key.revokedAt)}</span>
        ) : may('people', 'delete') ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={`Revoke ${key.name}`}
            onClick={() => void end(key)}
          >
            Revoke
          </Button>
        ) : (
          'active'
        ),
    },
  ];
  return (
    <Page
      title="API keys"
      detail={<a href="/api/v1/">The API’s reference</a>}
      actions={may('people', 'add') ? <Button onClick={() => setIsAdding(true)}>Make a key</Button> : null}
    >
      <Answer of={keys}>
        {({ items }) =>
          items.length > 0 ? (
            <Table label="API keys" columns={columns} rows={items} keyOf={({ id }) => id} />
          ) : (
            <Empty title="No API keys yet">
              A web shop or a script needs a key of its own, with the rights it needs.
            </Empty>
          )
        }
      </Answer>
      {isAdding ? <NewKey onClose={() => setIsAdding(false)} /> : null}
    </Page>
  );
}

function NewKey({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [rights, setRights] = useState<Rights>({ production: 'view' });
  const [made, setMade] = useState<string>();
  const add = useChange(addApiKey);
  const save = async () => {
    const { key } = await add.mutateAsync({ body: { name, rights } });
    setMade(key ?? '');
  };
  return (
    <Modal opened onClose={onClose} title={made === undefined ? 'Make an API key' : `The key ${name}`} size="lg">
      {made === undefined ? (
        <Form submit="Make the key" onSubmit={save} onCancel={onClose} fields={['name']}>
          {(fault) => (
            <>
              <TextInput
                label="Name"
                description="What it is for, such as Web shop."
                required
                data-autofocus
                value={name}
                error={fault('name')}
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
              <RightsField rights={rights} onChange={setRights} />
            </>
          )}
        </Form>
      ) : (
        <div style={{ display: 'grid', gap: 12 }}>
          <p>This is the only time the key is shown. Keep it where the program finds it.</p>
          <Code block className={classes.key}>
            {made}
          </Code>
          <Group justify="flex-end">
            <CopyButton value={made}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? 'Copied' : 'Copy the key'}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>Done</Button>
          </Group>
        </div>
      )}
    </Modal>
  );
}
