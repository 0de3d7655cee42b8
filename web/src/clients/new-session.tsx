import { Modal, Textarea, TextInput } from '@mantine/core';
import { addSession, type Session } from '@printrail/contract/clients';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { DateField } from '../ui/date-field.tsx';
import { Form } from '../ui/form.tsx';

type NewSessionProps = { clientId: number; onAdded: (session: Session) => void; onClose: () => void };

export function NewSession({ clientId, onAdded, onClose }: NewSessionProps) {
  const [name, setName] = useState('');
  const [date, setDate] = useState<string | null>(null);
  const [notes, setNotes] = useState('');
  const add = useChange(addSession);
  const submit = async () => {
    onAdded(await add.mutateAsync({ body: { clientId, name, date, notes } }));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="New session">
      <Form
        submit="Add session"
        onSubmit={submit}
        onCancel={onClose}
        fields={['name', 'date', 'notes']}
        isDisabled={name.trim() === ''}
      >
        {(fault) => (
          <>
            <TextInput
              label="Name"
              data-autofocus
              maxLength={200}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              error={fault('name')}
            />
            <DateField label="Date" value={date} onChange={setDate} error={fault('date')} />
            <Textarea
              label="Notes"
              autosize
              minRows={2}
              value={notes}
              onChange={({ currentTarget }) => setNotes(currentTarget.value)}
              error={fault('notes')}
            />
          </>
        )}
      </Form>
    </Modal>
  );
}
