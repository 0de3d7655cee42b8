import { Button } from '@mantine/core';
import type { OrderSummary } from '@printrail/contract/orders';
import { IconStack2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import classes from '../tasks/task-row.module.css';
import { DueDate, StatusName } from '../ui/attention.tsx';

type WorkRowProps = {
  order: OrderSummary;
  isSide: boolean;
  isCurrent: boolean;
  onOpen: () => void;
  onAdvance: (() => void) | undefined;
};

/** One order to work on: what is to be done, for whom, until when, and the button that says it is done. */
export function WorkRow({ order, isSide, isCurrent, onOpen, onAdvance }: WorkRowProps) {
  const { id, number, statusName, statusColor, clientName, vendorName } = order;
  return (
    <li id={`work-${id}`} className={classes.row} aria-current={isCurrent || undefined}>
      <span className={classes.what}>
        <IconStack2 size={16} stroke={1.6} className={classes.icon} role="img" aria-label="Order" />
        <Link
          to="/my-work"
          search={{ order: id } as never}
          className={classes.opener}
          onClick={(event) => {
            event.preventDefault();
            onOpen();
          }}
        >
          {number}
        </Link>
      </span>
      <span className={classes.middle}>
        <StatusName name={statusName} color={statusColor} isSide={isSide} />
      </span>
      <span className={classes.foot}>
        <span className={`${classes.third} cut`}>{clientName ?? '–'}</span>
        <span className={`${classes.about} quiet`}>
          <span className="cut">{vendorName}</span>
        </span>
      </span>
      <span className={classes.due}>
        <DueDate order={order} />
      </span>
      <span className={classes.acts}>
        {onAdvance ? (
          <Button size="compact-sm" variant="default" aria-label={`Advance ${number}`} onClick={onAdvance}>
            Advance
          </Button>
        ) : null}
      </span>
    </li>
  );
}
