import { lazy, Suspense } from 'react';
import { Waiting } from './page.tsx';

export type DragRow = { id: number; name: string; isFixed?: boolean };

export type DragRowsProps<Row extends DragRow> = {
  label: string;
  rows: readonly Row[];
  /** Called with every id in its new order, and the one moved; the rows stay as dragged until it is done. */
  onMove: (ids: number[], moved: { id: number; position: number }) => Promise<unknown>;
  isDisabled?: boolean;
  /** A row; the handle is what it is dragged by. */
  children: (row: Row, handle: React.ReactNode) => React.ReactNode;
};

const DraggedRows = lazy(async () => ({
  default: (await import('./dragged-rows.tsx')).DraggedRows,
})) as unknown as typeof import('./dragged-rows.tsx').DraggedRows;

/** A list put in order by dragging, or by the keyboard; what makes rows move is loaded on first use. */
export function DragRows<Row extends DragRow>(props: DragRowsProps<Row>) {
  return (
    <Suspense fallback={<Waiting rows={props.rows.length} />}>
      <DraggedRows {...props} />
    </Suspense>
  );
}
