import type { Task, TaskPriority } from '@printrail/contract/tasks';

/** What a task is about: the closest of its links, which brings the others along. */
export type About = { kind: 'order' | 'invoice' | 'client'; id: number; name: string };

/** The records that have tasks, calls and messages. */
export type FollowedUp = About['kind'];

/** The link to a record, as lists are filtered by it. */
export function linkOf(of: FollowedUp, id: number): { orderId?: number; invoiceId?: number; clientId?: number } {
  return { [`${of}Id`]: id };
}

export type TypedTask = {
  typeId: number;
  description: string;
  dueDate: string | null;
  priority: TaskPriority;
  userId: number | null;
  departmentId: number | null;
  phone: string;
  about: About | null;
};

/** A task as its form shows it. */
export function typedOf(task: Task): TypedTask {
  const { typeId, description, dueDate, priority, userId, departmentId, phone } = task;
  return { typeId, description, dueDate, priority, userId, departmentId, phone, about: aboutOf(task) };
}

export function aboutOf({ orderId, orderNumber, invoiceId, invoiceNumber, clientId, clientName }: Task): About | null {
  if (orderId !== null) return { kind: 'order', id: orderId, name: orderNumber ?? '' };
  if (invoiceId !== null) return { kind: 'invoice', id: invoiceId, name: invoiceNumber ?? '' };
  return clientId === null ? null : { kind: 'client', id: clientId, name: clientName ?? '' };
}

/** What was typed as it is sent: of the links only the closest, the others follow from it. */
export function bodyOf({ about, ...typed }: Partial<TypedTask>) {
  if (about === undefined) return typed;
  const idOf = (kind: FollowedUp) => (about?.kind === kind ? about.id : null);
  return { ...typed, orderId: idOf('order'), invoiceId: idOf('invoice'), clientId: idOf('client') };
}

/** "Check the order, PO-20481": a task in a message. */
export function taskWords(task: Task): string {
  const about = aboutOf(task);
  return about ? `${task.typeName}, ${about.name}` : task.typeName;
}

type Tasks = { items: readonly { id: number }[] };
type Listed = Tasks | { pages: readonly Tasks[] };

/** An answered list, whole or page by page, without one of its tasks. */
export function withoutTask<List extends Listed>(list: List, id: number): List {
  const without = (tasks: Tasks) => ({ ...tasks, items: tasks.items.filter((task) => task.id !== id) });
  return ('pages' in list ? { ...list, pages: list.pages.map(without) } : without(list)) as List;
}
