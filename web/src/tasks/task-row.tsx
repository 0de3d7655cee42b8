import { ActionIcon, Button, Menu } from '@mantine/core';
import type { Task } from '@printrail/contract/tasks';
import { IconArrowDown, IconArrowUp, IconDots, IconPhone, IconSquareCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMay } from '../session.tsx';
import { DueDate } from '../ui/attention.tsx';
import { PhoneLink } from '../ui/phone-link.tsx';
import classes from './task-row.module.css';
import type { TaskWork } from './use-task-work.tsx';

type TaskRowProps = {
  task: Task;
  work: TaskWork;
  /** What the list is of: that link is not told again; on one’s own work nobody is told that it is theirs. */
  of: 'client' | 'invoice' | 'order' | 'me';
  isCurrent?: boolean;
};

/** A task or call to be done: what, by whom or for whom, until when, and the button that says it is done. */
export function TaskRow({ task, work, of, isCurrent = false }: TaskRowProps) {
  const mayChange = useMay()('production', 'change');
  const { id, typeName, description, isCall, dueDate, isLate } = task;
  const Icon = isCall ? IconPhone : IconSquareCheck;
  const said = description ? `${typeName}: ${description}` : typeName;
  return (
    <li id={`task-${id}`} className={classes.row} aria-current={isCurrent || undefined}>
      <span className={classes.what}>
        <Icon size={16} stroke={1.6} className={classes.icon} role="img" aria-label={isCall ? 'Call' : 'Task'} />
        {mayChange ? (
          <button type="button" className={`${classes.opener} cut`} aria-label={said} onClick={() => work.edit(task)}>
            {typeName}
          </button>
        ) : (
          <span className="cut">{typeName}</span>
        )}
      </span>
      <span className={classes.middle}>
        <Priority task={task} />
        {task.status === 'in_progress' ? <span className={classes.begun}>in progress</span> : null}
        <span className="cut" title={description}>
          {description}
        </span>
      </span>
      <span className={classes.foot}>
        <span className={`${classes.third} cut`}>{of === 'me' ? <Client task={task} /> : <Who task={task} />}</span>
        <span className={classes.about}>
          {isCall && task.phone ? <PhoneLink phone={task.phone} /> : null}
          <Links task={task} of={of} />
        </span>
      </span>
      <span className={classes.due}>
        <DueDate order={{ dueDate, isLate, isAtRisk: false, state: 'open' }} />
      </span>
      <span className={classes.acts}>
        {mayChange ? (
          <Button size="compact-sm" variant="default" aria-label={`Finish ${said}`} onClick={() => work.finish(task)}>
            Finish
          </Button>
        ) : null}
        <More task={task} work={work} said={said} />
      </span>
    </li>
  );
}

/** Told by a sign and a word; the usual one needs neither. */
function Priority({ task: { priority } }: { task: Task }) {
  if (priority === 'normal') return null;
  const isHigh = priority === 'high';
  const Icon = isHigh ? IconArrowUp : IconArrowDown;
  return (
    <span className={isHigh ? classes.high : classes.low} title={isHigh ? 'High priority' : 'Low priority'}>
      <Icon size={13} aria-hidden />
      {priority}
    </span>
  );
}

function Who({ task: { userName, departmentName } }: { task: Task }) {
  const names = [userName, departmentName].filter(Boolean).join(', ');
  return names ? <span title={names}>{names}</span> : <span className="quiet">nobody</span>;
}

function Client({ task: { clientId, clientName } }: { task: Task }) {
  if (clientId === null) return null;
  return (
    <Link to="/clients/$id" params={{ id: String(clientId) }}>
      {clientName}
    </Link>
  );
}

function Links({ task: { orderId, orderNumber, invoiceId, invoiceNumber }, of }: Pick<TaskRowProps, 'task' | 'of'>) {
  return (
    <>
      {orderId !== null && of !== 'order' ? (
        <Link to="/production/orders/$id" params={{ id: String(orderId) }}>
          {orderNumber}
        </Link>
      ) : null}
      {invoiceId !== null && orderId === null && of !== 'invoice' ? (
        <Link to="/invoices/$id" params={{ id: String(invoiceId) }}>
          {invoiceNumber}
        </Link>
      ) : null}
    </>
  );
}

function More({ task, work, said }: Pick<TaskRowProps, 'task' | 'work'> & { said: string }) {
  const may = useMay();
  // What a trigger made stays to be seen.
  const mayDelete = may('production', 'delete') && task.firingId === null;
  if (!may('production', 'change')) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size={28} aria-label={`More about ${said}`}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => work.edit(task)}>Change …</Menu.Item>
        <Menu.Item onClick={() => work.takeUp(task)}>
          {task.status === 'open' ? 'Mark as in progress' : 'Mark as not begun'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => work.cancel(task)}>Cancel the {task.isCall ? 'call' : 'task'}</Menu.Item>
        {mayDelete ? <Menu.Item onClick={() => work.askToDelete(task)}>Delete …</Menu.Item> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
