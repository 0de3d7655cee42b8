import {
  addInvoiceStatus,
  deleteInvoiceStatus,
  type InvoiceStatus,
  listInvoiceStatuses,
  updateInvoiceStatus,
} from '@printrail/contract/invoice-statuses';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../api.ts';
import { TriggersLink, triggersOf, useTriggerCount } from '../triggers/trigger-entrance.tsx';
import { DaysCell } from '../ui/cells.tsx';
import { DotField } from '../ui/dot-field.tsx';
import { ArrangedList } from './arranged-list.tsx';
import classes from './list-row.module.css';

const add = (name: string) => call(addInvoiceStatus, { body: { name } });
const isFixed = ({ isInitial, isFinal }: InvoiceStatus) => isInitial || isFinal;

/** The statuses of invoices, in their order. */
export function InvoiceStatuses() {
  const navigate = useNavigate();
  const triggers = useTriggerCount();
  const toTriggers = (id: number) => {
    const count = triggers({ invoiceStatusId: id });
    const run = () => void navigate(triggersOf({ invoiceStatusId: id }));
    return count !== undefined && { does: `Triggers (${count})`, run };
  };
  return (
    <ArrangedList
      label="Invoice statuses"
      list={listInvoiceStatuses}
      update={updateInvoiceStatus}
      removal={deleteInvoiceStatus}
      adds={[{ label: 'Add an invoice status', add }]}
      isFixed={isFixed}
      roleOf={({ isInitial, isFinal }) => (isInitial ? 'initial' : isFinal ? 'final' : '')}
      changesOf={(status, { change }) => [
        ...(status.isActive && !isFixed(status)
          ? [
              { does: 'Make initial', run: () => change(status.id, { isInitial: true }) },
              { does: 'Make final', run: () => change(status.id, { isFinal: true }) },
            ]
          : []),
        toTriggers(status.id),
      ]}
      dot={({ id, name, color }, { change, disabled }) => (
        <DotField
          label={`Colour of ${name}`}
          value={color}
          disabled={disabled}
          onChange={(to) => void change(id, { color: to })}
        />
      )}
    >
      {({ id, name, duration, isFinal }, { change, setError, disabled }) => (
        <div className={`${classes.days} ${classes.afterDot}`}>
          <DaysCell
            label={`Business days of ${name}`}
            value={duration}
            disabled={disabled || isFinal}
            onSave={(to) => change(id, { duration: to })}
            onFault={setError}
          />
          {duration === null ? null : <span className="quiet">business days</span>}
          <TriggersLink name={name} of={{ invoiceStatusId: id }} count={triggers({ invoiceStatusId: id })} />
        </div>
      )}
    </ArrangedList>
  );
}
