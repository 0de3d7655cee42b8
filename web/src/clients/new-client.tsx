import { Modal } from '@mantine/core';
import { addClient, type Client, type ClientInput } from '@printrail/contract/clients';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { Form } from '../ui/form.tsx';
import { ClientFields, clientFieldNames } from './client-fields.tsx';

type NewClientProps = { onAdded: (client: Client) => void; onClose: () => void };

/** A client added on the spot. */
export function NewClient({ onAdded, onClose }: NewClientProps) {
  const [typed, setTyped] = useState<ClientInput>({ name: '' });
  const add = useChange(addClient);
  const submit = async () => {
    onAdded(await add.mutateAsync({ body: { ...typed, email: typed.email || null } }));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Add a client" size="lg">
      <Form
        submit="Add client"
        onSubmit={submit}
        onCancel={onClose}
        fields={clientFieldNames}
        isDisabled={typed.name.trim() === ''}
      >
        {(fault) => (
          <ClientFields
            value={typed}
            onChange={(part) => setTyped((before) => ({ ...before, ...part }))}
            fault={fault}
          />
        )}
      </Form>
    </Modal>
  );
}
