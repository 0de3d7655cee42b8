import { listTypes } from '@printrail/contract/cycles';
import { useState } from 'react';
import { useStatusChange } from '../changes/status-change-provider.tsx';
import { daysAfter, weekStart } from '../hub/week.rules.ts';
import { OrderPanel } from '../orders/order-panel.tsx';
import { useAnswer } from '../queries.ts';
import { useMay, useSession } from '../session.tsx';
import rowClasses from '../tasks/task-row.module.css';
import { TaskRow } from '../tasks/task-row.tsx';
import type { TaskWork } from '../tasks/use-task-work.tsx';
import { useView } from '../view.ts';
import classes from './my-work.module.css';
import { byUrgency, type Piece } from './my-work.rules.ts';
import { useWorkKeys } from './use-work-keys.ts';
import { WorkRow } from './work-row.tsx';

/** The work in its groups; an order opens beside it. */
export function WorkList({ pieces, work }: { pieces: readonly Piece[]; work: TaskWork }) {
  const [view, setView] = useView<{ order: number }>();
  const { current, moveTo } = useCursor(pieces);
  const { open } = useStatusChange();
  const sides = useSideStatuses();
  const week = useWeek();
  const mayChange = useMay()('production', 'change');
  const show = (piece: Piece | undefined) => {
    if (piece) moveTo(piece);
    if (piece?.task) work.edit(piece.task);
    if (piece?.order) setView({ order: piece.order.id });
  };
  const move = (step: number) => {
    // Beside an order that is open one goes on to the next order; tasks open no panel.
    const along = view.order ? pieces.filter((piece) => piece.order) : pieces;
    const at = current ? along.indexOf(current) : -1;
    const next = along[Math.max(0, Math.min(along.length - 1, at + step))];
    if (!next) return;
    moveTo(next);
    if (view.order && next.order) setView({ order: next.order.id });
    document.getElementById(next.key)?.querySelector<HTMLElement>('a, button')?.focus();
  };
  useWorkKeys({ current, move, show: () => show(current), work });
  return (
    <div className={classes.split}>
      <div className={`${classes.list} ${rowClasses.list}`}>
        {byUrgency(pieces, week).map(({ name, works }) => (
          <section key={name} aria-label={name}>
            <h2 className={classes.group}>
              {name} <span className="quiet">{works.length}</span>
            </h2>
            <ul className={rowClasses.rows}>
              {works.map((piece) =>
                piece.order ? (
                  <WorkRow
                    key={piece.key}
                    order={piece.order}
                    isSide={sides.has(piece.order.statusId)}
                    isCurrent={piece === current}
                    onOpen={() => show(piece)}
                    onAdvance={mayChange ? () => open({ orders: [piece.order] }) : undefined}
                  />
                ) : (
                  <TaskRow key={piece.key} task={piece.task} work={work} of="me" isCurrent={piece === current} />
                ),
              )}
            </ul>
          </section>
        ))}
      </div>
      {view.order ? (
        <OrderPanel
          id={Number(view.order)}
          onClose={() => setView({ order: undefined })}
          onNext={() => move(1)}
          onPrevious={() => move(-1)}
        />
      ) : null}
    </div>
  );
}

/** The piece one is at keeps its place; once it is gone, the next one stands there. */
function useCursor(pieces: readonly Piece[]) {
  const [cursor, setCursor] = useState<{ key?: string; index: number }>({ index: 0 });
  const known = pieces.findIndex(({ key }) => key === cursor.key);
  const at = known === -1 ? Math.min(cursor.index, pieces.length - 1) : known;
  const moveTo = (piece: Piece) => setCursor({ key: piece.key, index: pieces.indexOf(piece) });
  return { current: pieces[at], moveTo };
}

function useWeek(): { today: string; weekEnd: string } {
  const { me, preferences } = useSession();
  return { today: me.today, weekEnd: daysAfter(weekStart(me.today, preferences.workWeek), 6) };
}

/** The statuses beside the track, which look parked. */
function useSideStatuses(): ReadonlySet<number> {
  const { data } = useAnswer(listTypes, {});
  const statuses = data?.items.flatMap((type) => type.statuses) ?? [];
  return new Set(statuses.filter(({ isSide }) => isSide).map(({ id }) => id));
}
