import type { MessageSummary } from '@printrail/contract/messages';
import { IconAlertTriangle, IconCheck, IconFileText, IconMail, IconMessage, IconWebhook } from '@tabler/icons-react';
import listClasses from '../ui/long-list.module.css';
import type { Column } from '../ui/table.tsx';
import { momentWords } from '../ui/words.ts';
import { channelWords, standingWords, weightOf } from './message.rules.ts';
import classes from './messages.module.css';

const icons = { email: IconMail, sms: IconMessage, webhook: IconWebhook, letter: IconFileText } as const;

/** What is told of a message in a list: to whom, what it says, about what, and where it stands. */
export function messageColumns(
  open: (message: MessageSummary) => void,
  { without = '' } = {},
): readonly Column<MessageSummary>[] {
  const columns: readonly Column<MessageSummary>[] = [
    {
      name: 'To',
      width: '208px',
      show: (message) => (
        <>
          <button type="button" className={classes.opener} onClick={() => open(message)}>
            <Channel of={message} />
            <span className="cut">{message.recipientName || message.address}</span>
          </button>
          <span className={listClasses.second}>{message.subject || channelWords[message.channel]}</span>
        </>
      ),
    },
    {
      name: 'Address',
      isDetail: true,
      width: '184px',
      show: ({ address }) => <span className="quiet">{address.replaceAll('\n', ', ')}</span>,
    },
    {
      name: 'Says',
      isDetail: true,
      show: ({ subject, channel }) => subject || <span className="quiet">{channelWords[channel]}</span>,
    },
    {
      name: 'About',
      isDetail: true,
      width: '112px',
      show: ({ orderNumber, invoiceNumber }) => orderNumber ?? invoiceNumber ?? '–',
    },
    { name: 'Made', isDetail: true, width: '144px', show: ({ createdAt }) => momentWords(createdAt) },
    { name: 'Stands', width: '184px', show: (message) => <Standing of={message} /> },
  ];
  return columns.filter(({ name }) => name !== without);
}

function Channel({ of }: { of: MessageSummary }) {
  const Icon = icons[of.channel];
  return (
    <>
      <Icon size={15} stroke={1.6} aria-hidden />
      <span className="only-read-aloud">{channelWords[of.channel]} to </span>
    </>
  );
}

export function Standing({ of }: { of: MessageSummary }) {
  const weight = weightOf(of);
  const isWanting = weight === 'late' || weight === 'risk';
  const words = standingWords(of);
  return (
    <span className={`${classes.mark} ${weight} numbers`} title={of.lastError || words}>
      {isWanting ? <IconAlertTriangle size={14} stroke={1.6} aria-hidden /> : null}
      {weight === 'done' ? <IconCheck size={14} stroke={1.6} aria-hidden /> : null}
      <span className="cut">{words}</span>
    </span>
  );
}
