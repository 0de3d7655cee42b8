import { ActionIcon } from '@mantine/core';
import { getMessage, type Message } from '@printrail/contract/messages';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useAnswer } from '../queries.ts';
import { Facts } from '../ui/facts.tsx';
import { useKeys } from '../ui/keys.tsx';
import { Answer } from '../ui/page.tsx';
import { momentWords } from '../ui/words.ts';
import { channelWords, standingSentence, weightOf } from './message.rules.ts';
import { MessageActions } from './message-actions.tsx';
import { MessageContent } from './message-content.tsx';
import classes from './message-panel.module.css';

type PanelProps = {
  id: number;
  onClose: () => void;
  /** Another message, such as the one sent once more. */
  onOpen: (id: number) => void;
  onNext?: () => void;
  onPrevious?: () => void;
};

/** A message beside the list it was opened from: what it says, and how it fared. */
export function MessagePanel({ id, onClose, onOpen, onNext, onPrevious }: PanelProps) {
  const asked = useAnswer(getMessage, { params: { id } }, { keepPrevious: true });
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the panel hides the list, so that is where one is.
    if (window.matchMedia('(max-width: 700px)').matches) panel.current?.focus();
  }, []);
  useKeys([
    { keys: ['Escape'], does: 'Close the message', run: onClose },
    { keys: ['ArrowDown', 'j'], does: 'The next message', when: onNext !== undefined, run: () => onNext?.() },
    { keys: ['ArrowUp', 'k'], does: 'The message before', when: onPrevious !== undefined, run: () => onPrevious?.() },
  ]);
  return (
    <aside ref={panel} tabIndex={-1} className={classes.panel} aria-label="Message">
      <div className={classes.tools}>
        {onNext ? (
          <>
            <ActionIcon aria-label="The message before" onClick={onPrevious}>
              <IconChevronUp size={18} stroke={1.6} />
            </ActionIcon>
            <ActionIcon aria-label="The next message" onClick={onNext}>
              <IconChevronDown size={18} stroke={1.6} />
            </ActionIcon>
          </>
        ) : null}
        <ActionIcon aria-label="Close the message" ml="auto" onClick={onClose}>
          <IconX size={18} stroke={1.6} />
        </ActionIcon>
      </div>
      <Answer of={asked} rows={10}>
        {(message) => (
          <div className={classes.message} key={message.id}>
            <h2>{message.subject || `${channelWords[message.channel]} to ${message.recipientName}`}</h2>
            <HowItFared message={message} />
            <MessageActions message={message} onOpen={onOpen} onClose={onClose} />
            <Facts facts={factsOf(message, onOpen)} />
            <MessageContent message={message} />
          </div>
        )}
      </Answer>
    </aside>
  );
}

function HowItFared({ message }: { message: Message }) {
  const { lastError, state } = message;
  const isWanting = lastError !== '' && state !== 'sent' && state !== 'printed' && state !== 'deleted';
  return (
    <>
      <p className={weightOf(message)}>{standingSentence(message)}</p>
      {isWanting ? <p className={classes.error}>{lastError}</p> : null}
    </>
  );
}

function factsOf(message: Message, onOpen: (id: number) => void): Record<string, React.ReactNode> {
  const { channel, recipientName, address, orderId, orderNumber, invoiceId, invoiceNumber, resendOfId } = message;
  return {
    [channelWords[channel]]: (
      <span className={classes.address}>{recipientName === address ? address : `${recipientName}\n${address}`}</span>
    ),
    About: (
      <>
        {orderId ? (
          <Link to="/production/orders/$id" params={{ id: String(orderId) }}>
            {orderNumber}
          </Link>
        ) : null}
        {orderId && invoiceId ? ' · ' : ''}
        {invoiceId ? (
          <Link to="/invoices/$id" params={{ id: String(invoiceId) }}>
            {invoiceNumber}
          </Link>
        ) : null}
        {orderId || invoiceId ? null : '–'}
      </>
    ),
    Made: momentWords(message.createdAt),
    Attempts: message.attempts > 0 ? String(message.attempts) : '',
    'Sent once more': resendOfId ? (
      <button type="button" className={classes.link} onClick={() => onOpen(resendOfId)}>
        what an earlier message said
      </button>
    ) : (
      ''
    ),
    'Known to the recipient as': <code className={classes.code}>{message.messageId}</code>,
  };
}
