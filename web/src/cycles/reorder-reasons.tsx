import {
  addReorderReason,
  deleteReorderReason,
  listReorderReasons,
  type ReorderReason,
  updateReorderReason,
} from '@printrail/contract/reorders';
import { call } from '../api.ts';
import { keyOf, queryClient, useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { CheckCell, TextCell } from '../ui/cells.tsx';
import { DragRows } from '../ui/drag-rows.tsx';
import { Answer } from '../ui/page.tsx';
import { AddRow } from './add-row.tsx';
import { movedByOne } from './cycle.rules.ts';
import classes from './list-row.module.css';
import { ListRow } from './list-row.tsx';
import { useListChange } from './use-list-change.ts';

type Row = ReorderReason & { isFixed: boolean };

/** Why orders are made again, in the order in which the reasons are offered. */
export function ReorderReasons() {
  const may = useMay();
  const reasons = useAnswer(listReorderReasons, {});
  const order = useListChange(listReorderReasons, updateReorderReason);
  const add = async (name: string) => {
    await call(addReorderReason, { body: { name, isCharged: false } });
    await queryClient.invalidateQueries({ queryKey: keyOf(listReorderReasons) });
  };
  return (
    <Answer of={reasons} rows={4}>
      {({ items }) => {
        const rows = items.map((reason) => ({ ...reason, isFixed: false }));
        return (
          <>
            <DragRows
              label="Reorder reasons"
              rows={rows}
              isDisabled={!may('maintenance', 'change')}
              onMove={(_, { id, position }) => order.change(id, { position })}
            >
              {(reason, handle) => <ReasonRow reason={reason} rows={rows} handle={handle} />}
            </DragRows>
            {may('maintenance', 'add') ? <AddRow label="Add a reorder reason" onAdd={add} /> : null}
          </>
        );
      }}
    </Answer>
  );
}

function ReasonRow({ reason, rows, handle }: { reason: Row; rows: readonly Row[]; handle: React.ReactNode }) {
  const { id, name, isCharged, isActive } = reason;
  const disabled = !useMay()('maintenance', 'change');
  const { change, remove, error } = useListChange(listReorderReasons, updateReorderReason);
  const place = rows.findIndex((row) => row.id === id) + 1;
  const changes = [
    movedByOne(rows, id, -1) && { does: 'Move up', run: () => change(id, { position: place - 1 }) },
    movedByOne(rows, id, 1) && { does: 'Move down', run: () => change(id, { position: place + 1 }) },
    { does: isActive ? 'Make inactive' : 'Make active', run: () => change(id, { isActive: !isActive }) },
  ];
  return (
    <ListRow
      name={name}
      role={isActive ? '' : 'inactive'}
      isActive={isActive}
      handle={handle}
      changes={changes}
      removal={{ does: 'Delete', run: () => remove(id, deleteReorderReason) }}
      error={error}
    >
      <TextCell
        label={`Name of ${name}`}
        className={classes.name ?? ''}
        value={name}
        disabled={disabled}
        onSave={(to) => change(id, { name: to })}
      />
      <CheckCell
        className={classes.days ?? ''}
        label="The vendor charges"
        aria-label={`The vendor charges: ${name}`}
        checked={isCharged}
        disabled={disabled}
        onSave={(to) => change(id, { isCharged: to })}
      />
    </ListRow>
  );
}
