import { listFirings } from '@printrail/contract/firings';
import { listMessages } from '@printrail/contract/messages';
import { useState } from 'react';
import { usePages } from '../pages.ts';
import { LongList } from '../ui/long-list.tsx';
import { Empty } from '../ui/page.tsx';
import { messageColumns } from './message-columns.tsx';
import { MessagePanel } from './message-panel.tsx';
import { PlannedFirings } from './planned-firings.tsx';

type About = { of: 'order' | 'invoice' | 'client'; id: number };

/** What is planned, what was sent, and what waits to be sent about an order, invoice or client. */
export function MessagesTab({ of, id }: About) {
  const [opened, setOpened] = useState<number>();
  const pages = usePages(listMessages, { query: { [`${of}Id`]: id } });
  const empty = (
    <Empty title="No messages yet">
      E-mails, text messages, letters and webhooks about this {of} stand here once a trigger has made them.
    </Empty>
  );
  return (
    <>
      {of === 'client' ? null : <Planned of={of} id={id} />}
      <LongList
        isPart
        label="Messages"
        columns={messageColumns((message) => setOpened(message.id), { without: of === 'client' ? '' : 'About' })}
        pages={pages}
        keyOf={(message) => message.id}
        onOpen={(message) => setOpened(message.id)}
        empty={empty}
      />
      {opened ? <MessagePanel id={opened} onClose={() => setOpened(undefined)} onOpen={setOpened} /> : null}
    </>
  );
}

function Planned({ of, id }: { of: 'order' | 'invoice'; id: number }) {
  const pages = usePages(listFirings, { query: of === 'order' ? { orderId: id } : { invoiceId: id } });
  return <PlannedFirings pages={pages} />;
}
