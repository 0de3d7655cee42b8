import { Button, Textarea } from '@mantine/core';
import { addNote, getHistory, type HistoryEntry } from '@printrail/contract/history';
import { useState } from 'react';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Answer, Wrong } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { momentWords, numberWords } from '../ui/words.ts';
import { factsOf, headlineOf, throughWords } from './history-words.rules.ts';
import classes from './timeline.module.css';

type DaysAtStatus = {
  statusId: number;
  statusName: string;
  visits: number;
  calendarDays: number;
  businessDays: number;
};

/** Everything that happened to the order, the latest first, and how long it was where. */
export function Timeline({ orderId }: { orderId: number }) {
  const asked = useAnswer(getHistory, { params: { id: orderId } });
  const may = useMay();
  return (
    <>
      {may('production', 'change') ? <NewNote orderId={orderId} /> : null}
      <Answer of={asked} rows={6}>
        {({ items, daysAtStatus }) => (
          <>
            <ol className={classes.timeline} aria-label="Timeline">
              {items.toReversed().map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ol>
            {daysAtStatus.length > 0 ? (
              <section className={classes.days}>
                <h2>Days at each status</h2>
                <Table label="Days at each status" columns={dayColumns} rows={daysAtStatus} keyOf={keyOfStatus} />
              </section>
            ) : null}
          </>
        )}
      </Answer>
    </>
  );
}

const keyOfStatus = ({ statusId }: DaysAtStatus) => statusId;

const dayColumns: readonly Column<DaysAtStatus>[] = [
  { name: 'Status', show: ({ statusName }) => statusName },
  { name: 'Visits', isNumber: true, show: ({ visits }) => numberWords(visits) },
  { name: 'Business days', isNumber: true, show: ({ businessDays }) => numberWords(businessDays) },
  { name: 'Calendar days', isNumber: true, show: ({ calendarDays }) => numberWords(calendarDays) },
];

function Entry({ entry }: { entry: HistoryEntry }) {
  const { at, who, through, note, isUndone, daysLate, departmentName, responsibleUserName, kind } = entry;
  const facts = factsOf(entry);
  const had = [departmentName, responsibleUserName].filter(Boolean).join(', ');
  return (
    <li className={classes.entry} data-undone={isUndone || undefined}>
      <time dateTime={at} className={`${classes.at} quiet numbers`}>
        {momentWords(at)}
      </time>
      <div>
        <p className={classes.headline}>
          <span className={classes.what}>{headlineOf(entry)}</span>
          {isUndone ? <span className={classes.undone}>taken back</span> : null}
        </p>
        {facts.length > 0 ? <p className={daysLate && !isUndone ? 'late' : 'quiet'}>{facts.join(' · ')}</p> : null}
        {note ? <p className={classes.note}>{note}</p> : null}
        <p className="quiet">
          {[who, throughWords(through)].filter(Boolean).join(', ')}
          {kind === 'change' && had ? ` · was with ${had}` : ''}
        </p>
      </div>
    </li>
  );
}

function NewNote({ orderId }: { orderId: number }) {
  const [note, setNote] = useState('');
  const add = useChange(addNote);
  const save = () => {
    if (note.trim()) add.mutate({ params: { id: orderId }, body: { note } }, { onSuccess: () => setNote('') });
  };
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Textarea
        aria-label="New note"
        placeholder="Write a note; Ctrl+Enter keeps it"
        autosize
        minRows={1}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
        }}
      />
      {note.trim() ? (
        <Button type="submit" variant="default" loading={add.isPending}>
          Add the note
        </Button>
      ) : null}
      <Wrong error={add.error} />
    </form>
  );
}
