import { Button, Code } from '@mantine/core';
import { type ApiKey, listApiKeys, revokeApiKey } from '@printrail/contract/api-keys';
import { useState } from 'react';
import { SettingsFrame } from '../preferences/settings-nav.tsx';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Answer, Empty, Page } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import { momentWords } from '../ui/words.ts';
import { NewKey } from './new-key.tsx';
import { rightsWords } from './rights-words.rules.ts';

/** Keys by which other programs use the API. */
export function ApiKeysPage() {
  const may = useMay();
  const keys = useAnswer(listApiKeys, { query: { limit: 500 } });
  const [isAdding, setIsAdding] = useState(false);
  const make = may('people', 'add') ? <Button onClick={() => setIsAdding(true)}>Make a key</Button> : null;
  return (
    <SettingsFrame>
      <Page
        title="API keys"
        detail={<a href="/api/v1/">API reference</a>}
        actions={keys.data && keys.data.items.length > 0 ? make : null}
      >
        <Answer of={keys}>
          {({ items }) =>
            items.length > 0 ? (
              <Keys keys={items} />
            ) : (
              <Empty title="No API keys yet" action={make}>
                A web shop or a script needs a key of its own, with the rights it needs.
              </Empty>
            )
          }
        </Answer>
        {isAdding ? <NewKey onClose={() => setIsAdding(false)} /> : null}
      </Page>
    </SettingsFrame>
  );
}

function Keys({ keys }: { keys: readonly ApiKey[] }) {
  const columns: Column<ApiKey>[] = [
    { name: 'Name', show: ({ name }) => name },
    { name: 'Begins with', isDetail: true, show: ({ prefix }) => <Code>{prefix}</Code> },
    { name: 'May do', show: ({ rights }) => rightsWords(rights) },
    { name: 'Last used', isDetail: true, show: ({ lastUsedAt }) => (lastUsedAt ? momentWords(lastUsedAt) : 'never') },
    { name: 'State', show: (key) => <KeyState apiKey={key} /> },
  ];
  return <Table label="API keys" columns={columns} rows={keys} keyOf={({ id }) => id} />;
}

/** What became of the key; revoking it asks once more, as it cannot be taken back. */
function KeyState({ apiKey: { id, name, revokedAt } }: { apiKey: ApiKey }) {
  const may = useMay();
  const say = useToast();
  const revoke = useChange(revokeApiKey);
  const [isAsking, setIsAsking] = useState(false);
  if (revokedAt) return <span className="quiet">revoked {momentWords(revokedAt)}</span>;
  if (!may('people', 'delete')) return 'active';
  const end = () =>
    revoke.mutateAsync({ params: { id } }).then(
      () => say(`The key ${name} no longer works.`),
      (error: Error) => say(error.message, { isWrong: true }),
    );
  return (
    <Button
      variant="subtle"
      color={isAsking ? 'red' : 'gray'}
      size="compact-sm"
      loading={revoke.isPending}
      aria-label={isAsking ? `Revoke for good: ${name}` : `Revoke ${name}`}
      onBlur={() => setIsAsking(false)}
      onClick={() => (isAsking ? void end() : setIsAsking(true))}
    >
      {isAsking ? 'Revoke for good' : 'Revoke'}
    </Button>
  );
}
