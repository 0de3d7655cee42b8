import { Modal, Textarea, TextInput } from '@mantine/core';
import { type Message, resendMessage } from '@printrail/contract/messages';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { Form } from '../ui/form.tsx';
import { useToast } from '../ui/toast.tsx';

const addressNames = {
  email: 'E-mail address',
  sms: 'Phone number',
  webhook: 'URL',
  letter: 'Postal address',
} as const;

type ResendProps = { message: Message; onClose: () => void; onResent: (id: number) => void };

/** The same words once more, also to another address; the first message keeps what came of it. */
export function ResendWindow({ message, onClose, onResent }: ResendProps) {
  const { id, channel, recipientName } = message;
  const [address, setAddress] = useState(message.address);
  const resend = useChange(resendMessage);
  const say = useToast();
  const save = async () => {
    const typed = address.trim();
    const other = typed === message.address ? {} : { address: typed };
    const sent = await resend.mutateAsync({ params: { id }, body: other });
    onClose();
    onResent(sent.id);
    say(`A new message to ${recipientName} waits to be ${channel === 'letter' ? 'printed' : 'sent'}`);
  };
  const field = {
    label: addressNames[channel],
    value: address,
    'data-autofocus': true,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => setAddress(currentTarget.value),
  };
  return (
    <Modal opened onClose={onClose} title={`Send to ${recipientName} as a new message`}>
      <Form
        submit={channel === 'letter' ? 'Write once more' : 'Send once more'}
        onSubmit={save}
        onCancel={onClose}
        fields={['address']}
        isDisabled={address.trim() === ''}
      >
        {(fault) => (
          <>
            <p className="quiet">It says the same and gets an id of its own. This message stays as it is.</p>
            {channel === 'letter' ? (
              <Textarea {...field} autosize minRows={3} error={fault('address')} />
            ) : (
              <TextInput {...field} error={fault('address')} />
            )}
          </>
        )}
      </Form>
    </Modal>
  );
}
