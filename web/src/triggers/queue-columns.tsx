import { Button } from '@mantine/core';
import type { Area, Level } from '@printrail/contract/endpoint';
import type { Firing } from '@printrail/contract/firings';
import { IconBolt } from '@tabler/icons-react';
import listClasses from '../ui/long-list.module.css';
import type { Column } from '../ui/table.tsx';
import classes from './queue.module.css';
import { type Act, whenWords } from './queue.rules.ts';
import { Prospect } from './queue-prospect.tsx';
import { RowMenu } from './queue-row-acts.tsx';

type ColumnsOf = {
  open: (firing: Firing) => void;
  actOn: (what: Act, firing: Firing) => void;
  may: (area: Area, level: Exclude<Level, 'none'>) => boolean;
  timeZone: string;
};

/** What is told of a firing: about what, for whom, where it stands, when, and what will be sent to whom. */
export function firingColumns({ open, actOn, may, timeZone }: ColumnsOf): readonly Column<Firing>[] {
  const acts: Column<Firing> = {
    name: 'Do',
    width: '120px',
    show: (firing) => (
      <span className={classes.rowActs}>
        <Button
          size="compact-xs"
          variant="default"
          visibleFrom="sm"
          aria-label={`Process ${numberOf(firing)}`}
          onClick={() => actOn('process', firing)}
        >
          Process
        </Button>
        <RowMenu
          firing={firing}
          onAct={(what) => actOn(what, firing)}
          onOpen={() => open(firing)}
          mayDelete={may('production', 'delete')}
        />
      </span>
    ),
  };
  return [
    {
      name: 'About',
      width: '104px',
      show: (firing) => (
        <>
          <button type="button" data-opens className={classes.opener} onClick={() => open(firing)}>
            {numberOf(firing)}
          </button>
          <span className={listClasses.second}>{firing.clientName}</span>
        </>
      ),
    },
    { name: 'Client', isDetail: true, width: '124px', show: ({ clientName }) => clientName ?? '–' },
    { name: 'Vendor', isDetail: true, width: '112px', show: ({ vendorName }) => vendorName ?? '–' },
    { name: 'Stands at', isDetail: true, width: '104px', show: ({ statusName }) => statusName },
    { name: 'When', isDetail: true, width: '148px', show: (firing) => <When firing={firing} timeZone={timeZone} /> },
    {
      name: 'What will happen',
      show: (firing) => (
        <>
          <Prospect firing={firing} />
          <span className={listClasses.second}>{whenWords(firing, timeZone)}</span>
        </>
      ),
    },
    ...(may('production', 'change') ? [acts] : []),
  ];
}

function When({ firing, timeZone }: { firing: Firing; timeZone: string }) {
  const { isAutomatic, state, isDue } = firing;
  const weight = state === 'cannot_be_sent' ? 'risk' : isDue ? 'today' : '';
  return (
    <span className={`${classes.mark} ${weight} numbers`}>
      {isAutomatic && state === 'waiting' ? <IconBolt size={13} stroke={1.6} aria-hidden /> : null}
      {whenWords(firing, timeZone)}
    </span>
  );
}

function numberOf({ orderNumber, invoiceNumber }: Firing): string {
  return orderNumber ?? invoiceNumber ?? '';
}
