import { Button } from '@mantine/core';
import { IconCornerDownLeft } from '@tabler/icons-react';
import { Refused } from '../api.ts';
import { DateField } from '../ui/date-field.tsx';
import { Wrong } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { dayWords, today } from '../ui/words.ts';
import { choicesOf, placeWords, type Typed, verbs } from './change-asked.rules.ts';
import { useUndo } from './change-at-once.tsx';
import { DateCompleted, Note, Responsible, Row } from './change-fields.tsx';
import { ConflictTold } from './conflict-told.tsx';
import { aboutOrder, OrderOutcome } from './outcome.tsx';
import type { ChangeOptions, SeenOrder } from './status-change-provider.tsx';
import { ParkChoice, StatusChoice } from './status-choice.tsx';
import { type OneChange, useOneChange } from './use-one-change.ts';
import classes from './window.module.css';
import { WindowFrame } from './window-frame.tsx';

type OneOrderProps = { seen: SeenOrder; options: ChangeOptions; onClose: () => void };

/** The window for one order: Enter does the usual thing, all else is there but quiet. */
export function OneOrder({ seen, options, onClose }: OneOrderProps) {
  const one = useOneChange(seen, options);
  const say = useToast();
  const { takeBackOne } = useUndo();
  const { order, preview, conflict } = one;
  const verb = preview ? verbs[preview.direction] : options.park ? 'Park' : 'Advance';
  const save = async () => {
    const saved = await one.save();
    if (!saved) return;
    onClose();
    say(<OrderOutcome order={saved.order} notices={saved.notices} />, {
      about: aboutOrder(seen.id),
      action: { label: 'Undo', run: () => void takeBackOne(seen.id, { changeId: saved.changeId }) },
    });
    options.onDone?.();
  };
  const hasNowhere = options.park && one.statuses.length > 0 && one.statusId === undefined;
  return (
    <WindowFrame
      title={`${verb} ${order?.number ?? '1 order'}`}
      from={order ? { name: order.statusName, color: order.statusColor } : undefined}
      onClose={onClose}
      onSave={save}
    >
      {conflict ? <ConflictTold conflict={conflict} one={one} onClose={onClose} /> : null}
      {hasNowhere ? (
        <p>{order?.typeName} has no status beside the track to park at; Settings › Cycles adds one.</p>
      ) : null}
      {hasNowhere ? null : <Fields one={one} isParking={options.park ?? false} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          data-autofocus={!options.park || undefined}
          disabled={conflict !== undefined || hasNowhere}
          rightSection={<IconCornerDownLeft size={14} aria-hidden />}
        >
          {verb}
        </Button>
      </div>
    </WindowFrame>
  );
}

function Fields({ one, isParking }: { one: OneChange; isParking: boolean }) {
  const { order, statuses, preview, typed, change, error, conflict } = one;
  const fault = (field: string) => (error instanceof Refused ? error.at(field) : undefined);
  const isAtField = error instanceof Refused && fieldsShown.some((field) => error.at(field));
  const { sides } = choicesOf(statuses, order?.statusId);
  const fields = { typed, change, fault };
  return (
    <>
      <DateCompleted
        {...fields}
        usual={preview?.changeDate ?? today()}
        earliest={preview?.earliestChangeDate}
        latest={preview?.latestChangeDate}
        notComplete={typed.notComplete ?? preview?.notComplete ?? isParking}
      />
      <Row name="New status" {...(isParking ? {} : { htmlFor: 'new-status' })}>
        {isParking ? (
          <ParkChoice sides={sides} value={one.statusId} onChange={(statusId) => change({ statusId })} />
        ) : (
          <div className={classes.pair}>
            <StatusChoice
              statuses={statuses}
              fromStatusId={order?.statusId}
              nextId={one.nextId}
              value={one.statusId}
              onChange={(statusId) => change({ statusId })}
              error={fault('statusId')}
            />
            <span className={`${classes.beside} quiet`}>{preview ? placeWords[preview.direction] : ''}</span>
          </div>
        )}
      </Row>
      <Due one={one} error={fault('dueDate')} />
      <Responsible
        {...fields}
        departmentId={typed.departmentId === undefined ? preview?.departmentId : typed.departmentId}
        responsibleUserId={typed.responsibleUserId === undefined ? preview?.responsibleUserId : typed.responsibleUserId}
        empty={{ department: 'No department', person: 'Nobody' }}
      />
      <Note {...fields} />
      {error && !isAtField && !conflict ? <Wrong error={error} /> : null}
    </>
  );
}

const fieldsShown = ['changeDate', 'statusId', 'dueDate', 'departmentId', 'responsibleUserId', 'note'];

/** The due date as computed, and why; typed over, with the way back. */
function Due({ one: { typed, preview, change }, error }: { one: OneChange; error: string | undefined }) {
  if (preview?.completesOrder) {
    return (
      <Row name="Due">
        <span className={classes.beside}>Nothing more is due: this completes the order.</span>
      </Row>
    );
  }
  const isTyped = typeof typed.dueDate === 'string';
  const computed = preview?.computedDueDate ?? null;
  return (
    <Row name="Due" htmlFor="due-date">
      <div className={classes.pair}>
        <DateField
          id="due-date"
          value={typed.dueDate === undefined ? (preview?.dueDate ?? null) : typed.dueDate}
          onChange={(dueDate) => change({ dueDate })}
          onBlur={() => typed.dueDate === null && change({ dueDate: undefined })}
          aria-describedby="due-why"
          error={error}
        />
        <span id="due-why" className={`${classes.beside} quiet`} aria-live="polite">
          {isTyped ? <TypedDue computed={computed} change={change} /> : preview?.explanation}
        </span>
      </div>
    </Row>
  );
}

function TypedDue({ computed, change }: { computed: string | null; change: (part: Typed) => void }) {
  return (
    <span>
      Typed by hand.{' '}
      <button type="button" className={classes.plain} onClick={() => change({ dueDate: undefined })}>
        {computed ? `As computed: ${dayWords(computed)}` : 'As computed: no due date'}
      </button>
    </span>
  );
}
