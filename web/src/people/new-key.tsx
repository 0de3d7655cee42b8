import { Modal, TextInput } from '@mantine/core';
import { addApiKey } from '@printrail/contract/api-keys';
import type { Rights } from '@printrail/contract/people';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { Form } from '../ui/form.tsx';
import { ShownOnce } from '../ui/shown-once.tsx';
import { RightsField } from './rights-field.tsx';

/** Makes a key; the key itself is shown this once, so only its button closes the window then. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [rights, setRights] = useState<Rights>({ production: 'view' });
  const [made, setMade] = useState<string>();
  const add = useChange(addApiKey);
  const save = async () => {
    const { key } = await add.mutateAsync({ body: { name, rights } });
    setMade(key ?? '');
  };
  if (made !== undefined) {
    return (
      <ShownOnce title={`The key ${name}`} secret={made} noun="key" onClose={onClose}>
        This is the only time the key is shown. Keep it where the program finds it.
      </ShownOnce>
    );
  }
  return (
    <Modal opened onClose={onClose} title="Make an API key" size="lg">
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
    </Modal>
  );
}
