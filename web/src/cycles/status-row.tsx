import type { ProductionStatus, ProductionType } from '@printrail/contract/cycles';
import { useState } from 'react';
import { Refused } from '../api.ts';
import { useMay } from '../session.tsx';
import { TriggersLink, useTriggerCount } from '../triggers/trigger-entrance.tsx';
import { ChoiceCell, DaysCell, TextCell } from '../ui/cells.tsx';
import { DotField } from '../ui/dot-field.tsx';
import { Wrong } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { MoveOrders } from './move-orders.tsx';
import type { usePeopleChoices } from './people-choices.ts';
import { StatusMenu } from './status-menu.tsx';
import classes from './status-row.module.css';
import type { CycleChanges, StatusChange } from './use-cycle.ts';

export type StatusRowProps = {
  status: ProductionStatus;
  type: ProductionType;
  /** The list it stands in. */
  rows: readonly { id: number; isFixed: boolean }[];
  handle: React.ReactNode;
  people: ReturnType<typeof usePeopleChoices>;
  cycle: CycleChanges;
  onOrder: (ids: number[]) => Promise<unknown>;
};

type Held = { change: StatusChange; count: number };

/** A status, each part of it edited where it stands; what is refused is told below it. */
export function StatusRow({ status, type, rows, handle, people, cycle, onOrder }: StatusRowProps) {
  const { id, name, duration, departmentId, userId, workflowStage, clientWording, color } = status;
  const say = useToast();
  const triggers = useTriggerCount()({ statusId: id });
  const disabled = !useMay()('maintenance', 'change');
  const [error, setError] = useState<Error>();
  const [held, setHeld] = useState<Held>();
  const attempt = async (work: () => Promise<unknown>) => {
    setError(undefined);
    try {
      await work();
      return true;
    } catch (thrown) {
      setError(thrown as Error);
      return false;
    }
  };
  const save = (change: StatusChange) =>
    attempt(async () => {
      try {
        await cycle.change(id, change);
      } catch (thrown) {
        if (!(thrown instanceof Refused && thrown.code === 'status.has_open_orders')) throw thrown;
        setHeld({ change, count: Number(thrown.problem.details?.count ?? 0) });
      }
    });
  const remove = () =>
    attempt(async () => {
      await cycle.remove(id);
      say(`${name} is deleted.`);
    });
  return (
    <>
      <div className={classes.status} data-inactive={!status.isActive || undefined}>
        {handle}
        <DotField
          label={`Colour of ${name}`}
          value={color}
          isHollow={status.isSide}
          disabled={disabled}
          onChange={(to) => void save({ color: to })}
        />
        <TextCell
          label={`Name of ${name}`}
          value={name}
          disabled={disabled}
          onSave={(to) => save({ name: to })}
          className={classes.name ?? ''}
        />
        <Field label="Business days">
          <DaysCell
            label={`Business days of ${name}`}
            value={duration}
            disabled={disabled || status.isFinal}
            onSave={(to) => save({ duration: to })}
            onFault={setError}
          />
        </Field>
        <Field label="Department">
          <ChoiceCell
            label={`Department of ${name}`}
            value={departmentId}
            choices={people.departments(departmentId)}
            disabled={disabled}
            onSave={(to) => save({ departmentId: to })}
          />
        </Field>
        <Field label="User">
          <ChoiceCell
            label={`User of ${name}`}
            value={userId}
            choices={people.users(userId)}
            disabled={disabled}
            onSave={(to) => save({ userId: to })}
          />
        </Field>
        <Field label="Workflow stage">
          <TextCell
            label={`Workflow stage of ${name}`}
            value={workflowStage}
            list="workflow-stages"
            disabled={disabled}
            onSave={(to) => save({ workflowStage: to })}
          />
        </Field>
        <Field label="Words for the client">
          <TextCell
            label={`Words for the client at ${name}`}
            value={clientWording}
            title={clientWording}
            disabled={disabled}
            onSave={(to) => save({ clientWording: to })}
          />
        </Field>
        <span className={classes.end}>
          <span className="quiet">{roleOf(status)}</span>
          <TriggersLink name={name} of={{ statusId: id }} count={triggers} />
          <StatusMenu
            status={status}
            triggers={triggers}
            rows={rows}
            onChange={(change) => void save(change)}
            onOrder={(ids) => void onOrder(ids)}
            onRemove={() => void remove()}
          />
        </span>
      </div>
      <Wrong error={error} />
      {held ? (
        <MoveOrders
          status={status}
          type={type}
          count={held.count}
          onMove={async (moveOrdersToStatusId) => {
            await cycle.change(id, { ...held.change, moveOrdersToStatusId });
            setHeld(undefined);
          }}
          onClose={() => setHeld(undefined)}
        />
      ) : null}
    </>
  );
}

function Field({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className={classes.field}>
      <span className={classes.label} aria-hidden>
        {label}
      </span>
      {children}
    </div>
  );
}

function roleOf({ isInitial, isFinal, isActive }: ProductionStatus): string {
  if (isInitial) return 'initial';
  if (isFinal) return 'final';
  return isActive ? '' : 'inactive';
}
