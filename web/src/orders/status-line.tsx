import { Button, Group, Popover, Select } from '@mantine/core';
import { listTypes } from '@printrail/contract/cycles';
import { type ProductionOrder, updateOrder } from '@printrail/contract/orders';
import { listDepartments, listUsers } from '@printrail/contract/people';
import { useState } from 'react';
import { optionsOf } from '../changes/options.ts';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { StatusName } from '../ui/attention.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Wrong } from '../ui/page.tsx';
import { countWords, daysBetween, dayWords, today } from '../ui/words.ts';
import classes from './order-content.module.css';

/** Where the order is, since when, until when, and with whom; the last two can be changed here. */
export function StatusLine({ order }: { order: ProductionOrder }) {
  const mayChange = useMay()('production', 'change') && order.state === 'open';
  const isSide = useIsSide(order);
  return (
    <div className={classes.line}>
      <span className={classes.status}>
        <StatusName name={order.statusName} color={order.statusColor} isSide={isSide} />
      </span>
      {isSide ? <span>beside the track</span> : null}
      <span>since {dayWords(order.sinceDate)}</span>
      {order.state === 'open' ? <DueInPlace order={order} mayChange={mayChange} /> : null}
      {order.isLate && order.dueDate ? (
        <span className="late">{countWords(daysBetween(order.dueDate, today()), 'day')} late</span>
      ) : null}
      {order.state === 'open' ? <ResponsibleInPlace order={order} mayChange={mayChange} /> : null}
      {order.state === 'cancelled' ? (
        <span>
          <strong>cancelled</strong> {order.cancelledDate ? dayWords(order.cancelledDate) : ''}
          {order.cancelReason ? `: ${order.cancelReason}` : ''}
        </span>
      ) : null}
    </div>
  );
}

/** Whether the order is parked: at a status beside the track of its type. */
export function useIsSide({ typeId, statusId }: ProductionOrder): boolean {
  const type = useAnswer(listTypes, {}).data?.items.find(({ id }) => id === typeId);
  return type?.statuses.find(({ id }) => id === statusId)?.isSide ?? false;
}

type InPlaceProps = { order: ProductionOrder; mayChange: boolean };
type Change = Parameters<ReturnType<typeof useChange<typeof updateOrder>>['mutateAsync']>[0]['body'];

function DueInPlace({ order, mayChange }: InPlaceProps) {
  const [dueDate, setDueDate] = useState(order.dueDate);
  const words = order.dueDate ? `due ${dayWords(order.dueDate)}` : 'no due date';
  const byHand = order.isDueDateOverridden ? ' (typed)' : '';
  return (
    <InPlace
      words={`${words}${byHand}`}
      name="Change the due date"
      order={order}
      mayChange={mayChange}
      onOpen={() => setDueDate(order.dueDate)}
      changed={dueDate ? { dueDate } : undefined}
      other={order.isDueDateOverridden ? { words: 'As computed', change: { dueDate: null } } : undefined}
    >
      <DateField label="Due date" value={dueDate} onChange={setDueDate} data-autofocus />
    </InPlace>
  );
}

function ResponsibleInPlace({ order, mayChange }: InPlaceProps) {
  const [departmentId, setDepartmentId] = useState(order.departmentId);
  const [responsibleUserId, setUserId] = useState(order.responsibleUserId);
  const names = [order.departmentName, order.responsibleUserName].filter(Boolean).join(', ');
  return (
    <InPlace
      words={names || 'nobody responsible'}
      name="Change who is responsible"
      order={order}
      mayChange={mayChange}
      onOpen={() => {
        setDepartmentId(order.departmentId);
        setUserId(order.responsibleUserId);
      }}
      changed={{ departmentId, responsibleUserId }}
    >
      <ResponsibleFields
        departmentId={departmentId}
        userId={responsibleUserId}
        onDepartment={setDepartmentId}
        onUser={setUserId}
      />
    </InPlace>
  );
}

type ResponsibleFieldsProps = {
  departmentId: number | null;
  userId: number | null;
  onDepartment: (id: number | null) => void;
  onUser: (id: number | null) => void;
};

function ResponsibleFields({ departmentId, userId, onDepartment, onUser }: ResponsibleFieldsProps) {
  const departments = useAnswer(listDepartments, { query: { active: true, limit: 500 } }).data?.items ?? [];
  const users = useAnswer(listUsers, { query: { active: true, limit: 500 } }).data?.items ?? [];
  const choice = (id: string | null) => (id ? Number(id) : null);
  const shared = { clearable: true, searchable: true, comboboxProps: { withinPortal: false } } as const;
  return (
    <>
      <Select
        {...shared}
        label="Department"
        placeholder="No department"
        data={optionsOf(departments)}
        value={departmentId ? String(departmentId) : null}
        onChange={(id) => onDepartment(choice(id))}
        data-autofocus
      />
      <Select
        {...shared}
        label="Person"
        placeholder="Nobody"
        data={optionsOf(users)}
        value={userId ? String(userId) : null}
        onChange={(id) => onUser(choice(id))}
      />
    </>
  );
}

type PopoverProps = InPlaceProps & {
  words: string;
  name: string;
  onOpen: () => void;
  changed: Change | undefined;
  other?: { words: string; change: Change } | undefined;
  children: React.ReactNode;
};

/** A part of the line that opens to be changed where it stands. */
function InPlace({ words, name, order, mayChange, onOpen, changed, other, children }: PopoverProps) {
  const [isOpen, setIsOpen] = useState(false);
  const update = useChange(updateOrder, ['Status changes', 'Invoices']);
  if (!mayChange) return <span>{words}</span>;
  const show = () => {
    onOpen();
    update.reset();
    setIsOpen(true);
  };
  const save = (change: Change) =>
    update.mutate(
      { params: { id: order.id }, version: order.version, body: change },
      { onSuccess: () => setIsOpen(false) },
    );
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      trapFocus
      returnFocus
      withinPortal
      shadow="md"
      position="bottom-start"
    >
      <Popover.Target>
        <button type="button" className={classes.edit} onClick={show} title={name} aria-label={`${words}. ${name}`}>
          <span className={classes.under}>{words}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (changed) save(changed);
          }}
        >
          {children}
          <Wrong error={update.error} />
          <Group justify="flex-end" gap="sm">
            {other ? (
              <Button variant="default" onClick={() => save(other.change)}>
                {other.words}
              </Button>
            ) : null}
            <Button type="submit">Save</Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
