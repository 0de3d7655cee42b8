import { SegmentedControl } from '@mantine/core';
import { getOrderForm, getWorkOrder } from '@printrail/contract/forms';
import type { Message, MessageAttachment } from '@printrail/contract/messages';
import { IconPaperclip } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../api.ts';
import { sealed } from './message.rules.ts';
import classes from './message-panel.module.css';

const hasRemotePicture = /<img[^>]+src\s*=\s*["']?(https?:)?\/\//i;

/** What a message says. HTML is shown sealed: it runs nothing and loads nothing. */
export function MessageContent({ message }: { message: Message }) {
  const { text, html } = message;
  const [isPlain, setIsPlain] = useState(false);
  const hasBoth = text !== '' && html !== '';
  return (
    <section aria-label="What it says" className={classes.content}>
      {hasBoth ? (
        <SegmentedControl
          size="xs"
          aria-label="Show it"
          value={isPlain ? 'text' : 'html'}
          onChange={(as) => setIsPlain(as === 'text')}
          data={[
            { value: 'html', label: 'As it looks' },
            { value: 'text', label: 'As plain text' },
          ]}
        />
      ) : null}
      {html !== '' && !isPlain ? (
        <iframe className={classes.html} title="The message as it looks" sandbox="" srcDoc={sealed(html)} />
      ) : null}
      {hasRemotePicture.test(html) && !isPlain ? (
        <p className="quiet">Pictures from elsewhere are not loaded here; the recipient sees them.</p>
      ) : null}
      {text !== '' && (html === '' || isPlain) ? <pre className={classes.text}>{text}</pre> : null}
      {text === '' && html === '' ? <NothingYet message={message} /> : null}
      {message.attachments.length > 0 ? (
        <ul className={classes.files} aria-label="Attachments">
          {message.attachments.map((file) => (
            <li key={JSON.stringify(file)}>
              <IconPaperclip size={14} stroke={1.6} aria-hidden />
              <File file={file} message={message} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function NothingYet({ message: { state } }: { message: Message }) {
  const isAhead = state === 'waiting' || state === 'sending';
  return (
    <p className="quiet">
      {isAhead ? 'Its template is filled in when it is sent.' : 'It was not filled in, so there is nothing to show.'}
    </p>
  );
}

function File({ file, message }: { file: MessageAttachment; message: Message }) {
  if (file.kind === 'invoice') {
    const number = file.invoiceId === message.invoiceId ? ` ${message.invoiceNumber}` : '';
    return (
      <Link to="/invoices/$id" params={{ id: String(file.invoiceId) }}>
        Invoice{number}
      </Link>
    );
  }
  const number = file.orderId === message.orderId ? ` ${message.orderNumber}` : '';
  const form = file.kind === 'order_form' ? getOrderForm : getWorkOrder;
  return (
    <a href={addressOf(form, { params: { id: file.orderId } })} target="_blank" rel="noreferrer">
      {file.kind === 'order_form' ? 'Order form' : 'Work order'}
      {number}
    </a>
  );
}
