import type { OrderSummary } from '@printrail/contract/orders';
import type { Task } from '@printrail/contract/tasks';

/** An order or a task to work on; the key is unique among both. */
export type Piece = { key: string; dueDate: string | null; isLate: boolean } & (
  | { order: OrderSummary; task?: undefined }
  | { task: Task; order?: undefined }
);

/** Orders and tasks as one list by due date, those without one last; on the same day what is urgent comes first. */
export function piecesOf(orders: readonly OrderSummary[], tasks: readonly Task[]): Piece[] {
  const pieces: Piece[] = [
    ...tasks.map((task) => ({ key: `task-${task.id}`, dueDate: task.dueDate, isLate: task.isLate, task })),
    ...orders.map((order) => ({ key: `work-${order.id}`, dueDate: order.dueDate, isLate: order.isLate, order })),
  ];
  const never = '9999';
  const place = (piece: Piece) => `${piece.isLate ? 0 : 1} ${piece.dueDate ?? never} ${urgency[priorityOf(piece)]}`;
  return pieces.toSorted((one, other) => (place(one) < place(other) ? -1 : place(one) > place(other) ? 1 : 0));
}

const urgency = { high: 0, normal: 1, low: 2 } as const;

function priorityOf({ task }: Piece): keyof typeof urgency {
  return task?.priority ?? 'normal';
}

type Due = { dueDate: string | null; isLate: boolean };

/** Work already in order of its due dates, in the groups that one works through; the week ends on `weekEnd`. */
export function byUrgency<Work extends Due>(
  works: readonly Work[],
  { today, weekEnd }: { today: string; weekEnd: string },
): { name: string; works: Work[] }[] {
  const nameOf = ({ dueDate, isLate }: Work) => {
    if (isLate) return 'Late';
    if (dueDate === null) return 'Without a due date';
    if (dueDate <= today) return 'Today';
    return dueDate <= weekEnd ? 'This week' : 'Later';
  };
  return ['Late', 'Today', 'This week', 'Later', 'Without a due date']
    .map((name) => ({ name, works: works.filter((work) => nameOf(work) === name) }))
    .filter((group) => group.works.length > 0);
}
