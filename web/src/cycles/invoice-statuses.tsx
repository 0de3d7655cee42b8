import {
  addInvoiceStatus,
  deleteInvoiceStatus,
  type InvoiceStatus,
  listInvoiceStatuses,
  updateInvoiceStatus,
} from '@printrail/contract/invoice-statuses';
import { call } from '../api.ts';
import { keyOf, queryClient, useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { DaysCell, TextCell } from '../ui/cells.tsx';
import { DotField } from '../ui/dot-field.tsx';
import { DragRows } from '../ui/drag-rows.tsx';
import { Answer } from '../ui/page.tsx';
import { AddRow } from './add-row.tsx';
import { movedByOne } from './cycle.rules.ts';
import classes from './list-row.module.css';
import { ListRow } from './list-row.tsx';
import { useListChange } from './use-list-change.ts';

type Row = InvoiceStatus & { isFixed: boolean };

/** The statuses of invoices, in their order. */
export function InvoiceStatuses() {
  const may = useMay();
  const statuses = useAnswer(listInvoiceStatuses, {});
  const order = useListChange(listInvoiceStatuses, updateInvoiceStatus);
  const add = async (name: string) => {
    await call(addInvoiceStatus, { body: { name } });
    await queryClient.invalidateQueries({ queryKey: keyOf(listInvoiceStatuses) });
  };
  return (
    <Answer of={statuses} rows={4}>
      {({ items }) => {
        const rows = items.map((status) => ({ ...status, isFixed: status.isInitial || status.isFinal }));
        return (
          <>
            <DragRows
              label="Invoice statuses"
              rows={rows}
              isDisabled={!may('maintenance', 'change')}
              onMove={(_, { id, position }) => order.change(id, { position })}
            >
              {(status, handle) => <StatusRow status={status} rows={rows} handle={handle} />}
            </DragRows>
            {may('maintenance', 'add') ? <AddRow hasDots label="Add an invoice status" onAdd={add} /> : null}
          </>
        );
      }}
    </Answer>
  );
}

function StatusRow({ status, rows, handle }: { status: Row; rows: readonly Row[]; handle: React.ReactNode }) {
  const { id, name, color, duration, isInitial, isFinal, isActive, isFixed } = status;
  const may = useMay();
  const { change, remove, error, setError } = useListChange(listInvoiceStatuses, updateInvoiceStatus);
  const disabled = !may('maintenance', 'change');
  const place = rows.findIndex((row) => row.id === id) + 1;
  const changes = [
    movedByOne(rows, id, -1) && { does: 'Move up', run: () => change(id, { position: place - 1 }) },
    movedByOne(rows, id, 1) && { does: 'Move down', run: () => change(id, { position: place + 1 }) },
    !isFixed && isActive && { does: 'Make initial', run: () => change(id, { isInitial: true }) },
    !isFixed && isActive && { does: 'Make final', run: () => change(id, { isFinal: true }) },
    !isFixed && { does: isActive ? 'Make inactive' : 'Make active', run: () => change(id, { isActive: !isActive }) },
  ];
  const removal = !isFixed && { does: 'Delete', run: () => remove(id, deleteInvoiceStatus) };
  return (
    <ListRow
      name={name}
      role={isInitial ? 'initial' : isFinal ? 'final' : isActive ? '' : 'inactive'}
      isActive={isActive}
      handle={handle}
      changes={changes}
      removal={removal}
      error={error}
    >
      <DotField
        label={`Colour of ${name}`}
        value={color}
        disabled={disabled}
        onChange={(to) => void change(id, { color: to })}
      />
      <TextCell
        label={`Name of ${name}`}
        className={classes.name ?? ''}
        value={name}
        disabled={disabled}
        onSave={(to) => change(id, { name: to })}
      />
      <div className={`${classes.days} ${classes.afterDot}`}>
        <DaysCell
          label={`Business days of ${name}`}
          value={duration}
          disabled={disabled || isFinal}
          onSave={(to) => change(id, { duration: to })}
          onFault={setError}
        />
        {duration === null ? null : <span className="quiet">business days</span>}
      </div>
    </ListRow>
  );
}
