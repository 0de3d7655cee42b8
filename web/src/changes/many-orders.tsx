import { Button } from '@mantine/core';
import { IconCornerDownLeft } from '@tabler/icons-react';
import { Refused } from '../api.ts';
import { DateField } from '../ui/date-field.tsx';
import { Wrong } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { countWords, dayWords, numberWords, today } from '../ui/words.ts';
import { choicesOf } from './change-asked.rules.ts';
import { useUndo } from './change-at-once.tsx';
import { DateCompleted, Note, Responsible, Row } from './change-fields.tsx';
import { GoOn } from './go-on.tsx';
import { ManyOutcome } from './outcome.tsx';
import type { ChangeOf, ChangeOptions } from './status-change-provider.tsx';
import { ParkChoice, StatusChoice } from './status-choice.tsx';
import { type ManyChange, type ManyPreview, useManyChange } from './use-many-change.ts';
import classes from './window.module.css';
import { WindowFrame } from './window-frame.tsx';

type ManyOrdersProps = { of: ChangeOf; options: ChangeOptions; onClose: () => void };

/** The window for many orders: how many go where, which cannot and why; Enter changes those that can. */
export function ManyOrders({ of, options, onClose }: ManyOrdersProps) {
  const many = useManyChange(of, options);
  const say = useToast();
  const { takeBackMany } = useUndo();
  const { preview, statuses, statusId } = many;
  const count = preview?.count ?? ('filter' in of ? of.count : of.orders.length);
  const target = statuses.find(({ id }) => id === statusId);
  const verb = target?.isSide ? 'Park' : target ? 'Move' : 'Advance';
  const save = async () => {
    const changed = await many.save();
    if (!changed) return;
    onClose();
    say(<ManyOutcome changed={changed} toStatusName={target?.name} />, {
      action: { label: 'Undo', run: () => void takeBackMany(changed.bulkChangeId) },
    });
    options.onDone?.();
  };
  return (
    <WindowFrame title={`${verb} ${countWords(count, 'order')}`} onClose={onClose} onSave={save}>
      {preview ? <WhatWillBe preview={preview} many={many} /> : <p className="quiet">Working out what will change …</p>}
      <Fields many={many} isParking={options.park ?? false} />
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          data-autofocus
          aria-disabled={!many.canSave}
          rightSection={<IconCornerDownLeft size={14} aria-hidden />}
        >
          {buttonWords(verb, preview)}
        </Button>
      </div>
    </WindowFrame>
  );
}

function buttonWords(verb: string, preview: ManyPreview | undefined): string {
  if (!preview) return verb;
  const { canChange, cannotChange } = preview;
  if (canChange === 0) return 'None can change';
  return `${verb} ${cannotChange > 0 ? 'the other ' : ''}${countWords(canChange, 'order')}`;
}

/** More moves than this scroll, also by key. */
const mostAtOnce = 6;

/** "47 orders will change", where they go with their due dates, and who cannot. */
function WhatWillBe({ preview, many }: { preview: ManyPreview; many: ManyChange }) {
  const { count, canChange, cannotChange, moves, refused } = preview;
  const each = many.statusId === undefined ? ', each to its next status' : '';
  return (
    <div aria-live="polite">
      <p>
        {cannotChange === 0
          ? `${countWords(count, 'order')} will change${each}.`
          : `${countWords(count, 'order')}: ${numberWords(canChange)} will change${each}; ${numberWords(cannotChange)} cannot.`}
      </p>
      <ul className={classes.moves} aria-label="Where they go" tabIndex={moves.length > mostAtOnce ? 0 : undefined}>
        {moves.map((move) => (
          <li key={`${move.fromStatusId} ${move.toStatusId}`}>
            <span className={`${classes.count} numbers`}>{numberWords(move.count)}</span>
            <span>
              {move.fromStatusName} → {move.toStatusName}
            </span>
            <span className="quiet">{spanWords(move)}</span>
          </li>
        ))}
      </ul>
      {refused.length > 0 ? (
        <div className={classes.told}>
          <ul className={classes.reasons} aria-label="Which cannot, and why">
            {refused.slice(0, 20).map(({ id, message }) => (
              <li key={id}>{message}</li>
            ))}
            {cannotChange > 20 ? <li>and {numberWords(cannotChange - 20)} more.</li> : null}
          </ul>
          {many.takeAsTheyAreNow ? (
            <span>
              <GoOn onClick={many.takeAsTheyAreNow}>Take those changed meanwhile as they are now</GoOn>
            </span>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function spanWords({ earliestDueDate: from, latestDueDate: to }: ManyPreview['moves'][number]): string {
  if (!from || !to) return 'nothing more due';
  return from === to ? `due ${dayWords(from)}` : `due ${dayWords(from)} to ${dayWords(to)}`;
}

function Fields({ many, isParking }: { many: ManyChange; isParking: boolean }) {
  const { statuses, typeCount, typed, change, statusId, error } = many;
  const fault = (field: string) => (error instanceof Refused ? error.at(field) : undefined);
  const isAtField =
    error instanceof Refused && ['changeDate', 'dueDate', 'departmentId', 'responsibleUserId'].some(error.at, error);
  const fields = { typed, change, fault };
  const { sides } = choicesOf(statuses, undefined);
  const target = statuses.find(({ id }) => id === statusId);
  return (
    <>
      <DateCompleted
        {...fields}
        usual={today()}
        latest={today()}
        notComplete={typed.notComplete ?? (target && !target.isSide ? undefined : target !== undefined)}
      />
      <Row name="New status" {...(typeCount === 1 && !isParking ? { htmlFor: 'new-status' } : {})}>
        {typeCount > 1 ? (
          <span className={`${classes.beside} ${isParking ? 'late' : ''}`}>
            {isParking
              ? `These orders are of ${typeCount} types; park those of one type at a time.`
              : `Each to its next status. These are of ${typeCount} types; one status can be chosen for one type.`}
          </span>
        ) : isParking ? (
          <ParkChoice sides={sides} value={statusId} onChange={(chosen) => change({ statusId: chosen })} />
        ) : (
          <StatusChoice
            statuses={statuses}
            value={statusId}
            onChange={(chosen) => change({ statusId: chosen })}
            eachNext="Each to its next status"
            error={fault('statusId')}
          />
        )}
      </Row>
      {target?.isFinal ? null : (
        <Row name="Due" htmlFor="due-date">
          <div className={classes.pair}>
            <DateField
              id="due-date"
              value={typed.dueDate ?? null}
              onChange={(dueDate) => change({ dueDate: dueDate ?? undefined })}
              aria-describedby="due-why"
              error={fault('dueDate')}
            />
            <span id="due-why" className={`${classes.beside} quiet`}>
              {typed.dueDate ? 'The same for all.' : 'Computed for each, unless typed.'}
            </span>
          </div>
        </Row>
      )}
      <Responsible
        {...fields}
        departmentId={typed.departmentId}
        responsibleUserId={typed.responsibleUserId}
        empty={{ department: 'As the status says', person: 'As the status says' }}
      />
      <Note {...fields} />
      {error && !isAtField && !fault('statusId') ? <Wrong error={error} /> : null}
    </>
  );
}
