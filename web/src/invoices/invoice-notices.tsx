import { Button, Group } from '@mantine/core';
import { listNotices, readNotice } from '@printrail/contract/notices';
import { useAnswer, useChange } from '../queries.ts';
import { Section } from '../ui/page.tsx';
import { momentWords } from '../ui/words.ts';
import classes from './invoices.module.css';

type InvoiceNoticesProps = { invoiceId: number; onCreate: (() => void) | undefined };

/** What Printrail did, or offers, for this invoice and nobody has read yet. */
export function InvoiceNotices({ invoiceId, onCreate }: InvoiceNoticesProps) {
  const { data } = useAnswer(listNotices, { query: { invoiceId, unread: true } });
  const read = useChange(readNotice);
  return data?.items.map(({ id, kind, text, at }) => (
    <div key={id} className={classes.notice} role="note">
      <p>
        {text} <span className="quiet">{momentWords(at)}</span>
      </p>
      <Group gap="sm">
        {kind === 'orders_offered' && onCreate ? (
          <Button variant="default" size="xs" onClick={onCreate}>
            Create them
          </Button>
        ) : null}
        <Button variant="subtle" color="gray" size="xs" onClick={() => read.mutate({ params: { id } })}>
          Mark as read
        </Button>
      </Group>
    </div>
  ));
}

/** All of it, newest first. */
export function InvoiceNoticeList({ invoiceId }: { invoiceId: number }) {
  const items = useAnswer(listNotices, { query: { invoiceId, limit: 100 } }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title="What Printrail did by itself">
      {items.map(({ id, text, at }) => (
        <p key={id}>
          {text} <span className="quiet">{momentWords(at)}</span>
        </p>
      ))}
    </Section>
  );
}
