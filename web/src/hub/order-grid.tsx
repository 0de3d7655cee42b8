// biome-ignore-all lint/a11y/useSemanticElements: rows stand where they are scrolled to, which those of a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { UnstyledButton } from '@mantine/core';
import type { HubSort } from '@printrail/contract/hub';
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { StatusName } from '../ui/attention.tsx';
import { countWords, moneyWords } from '../ui/words.ts';
import { columnsOf, type HubColumn } from './columns.tsx';
import { type ColumnId, canSortBy, isGrouped, sortOf } from './hub-view.rules.ts';
import classes from './list.module.css';
import type { ListRow } from './list-rows.rules.ts';
import { OrderRow } from './order-row.tsx';
import type { HubList } from './use-hub-list.ts';

/** The orders as a table of many rows, of which those in sight are drawn. */
export function OrderGrid({ list, onKeyDown }: { list: HubList; onKeyDown: (event: React.KeyboardEvent) => void }) {
  const { hub, pages, before, rows, cursor, selection, acts } = list;
  const { virtual, scroller, rowAt } = list.window;
  const { state } = hub.view;
  const columns = useMemo(() => columnsOf(shownColumns(hub.columns, state)), [hub.columns, state]);
  const tracks = `40px ${columns.map(({ width, part }) => `minmax(${width}px, ${part || 0.001}fr)`).join(' ')}`;
  const width = 40 + columns.reduce((sum, column) => sum + column.width, 0);
  const known = list.totals && !isGrouped(hub.view) ? list.totals.count + 1 : -1;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Production orders"
      aria-multiselectable
      aria-rowcount={pages.hasNext ? known : before + rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={cursor.row?.key}
      aria-busy={pages.isFetching}
      tabIndex={0}
      className={classes.scroller}
      style={{ '--tracks': tracks } as React.CSSProperties}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" style={{ position: 'sticky', top: 0, zIndex: 2, minWidth: width }}>
        <div role="row" aria-rowindex={1} className={classes.head}>
          <span role="columnheader" className={classes.cell} style={{ padding: 0 }}>
            <label className={classes.tick}>
              <input
                type="checkbox"
                aria-label="Select every order loaded"
                checked={selection.isAll || (selection.count > 0 && list.isAllLoadedSelected)}
                onChange={list.toggleLoaded}
              />
            </label>
          </span>
          {columns.map((column) => (
            <ColumnHead key={column.id} column={column} hub={hub} />
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className={pages.isOfBefore ? `${classes.body} ${classes.fetching}` : classes.body}
        style={{ height: virtual.getTotalSize(), minWidth: width }}
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rowAt(index);
          const top = start - list.headHeight;
          if (!row) return <RowShape key={key} top={top} index={index + 2} />;
          if (row.kind === 'group')
            return (
              <GroupRow key={key} row={row} top={top} index={index + 2} list={list} columns={columns.length + 1} />
            );
          return (
            <OrderRow
              key={key}
              order={row.order}
              columns={columns}
              statuses={hub.statuses}
              isCursor={cursor.row?.key === row.key}
              isSelected={selection.has(row.order.id)}
              top={top}
              index={index + 2}
              acts={acts}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Where completed orders are listed, when they were completed matters and not when they were due. */
function shownColumns(columns: readonly ColumnId[], state: string | undefined): readonly ColumnId[] {
  if (state !== 'completed' || columns.includes('completed')) return columns;
  return columns.map((id) => (id === 'due' ? 'completed' : id));
}

/** How the server sorts unless told. */
function usualSort(state = 'open'): { sort: HubSort; descending: boolean } {
  if (state === 'open') return { sort: 'due', descending: false };
  return { sort: state === 'completed' ? 'completed' : 'orderDate', descending: true };
}

function ColumnHead({ column, hub }: { column: HubColumn; hub: HubList['hub'] }) {
  const { sort, descending } = { ...usualSort(hub.view.state), ...sortOf(hub.view) };
  const isSorted = column.sort !== undefined && column.sort === sort;
  const by = column.sort;
  const className = column.isNumber ? `${classes.cell} ${classes.number}` : classes.cell;
  if (!by || !canSortBy(by, hub.view.state)) {
    return (
      <span role="columnheader" className={className}>
        {column.name}
      </span>
    );
  }
  const onClick = () =>
    hub.change({
      sort: by,
      descending: (isSorted && !descending) || undefined,
      group: undefined,
      folded: undefined,
    });
  return (
    <span
      role="columnheader"
      className={className}
      aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : 'none'}
    >
      <UnstyledButton className={isSorted ? `${classes.sort} ${classes.sorted}` : classes.sort} onClick={onClick}>
        <span className="cut">{column.name}</span>
        {isSorted ? descending ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden /> : null}
      </UnstyledButton>
    </span>
  );
}

type GroupRowProps = {
  row: Extract<ListRow, { kind: 'group' }>;
  top: number;
  index: number;
  columns: number;
  list: HubList;
};

function GroupRow({ row, top, index, columns, list }: GroupRowProps) {
  const { group, isFolded } = row;
  const status = list.hub.statuses.get(group.statusId);
  const type = list.hub.types.find(({ id }) => id === group.typeId);
  const hasSeveralTypes = (list.totals?.statuses ?? []).some(({ typeId }) => typeId !== group.typeId);
  return (
    <div
      role="row"
      id={row.key}
      aria-rowindex={index}
      tabIndex={-1}
      data-cursor={list.cursor.row?.key === row.key || undefined}
      className={classes.group}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" aria-colspan={columns} style={{ height: '100%' }}>
        <UnstyledButton
          className={classes.fold}
          tabIndex={-1}
          aria-expanded={!isFolded}
          onClick={() => list.fold(group.statusId)}
        >
          {isFolded ? <IconChevronRight size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
          <span className={classes.name}>
            <StatusName name={group.statusName} color={status?.color ?? 'gray'} isSide={status?.isSide ?? false} />
          </span>
          <span className="quiet numbers">
            {hasSeveralTypes && type ? `${type.name} · ` : ''}
            {countWords(group.count, 'order')} · {moneyWords(group.value, { whole: true })} waiting
          </span>
        </UnstyledButton>
      </span>
    </div>
  );
}

function RowShape({ top, index }: { top: number; index: number }) {
  return (
    <div role="row" aria-rowindex={index} className={classes.shape} style={{ transform: `translateY(${top}px)` }}>
      <span role="gridcell" aria-label="Loading" />
    </div>
  );
}
