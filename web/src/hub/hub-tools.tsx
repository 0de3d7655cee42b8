import { ActionIcon, Button, Checkbox, Popover, SegmentedControl, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { exportOrders } from '@printrail/contract/exports';
import { IconDownload, IconLayoutRows } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { addressOf } from '../api.ts';
import { useMay } from '../session.tsx';
import { columnNames } from './columns.tsx';
import classes from './filter-bar.module.css';
import { columnIds, isGrouped, type Layout, layouts, usualColumns } from './hub-view.rules.ts';
import type { Hub, Totals } from './use-hub.ts';

const BoardType = lazy(async () => ({ default: (await import('./board-type.tsx')).BoardType }));

const layoutNames: Record<Layout, string> = { list: 'List', board: 'Board', calendar: 'Calendar' };

/** How the orders are shown: layout, groups, columns; taking them out; a new one. */
export function HubTools({ hub, totals }: { hub: Hub; totals: Totals | undefined }) {
  const { view, change, filter } = hub;
  const may = useMay();
  const isPhone = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const { layout = 'list' } = view;
  const isOpen = (view.state ?? 'open') === 'open';
  const choose = (chosen: string) =>
    change({ layout: chosen === 'list' ? undefined : (chosen as Layout), order: undefined }, { replace: false });
  return (
    <>
      {layout === 'list' && !isPhone ? (
        <>
          {isOpen ? (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconLayoutRows size={16} stroke={1.6} aria-hidden />}
              aria-pressed={isGrouped(view)}
              onClick={() => change({ group: isGrouped(view) ? undefined : 'status', folded: undefined })}
            >
              {isGrouped(view) ? 'Grouped by status' : 'Group by status'}
            </Button>
          ) : null}
          <Columns hub={hub} />
        </>
      ) : null}
      {layout === 'board' && isOpen ? (
        <Suspense>
          <BoardType hub={hub} totals={totals} />
        </Suspense>
      ) : null}
      <SegmentedControl
        aria-label="Show as"
        value={layout}
        onChange={choose}
        data={layouts.map((value) => ({ value, label: layoutNames[value] }))}
      />
      {isPhone ? null : (
        <Tooltip label="Export what matches as CSV">
          <ActionIcon
            component="a"
            aria-label="Export what matches as CSV"
            href={addressOf(exportOrders, { query: { ...filter, state: filter.state ?? 'open', spreadsheet: true } })}
            download
          >
            <IconDownload size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
      {may('production', 'add') && !isPhone ? (
        <Button renderRoot={(props) => <Link to="/production/new" {...props} />}>New order</Button>
      ) : null}
    </>
  );
}

function Columns({ hub: { columns, chooseColumns } }: { hub: Hub }) {
  const toggle = (ids: string[]) => chooseColumns(columnIds.filter((id) => id === 'order' || ids.includes(id)));
  return (
    <Popover position="bottom-end" trapFocus withRoles>
      <Popover.Target>
        <Button variant="subtle" color="gray">
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns shown">
        <Checkbox.Group label="Columns shown" value={[...columns]} onChange={toggle}>
          <div className={classes.fields} style={{ gap: 8, marginTop: 8 }}>
            {columnIds.map((id) => (
              <Checkbox key={id} value={id} label={columnNames(id)} disabled={id === 'order'} />
            ))}
          </div>
        </Checkbox.Group>
        <Button variant="subtle" color="gray" size="compact-sm" mt="sm" onClick={() => chooseColumns(usualColumns)}>
          The usual ones
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
