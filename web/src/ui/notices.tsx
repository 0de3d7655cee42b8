import { ActionIcon, Indicator, Popover } from '@mantine/core';
import { listNotices, readNotice } from '@printrail/contract/notices';
import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useAnswer, useChange } from '../queries.ts';
import classes from './notices.module.css';
import { momentWords } from './words.ts';

/** What Printrail did by itself, behind a bell. */
export function Notices() {
  const { data } = useAnswer(listNotices, { query: { limit: 20 } });
  const read = useChange(readNotice);
  const items = data?.items ?? [];
  const unread = items.filter(({ isRead }) => !isRead);
  const readAll = (isOpen: boolean) => {
    if (!isOpen) for (const { id } of unread) read.mutate({ params: { id } });
  };
  return (
    <Popover position="bottom-end" width={380} shadow="md" withinPortal trapFocus onChange={readAll}>
      <Popover.Target>
        <ActionIcon aria-label={unread.length > 0 ? `Notices, ${unread.length} new` : 'Notices'}>
          <Indicator disabled={unread.length === 0} size={8} color="amber">
            <IconBell size={18} stroke={1.6} />
          </Indicator>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.list} aria-label="Notices">
        {items.length === 0 ? <p className="quiet">Nothing yet. What Printrail does by itself is told here.</p> : null}
        {items.map(({ id, text, at, invoiceId, isRead }) => (
          <div key={id} className={isRead ? classes.read : classes.unread}>
            <p>
              {invoiceId ? (
                <Link to="/invoices/$id" params={{ id: String(invoiceId) }}>
                  {text}
                </Link>
              ) : (
                text
              )}
            </p>
            <p className="quiet">{momentWords(at)}</p>
          </div>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
