import { Button, NativeSelect } from '@mantine/core';
import {
  countMessages,
  listMessages,
  type MessageChannel,
  type MessageSummary,
  messageChannels,
} from '@printrail/contract/messages';
import { usePages } from '../pages.ts';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { QueueNav } from '../triggers/queue-nav.tsx';
import looks from '../ui/chip.module.css';
import { ListBar } from '../ui/list-bar.tsx';
import { LongList } from '../ui/long-list.tsx';
import { Empty, Page } from '../ui/page.tsx';
import { countWords, numberWords } from '../ui/words.ts';
import { useView } from '../view.ts';
import { channelWords, queryOf, type Show, shows, showWords } from './message.rules.ts';
import { messageColumns } from './message-columns.tsx';
import { MessagePanel } from './message-panel.tsx';
import classes from './messages.module.css';
import { usePrintLetters } from './print-letters.ts';
import { SettingsMissing } from './settings-missing.tsx';

type View = { show: Show; channel: MessageChannel; message: number };

/** What was sent, and what waits or failed. */
export function MessagesPage() {
  const [{ show, channel, message }, setView] = useView<View>();
  const pages = usePages(listMessages, { query: queryOf(show, channel) });
  const { rows } = pages;
  const open = ({ id }: Pick<MessageSummary, 'id'>) => setView({ message: id });
  const at = rows.findIndex(({ id }) => id === Number(message));
  const go = (step: 1 | -1) => {
    const next = rows[Math.max(at + step, 0)];
    if (next) open(next);
  };
  return (
    <Page fills title="Messages" detail={<QueueNav />} actions={<PrintAll />}>
      <SettingsMissing />
      <ListBar>
        <Shows
          show={show}
          onShow={(to) => setView({ show: to, ...(to === 'letters' ? { channel: undefined } : {}) })}
        />
        {show === 'letters' ? null : (
          <NativeSelect
            aria-label="Channel"
            value={channel ?? ''}
            onChange={({ currentTarget }) => setView({ channel: (currentTarget.value || undefined) as MessageChannel })}
            data={[
              { value: '', label: 'Every channel' },
              ...messageChannels.map((each) => ({ value: each, label: channelWords[each] })),
            ]}
          />
        )}
      </ListBar>
      <LongList
        label="Messages"
        columns={messageColumns(open)}
        pages={pages}
        keyOf={({ id }) => id}
        onOpen={open}
        empty={<NoMessages isFiltered={Boolean(show || channel)} />}
      />
      {message ? (
        <MessagePanel
          id={Number(message)}
          onClose={() => setView({ message: undefined })}
          onOpen={(id) => open({ id })}
          onNext={() => go(1)}
          onPrevious={() => go(-1)}
        />
      ) : null}
    </Page>
  );
}

function Shows({ show, onShow }: { show: Show | undefined; onShow: (show: Show | undefined) => void }) {
  const counts = useAnswer(countMessages, {}).data;
  const countOf = (each: Show) => {
    if (!counts) return 0;
    if (each === 'waiting') return counts.waiting + counts.letters;
    return each === 'failed' || each === 'unconfirmed' || each === 'letters' ? counts[each] : 0;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a look of its own
    <div className={classes.shows} role="group" aria-label="Which messages">
      <button type="button" className={looks.chip} aria-pressed={!show} onClick={() => onShow(undefined)}>
        All
      </button>
      {shows.map((each) => {
        const count = countOf(each);
        const isWanting = count > 0 && (each === 'failed' || each === 'unconfirmed');
        return (
          <button
            key={each}
            type="button"
            className={looks.chip}
            aria-pressed={show === each}
            onClick={() => onShow(show === each ? undefined : each)}
          >
            {showWords[each]}
            {count > 0 ? (
              <span className={isWanting ? 'late numbers' : 'quiet numbers'}>{numberWords(count)}</span>
            ) : null}
          </button>
        );
      })}
    </div>
  );
}

function PrintAll() {
  const letters = useAnswer(countMessages, {}).data?.letters ?? 0;
  const mayPrint = useMay()('production', 'change');
  const print = usePrintLetters();
  if (letters === 0 || !mayPrint) return null;
  return (
    <Button variant="default" loading={print.isBusy} onClick={() => void print.allWaiting()}>
      Print {countWords(letters, 'letter')}
    </Button>
  );
}

function NoMessages({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Empty title="No such message">Choose “All” to see every message.</Empty>;
  return (
    <Empty title="No messages yet">
      E-mails, text messages, letters and webhooks stand here once a trigger has made them, with what they said and
      whether they arrived.
    </Empty>
  );
}
