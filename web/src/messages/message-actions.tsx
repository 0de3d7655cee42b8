import { Button } from '@mantine/core';
import { confirmMessage, deleteMessage, type Message, repeatMessage } from '@printrail/contract/messages';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Wrong } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { possibleWith } from './message.rules.ts';
import classes from './message-panel.module.css';
import { usePrintLetters } from './print-letters.ts';
import { ResendWindow } from './resend-window.tsx';

type ActionsProps = { message: Message; onOpen: (id: number) => void; onClose: () => void };

/** What can be done about a message as it stands, the usual thing first. */
export function MessageActions({ message, onOpen, onClose }: ActionsProps) {
  const may = useMay();
  const say = useToast();
  const [isResending, setIsResending] = useState(false);
  const confirm = useChange(confirmMessage);
  const repeat = useChange(repeatMessage);
  const remove = useChange(deleteMessage);
  const print = usePrintLetters();
  const can = possibleWith(message);
  const seen = { params: { id: message.id }, version: message.version };
  const to = message.recipientName || message.address;
  const mayChange = may('production', 'change');
  const deleted = () => {
    say(`The message to ${to} is deleted and will not be sent`);
    onClose();
  };
  return (
    <>
      <div className={classes.acts}>
        {can.confirm && mayChange ? (
          <Button
            loading={confirm.isPending}
            onClick={() => confirm.mutate(seen, { onSuccess: () => say(`The message to ${to} counts as sent`) })}
          >
            It arrived
          </Button>
        ) : null}
        {can.repeat && mayChange ? (
          <Button
            variant={can.confirm ? 'default' : 'filled'}
            loading={repeat.isPending}
            onClick={() => repeat.mutate(seen, { onSuccess: () => say(`The message to ${to} is tried again`) })}
          >
            {can.confirm ? 'It did not: send it again' : 'Try again'}
          </Button>
        ) : null}
        {can.print && mayChange ? (
          <Button
            variant={message.state === 'waiting' ? 'filled' : 'default'}
            loading={print.isBusy}
            onClick={() => void print.some([message.id])}
          >
            {message.state === 'waiting' ? 'Print letter' : 'Print again'}
          </Button>
        ) : null}
        {can.resend && mayChange ? (
          <Button variant="default" onClick={() => setIsResending(true)}>
            {message.channel === 'letter' ? 'Write once more…' : 'Send as a new message…'}
          </Button>
        ) : null}
        {can.remove && may('production', 'delete') ? (
          <Button
            variant="subtle"
            color="gray"
            loading={remove.isPending}
            onClick={() => remove.mutate(seen, { onSuccess: deleted })}
          >
            Delete
          </Button>
        ) : null}
      </div>
      <Wrong error={confirm.error ?? repeat.error ?? remove.error} />
      {isResending ? <ResendWindow message={message} onClose={() => setIsResending(false)} onResent={onOpen} /> : null}
    </>
  );
}
