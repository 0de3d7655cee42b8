import { Button } from '@mantine/core';
import type { OrderSummary } from '@printrail/contract/orders';
import { Link } from '@tanstack/react-router';
import { DueDate, StatusName } from '../ui/attention.tsx';
import classes from './my-work.module.css';

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
      <Link
        to="/my-work"
        search={{ order: id } as never}
        className={classes.number}
        onClick={(event) => {
          event.preventDefault();
          onOpen();
        }}
      >
        {number}
      </Link>
      <StatusName name={statusName} color={statusColor} isSide={isSide} />
      <span className={`${classes.client} cut`}>{clientName ?? '–'}</span>
      <span className={`${classes.vendor} quiet cut`}>{vendorName}</span>
      <DueDate order={order} />
      {onAdvance ? (
        <Button size="compact-sm" variant="default" aria-label={`Advance ${number}`} onClick={onAdvance}>
          Advance
        </Button>
      ) : null}
    </li>
  );
}
