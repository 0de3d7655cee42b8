import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { IconGripVertical } from '@tabler/icons-react';
import { useState } from 'react';
import type { DragRow, DragRowsProps } from './drag-rows.tsx';
import classes from './dragged-rows.module.css';

/** The rows of DragRows, with what makes them move. */
export function DraggedRows<Row extends DragRow>({
  label,
  rows,
  onMove,
  isDisabled = false,
  children,
}: DragRowsProps<Row>) {
  const [moved, setMoved] = useState<number[]>();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = moved ?? rows.map(({ id }) => id);
  const drop = async ({ active, over }: DragEndEvent) => {
    const [from, to] = [ids.indexOf(Number(active.id)), ids.indexOf(Number(over?.id))];
    if (to === -1 || from === to) return;
    const wanted = arrayMove(ids, from, to);
    setMoved(wanted);
    try {
      await onMove(wanted, { id: Number(active.id), position: to + 1 });
    } finally {
      setMoved(undefined);
    }
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={(event) => void drop(event)}
      accessibility={{
        announcements: announcing(rows),
        screenReaderInstructions: {
          draggable: 'Press space to pick it up, the arrow keys to move it, space to drop it, Escape to leave it.',
        },
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ul className={classes.rows} aria-label={label}>
          {ids.map((id) => {
            const row = rows.find((each) => each.id === id);
            return row ? (
              <Sortable key={id} row={row} isDisabled={isDisabled}>
                {children}
              </Sortable>
            ) : null;
          })}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

type SortableProps<Row> = {
  row: Row;
  isDisabled: boolean;
  children: (row: Row, handle: React.ReactNode) => React.ReactNode;
};

function Sortable<Row extends DragRow>({ row, isDisabled, children }: SortableProps<Row>) {
  const isFixed = row.isFixed === true || isDisabled;
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id: row.id,
    disabled: { draggable: isFixed, droppable: isFixed },
  });
  const handle = isFixed ? (
    <span className={classes.handle} />
  ) : (
    <button
      type="button"
      ref={setActivatorNodeRef}
      className={classes.handle}
      {...attributes}
      {...listeners}
      aria-label={`Move ${row.name}`}
    >
      <IconGripVertical size={16} aria-hidden />
    </button>
  );
  return (
    <li
      ref={setNodeRef}
      className={isDragging ? classes.dragged : classes.row}
      style={{ transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}
    >
      {children(row, handle)}
    </li>
  );
}

function announcing(rows: readonly DragRow[]): Announcements {
  const nameOf = (id: unknown) => rows.find((row) => row.id === Number(id))?.name ?? '';
  return {
    onDragStart: ({ active }) => `${nameOf(active.id)} is picked up.`,
    onDragOver: ({ active, over }) =>
      over && over.id !== active.id ? `${nameOf(active.id)} is at the place of ${nameOf(over.id)}.` : undefined,
    onDragEnd: ({ active }) => `${nameOf(active.id)} is dropped.`,
    onDragCancel: ({ active }) => `${nameOf(active.id)} stays where it was.`,
  };
}
