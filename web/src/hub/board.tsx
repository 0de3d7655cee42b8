import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { Button } from '@mantine/core';
import type { OrderSummary } from '@printrail/contract/orders';
import { useEffect, useRef, useState } from 'react';
import { useStatusChange } from '../changes/status-change-provider.tsx';
import { useMay } from '../session.tsx';
import { useKeys } from '../ui/keys.tsx';
import { Empty, Waiting } from '../ui/page.tsx';
import classes from './board.module.css';
import { boardColumns, boardTypes } from './board.rules.ts';
import { CardFace } from './board-card.tsx';
import { BoardColumn } from './board-column.tsx';
import { focusByKey } from './board-focus.ts';
import type { Hub, useTotals } from './use-hub.ts';
import { useMoveAtOnce } from './use-move-at-once.ts';

type BoardProps = { hub: Hub; counted: ReturnType<typeof useTotals> };

/** The orders of one type in a column per status; dragged to another, their status changes. */
export function Board({ hub, counted: { totals } }: BoardProps) {
  const { view, change, types } = hub;
  const changes = useStatusChange();
  const moveAtOnce = useMoveAtOnce();
  const may = useMay()('production', 'change');
  const [dragged, setDragged] = useState<OrderSummary>();
  const [focused, setFocused] = useState<OrderSummary>();
  const isAltDown = useAltKey(dragged !== undefined);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const { type } = boardTypes(view, types, totals?.statuses);
  const statuses = boardColumns(type?.statuses ?? [], view.statusId, totals?.statuses);
  const move = (order: OrderSummary, statusId: number, isAtOnce = false) => {
    if (!may || order.statusId === statusId) return;
    if (isAtOnce) return moveAtOnce(order, statusId);
    changes.open({ orders: [{ id: order.id, version: order.version }] }, { toStatusId: statusId });
  };
  const step = (by: number) => {
    const to = statuses[statuses.findIndex(({ id }) => id === focused?.statusId) + by];
    if (focused && to) move(focused, to.id);
  };
  const seen = focused && { id: focused.id, version: focused.version };
  const when = may && focused !== undefined;
  useKeys([
    { keys: ['Shift+ArrowRight'], does: 'Move the order to the status at the right', when, run: () => step(1) },
    { keys: ['Shift+ArrowLeft'], does: 'Move the order to the status at the left', when, run: () => step(-1) },
    { keys: ['a'], does: 'Advance', when, run: () => seen && changes.open({ orders: [seen] }) },
    { keys: ['p'], does: 'Park', when, run: () => seen && changes.open({ orders: [seen] }, { park: true }) },
    { keys: ['u'], does: 'Undo the latest change of the order', when, run: () => seen && changes.undoLatest(seen) },
  ]);
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    if (over) move(active.data.current as OrderSummary, Number(over.id), isAltDown.current);
  };
  if ((view.state ?? 'open') !== 'open') {
    return (
      <Empty
        title="The board shows what is still to be done"
        action={
          <Button variant="default" onClick={() => change({ state: undefined })}>
            Show open orders
          </Button>
        }
      />
    );
  }
  if (!type) return <Waiting rows={12} />;
  const name = (data: unknown) => (data as OrderSummary | undefined)?.number ?? 'The order';
  const at = (id: unknown) => hub.statuses.get(Number(id))?.name ?? 'no status';
  return (
    <DndContext
      sensors={sensors}
      onDragStart={({ active }) => setDragged(active.data.current as OrderSummary)}
      onDragEnd={onDragEnd}
      onDragCancel={() => setDragged(undefined)}
      accessibility={{
        screenReaderInstructions: { draggable: 'Shift and an arrow key move the order to another status.' },
        announcements: {
          onDragStart: ({ active }) => `${name(active.data.current)} is picked up.`,
          onDragOver: ({ over }) => (over ? `Over ${at(over.id)}.` : ''),
          onDragEnd: ({ active, over }) => `${name(active.data.current)} is dropped at ${at(over?.id)}.`,
          onDragCancel: ({ active }) => `${name(active.data.current)} is back where it was.`,
        },
      }}
    >
      <section className={classes.board} aria-label={`${type.name} by status`} onKeyDown={focusByKey}>
        {statuses.map((status) => (
          <BoardColumn
            key={status.id}
            hub={hub}
            status={status}
            total={totals?.statuses.find(({ statusId }) => statusId === status.id)}
            onFocus={setFocused}
          />
        ))}
      </section>
      <DragOverlay dropAnimation={null}>
        {dragged ? (
          <div className={classes.dragged}>
            <CardFace order={dragged} />
          </div>
        ) : null}
      </DragOverlay>
    </DndContext>
  );
}

/** Whether Alt is held while dragging: the status then changes at once, without the window. */
function useAltKey(isDragging: boolean): React.RefObject<boolean> {
  const isDown = useRef(false);
  useEffect(() => {
    if (!isDragging) return;
    const note = (event: MouseEvent | KeyboardEvent) => {
      isDown.current = event.altKey;
    };
    const events = ['mousemove', 'keydown', 'keyup'] as const;
    for (const name of events) window.addEventListener(name, note);
    return () => {
      for (const name of events) window.removeEventListener(name, note);
    };
  }, [isDragging]);
  return isDown;
}
