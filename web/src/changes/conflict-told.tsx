import { Button } from '@mantine/core';
import { momentWords } from '../ui/words.ts';
import { GoOn } from './go-on.tsx';
import type { Conflict, OneChange } from './use-one-change.ts';
import classes from './window.module.css';

type ConflictProps = { conflict: Conflict; one: OneChange; onClose: () => void };

/** What changed meanwhile, and one click to go on with everything typed kept. */
export function ConflictTold({
  conflict: { latest },
  one: { order, statusId, takeAsItIsNow },
  onClose,
}: ConflictProps) {
  const isThere = order !== undefined && order.statusId === statusId;
  return (
    <div className={classes.told} role="alert">
      <p>
        {latest
          ? `${latest.who} changed this order ${momentWords(latest.at)}: `
          : 'Someone changed this order meanwhile. '}
        {latest ? whatOf(latest) : ''} Nothing of yours was saved yet.
      </p>
      {isThere ? (
        <p>
          It already is at {order.statusName}, where you wanted it.{' '}
          <Button size="compact-sm" variant="default" onClick={onClose} data-autofocus>
            Close
          </Button>
        </p>
      ) : (
        <p>
          <GoOn onClick={takeAsItIsNow}>Go on from there, with what you typed</GoOn>
        </p>
      )}
    </div>
  );
}

function whatOf({ kind, fromStatusName, toStatusName, note }: NonNullable<Conflict['latest']>): string {
  const said = note ? ` “${note}”` : '';
  if (kind === 'change' || kind === 'undo') return `${fromStatusName} → ${toStatusName}.${said}`;
  const words: Record<string, string> = {
    edited: 'its details.',
    note: 'a note was written.',
    cancelled: 'it was cancelled.',
    reopened: 'it was reopened.',
    recalculated: 'its due date was calculated anew.',
    lines_added: 'lines were added.',
    lines_edited: 'its lines.',
    reordered: 'lines of it were ordered again.',
  };
  return `${words[kind] ?? kind}${said}`;
}
