import { Button } from '@mantine/core';
import { type Client, listSessions, type Session } from '@printrail/contract/clients';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { usePages } from '../pages.ts';
import { useMay } from '../session.tsx';
import { Day } from '../ui/attention.tsx';
import listClasses from '../ui/long-list.module.css';
import { LongList } from '../ui/long-list.tsx';
import { Empty } from '../ui/page.tsx';
import type { Column } from '../ui/table.tsx';
import { dayWords } from '../ui/words.ts';
import classes from './clients.module.css';
import { NewSession } from './new-session.tsx';

const columns: readonly Column<Session>[] = [
  {
    name: 'Session',
    show: ({ id, name, date }) => (
      <>
        <Link to="/sessions/$id" params={{ id: String(id) }}>
          {name}
        </Link>
        <span className={listClasses.second}>{date ? dayWords(date) : ''}</span>
      </>
    ),
  },
  { name: 'Date', isDetail: true, width: '140px', show: ({ date }) => <Day date={date} /> },
  { name: 'Notes', isDetail: true, show: ({ notes }) => notes },
];

/** The sessions of a client, latest first. */
export function SessionsTab({ client }: { client: Client }) {
  const pages = usePages(listSessions, { query: { clientId: client.id } });
  const [isAdding, setIsAdding] = useState(false);
  const navigate = useNavigate();
  const open = ({ id }: Session) => void navigate({ to: '/sessions/$id', params: { id: String(id) } });
  const add = useMay()('clients', 'add') ? (
    <Button variant="default" onClick={() => setIsAdding(true)}>
      New session
    </Button>
  ) : null;
  return (
    <>
      <div className={classes.above}>{pages.rows.length > 0 ? add : null}</div>
      <LongList
        isPart
        label="Sessions"
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        onOpen={open}
        empty={
          <Empty title="No sessions yet" action={add}>
            A wedding, a portrait hour: invoices and their production can belong to it.
          </Empty>
        }
      />
      {isAdding ? <NewSession clientId={client.id} onAdded={open} onClose={() => setIsAdding(false)} /> : null}
    </>
  );
}
