import type { ProductionStatus, ProductionType } from '@printrail/contract/cycles';
import { useState } from 'react';
import { useMay } from '../session.tsx';
import { DragRows } from '../ui/drag-rows.tsx';
import { Section, Wrong } from '../ui/page.tsx';
import { AddRow } from './add-row.tsx';
import { trackAndSide } from './cycle.rules.ts';
import { usePeopleChoices } from './people-choices.ts';
import classes from './status-row.module.css';
import { StatusRow } from './status-row.tsx';
import type { CycleChanges } from './use-cycle.ts';

const headings = ['Status', 'Business days', 'Department', 'User', 'Workflow stage', 'Words for the client'];

/** Every status of a cycle, to put in order and to type in. */
export function StatusList({ type, cycle }: { type: ProductionType; cycle: CycleChanges }) {
  const { track, side } = trackAndSide(type.statuses);
  const idsOf = (statuses: readonly ProductionStatus[]) => statuses.map(({ id }) => id);
  return (
    <>
      <Section title="On the track">
        <Statuses
          label="Statuses on the track"
          type={type}
          statuses={track}
          cycle={cycle}
          onOrder={(ids) => cycle.order([...ids, ...idsOf(side)])}
        />
      </Section>
      <Section title="Beside the track">
        <p className="quiet">Where an order waits until it can go on. Advancing never enters one by itself.</p>
        <Statuses
          label="Statuses beside the track"
          type={type}
          statuses={side}
          isSide
          cycle={cycle}
          onOrder={(ids) => cycle.order([...idsOf(track), ...ids])}
        />
      </Section>
    </>
  );
}

type StatusesProps = {
  label: string;
  type: ProductionType;
  statuses: readonly ProductionStatus[];
  isSide?: boolean;
  cycle: CycleChanges;
  onOrder: (ids: number[]) => Promise<unknown>;
};

function Statuses({ label, type, statuses, isSide = false, cycle, onOrder }: StatusesProps) {
  const may = useMay();
  const people = usePeopleChoices();
  const [error, setError] = useState<Error>();
  const order = (ids: number[]) => {
    setError(undefined);
    return onOrder(ids).catch(setError);
  };
  const rows = statuses.map((status) => ({ ...status, isFixed: status.isInitial || status.isFinal }));
  return (
    <>
      {rows.length > 0 ? (
        <div className={classes.head} aria-hidden>
          {headings.map((heading) => (
            <span key={heading}>{heading}</span>
          ))}
        </div>
      ) : null}
      <DragRows label={label} rows={rows} onMove={order} isDisabled={!may('maintenance', 'change')}>
        {(status, handle) => (
          <StatusRow
            status={status}
            type={type}
            rows={rows}
            handle={handle}
            people={people}
            cycle={cycle}
            onOrder={order}
          />
        )}
      </DragRows>
      <Wrong error={error} />
      {may('maintenance', 'add') ? (
        <AddRow
          hasDots
          label={isSide ? 'Add a status beside the track' : 'Add a status before the final one'}
          onAdd={(name) => cycle.add({ name, isSide })}
        />
      ) : null}
    </>
  );
}
