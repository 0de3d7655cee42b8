import { Button } from '@mantine/core';
import type { Firing, FiringState } from '@printrail/contract/firings';
import { useState } from 'react';
import type { Pages } from '../pages.ts';
import { useMay, useSession } from '../session.tsx';
import { whenWords } from '../triggers/queue.rules.ts';
import { Prospect } from '../triggers/queue-prospect.tsx';
import { RowMenu, useFiringAct } from '../triggers/queue-row-acts.tsx';
import { Wrong } from '../ui/page.tsx';
import { momentWords } from '../ui/words.ts';
import classes from './planned-firings.module.css';

const endedWords: Readonly<Record<Exclude<FiringState, 'waiting' | 'cannot_be_sent'>, string>> = {
  processed: 'done',
  skipped: 'skipped',
  deleted: 'deleted',
  withdrawn: 'withdrawn',
};

/** What the triggers plan for an order or invoice, and what became of what they planned before. */
export function PlannedFirings({ pages }: { pages: Pages<Firing> }) {
  const [isPastShown, setIsPastShown] = useState(false);
  const { rows, error, retry, hasMore, more } = pages;
  const isAhead = ({ state }: Firing) => state === 'waiting' || state === 'cannot_be_sent';
  const ahead = rows.filter(isAhead).toSorted((one, other) => soonness(one).localeCompare(soonness(other)));
  const past = rows.filter((firing) => !isAhead(firing));
  if (error) return <Wrong error={error} retry={retry} />;
  if (rows.length === 0) return null;
  return (
    <section className={classes.planned} aria-label="Planned">
      {ahead.length > 0 ? (
        <ul>
          {ahead.map((firing) => (
            <Ahead key={firing.id} firing={firing} />
          ))}
        </ul>
      ) : null}
      {past.length > 0 && isPastShown ? (
        <ul aria-label="Planned before">
          {past.map((firing) => (
            <li key={firing.id} className={classes.past}>
              <p>{firing.sentence}</p>
              <p className="quiet">{becameOf(firing)}</p>
            </li>
          ))}
        </ul>
      ) : null}
      {past.length > 0 && !isPastShown ? (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setIsPastShown(true)}>
          What became of earlier plans
        </Button>
      ) : null}
      {hasMore && (isPastShown || past.length === 0) ? (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={more}>
          More
        </Button>
      ) : null}
    </section>
  );
}

function Ahead({ firing }: { firing: Firing }) {
  const may = useMay();
  const act = useFiringAct();
  const { timeZone } = useSession().preferences;
  return (
    <li className={classes.ahead}>
      <div className={classes.what}>
        <p>
          Planned: <Prospect firing={firing} /> <span className="quiet">· {whenWords(firing, timeZone)}</span>
        </p>
        <p className="quiet">{firing.sentence}</p>
      </div>
      {may('production', 'change') ? (
        <div className={classes.acts}>
          <Button size="compact-sm" variant="default" onClick={() => void act('process', firing)}>
            Process now
          </Button>
          <RowMenu firing={firing} onAct={(what) => void act(what, firing)} mayDelete={may('production', 'delete')} />
        </div>
      ) : null}
    </li>
  );
}

function soonness({ dueAt }: Firing): string {
  return dueAt ?? 'without a date, last';
}

/** "done 23 Nov, 12:05", "skipped: already past". */
function becameOf({ state, reason, processedAt }: Firing): string {
  if (state === 'waiting' || state === 'cannot_be_sent') return '';
  const at = processedAt ? ` ${momentWords(processedAt)}` : '';
  return reason ? `${endedWords[state]}${at}: ${reason}` : `${endedWords[state]}${at}`;
}
