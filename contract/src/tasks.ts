import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import {
  ById,
  Fields,
  Id,
  Instant,
  IsoDate,
  Line,
  Name,
  Nullable,
  OneOf,
  PageFields,
  PageOf,
  PartOf,
  Prose,
  Version,
} from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const taskRefusals = {
  'task.not_found': { status: 404, says: 'There is no task {id}.' },
  'task.done': { status: 422, says: 'The task is finished already; set its status to open before changing it.' },
  'task.phone_for_calls': { status: 422, says: '{type} is not a call; only calls have a phone number.' },
  'task.other_client': { status: 422, says: 'The {record} {id} belongs to another client than the one given.' },
  'task.of_trigger': {
    status: 409,
    says: 'A trigger made this task, so it stays to be seen; cancel it instead.',
  },
  'task_type.not_found': { status: 404, says: 'There is no type of task {id}.' },
  'task_type.inactive': { status: 422, says: 'The type of task {name} is inactive.' },
  'task_type.name_taken': { status: 409, says: 'There is already a type of task called {name}.' },
  'task_type.in_use': { status: 409, says: '{name} is used by tasks or triggers; make it inactive instead.' },
} as const satisfies RefusalTexts;

export const taskStatuses = ['open', 'in_progress', 'done', 'cancelled'] as const;
export type TaskStatus = (typeof taskStatuses)[number];
export const taskPriorities = ['low', 'normal', 'high'] as const;
export type TaskPriority = (typeof taskPriorities)[number];

export const TaskType = Fields(
  {
    id: Id,
    name: Name,
    isCall: Type.Boolean({ description: 'Tasks of this type are calls: they have a phone number.' }),
    position: Type.Integer(),
    isActive: Type.Boolean(),
    version: Version,
  },
  'TaskType',
);
export type TaskType = Static<typeof TaskType>;

const TaskPriority = OneOf(taskPriorities);

export const Task = Fields(
  {
    id: Id,
    typeId: Id,
    typeName: Name,
    isCall: Type.Boolean(),
    status: OneOf(taskStatuses),
    description: Prose,
    dueDate: Nullable(IsoDate),
    isLate: Type.Boolean(),
    priority: TaskPriority,
    userId: Nullable(Id),
    userName: Nullable(Name),
    departmentId: Nullable(Id),
    departmentName: Nullable(Name),
    clientId: Nullable(Id),
    clientName: Nullable(Name),
    invoiceId: Nullable(Id),
    invoiceNumber: Nullable(Line),
    orderId: Nullable(Id),
    orderNumber: Nullable(Line),
    phone: Line,
    outcome: Prose,
    firingId: Nullable(Type.Integer({ minimum: 1, description: 'The firing of a trigger that made it.' })),
    createdAt: Instant,
    doneAt: Nullable(Instant),
    doneByName: Nullable(Name),
    version: Version,
  },
  'Task',
);
export type Task = Static<typeof Task>;

const given = {
  description: Type.Optional(Prose),
  dueDate: Type.Optional(Nullable(IsoDate)),
  priority: Type.Optional(TaskPriority),
  userId: Type.Optional(Nullable(Id)),
  departmentId: Type.Optional(Nullable(Id)),
  clientId: Type.Optional(Nullable(Id)),
  invoiceId: Type.Optional(Nullable(Id)),
  orderId: Type.Optional(Nullable(Id)),
  phone: Type.Optional(Line),
};

export const TaskInput = Fields({ typeId: Id, ...given });
export type TaskInput = Static<typeof TaskInput>;

const taskFieldRefusals = [
  'task_type.not_found',
  'task_type.inactive',
  'task.phone_for_calls',
  'task.other_client',
  'user.not_found',
  'department.not_found',
  'client.not_found',
  'invoice.not_found',
  'order.not_found',
] as const;

export const listTasks = endpoint({
  id: 'listTasks',
  method: 'GET',
  path: '/tasks',
  tag: 'Tasks',
  summary: 'Tasks and calls, late first',
  description:
    'Open ones by due date, those without one last; finished ones (`state=done`, done or cancelled) the latest first. `mine` asks for those of the caller and of the caller’s departments.',
  access: { area: 'production', level: 'view' },
  query: Fields({
    ...PageFields,
    state: Type.Optional(OneOf(['open', 'done'], 'Open, unless told.')),
    mine: Type.Optional(Type.Literal(true)),
    calls: Type.Optional(Type.Boolean({ description: 'Only calls, or only what is no call.' })),
    userId: Type.Optional(Id),
    departmentId: Type.Optional(Id),
    clientId: Type.Optional(Id),
    invoiceId: Type.Optional(Id),
    orderId: Type.Optional(Id),
  }),
  answer: PageOf(Task),
});

export const getTask = endpoint({
  id: 'getTask',
  method: 'GET',
  path: '/tasks/{id}',
  tag: 'Tasks',
  summary: 'A task or call',
  access: { area: 'production', level: 'view' },
  params: ById,
  answer: Task,
  refusals: ['task.not_found'],
});

export const addTask = endpoint({
  id: 'addTask',
  method: 'POST',
  path: '/tasks',
  tag: 'Tasks',
  summary: 'Add a task or call',
  description:
    'An order brings its invoice and client along, an invoice its client; a call without a phone number takes that of its client. The priority is normal unless told.',
  access: { area: 'production', level: 'add' },
  body: TaskInput,
  answer: Task,
  status: 201,
  refusals: [...taskFieldRefusals],
});

export const updateTask = endpoint({
  id: 'updateTask',
  method: 'PATCH',
  path: '/tasks/{id}',
  tag: 'Tasks',
  summary: 'Change a task, take it up, or open it again',
  description:
    'A finished task takes only a status, which opens it again. A type that is inactive by now may stay as it is.',
  access: { area: 'production', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(Fields({ typeId: Id, status: OneOf(['open', 'in_progress']), ...given, outcome: Type.Optional(Prose) })),
  answer: Task,
  refusals: ['task.not_found', 'task.done', ...taskFieldRefusals],
});

export const finishTask = endpoint({
  id: 'finishTask',
  method: 'POST',
  path: '/tasks/{id}/finish',
  tag: 'Tasks',
  summary: 'Finish a task or call, with what came of it',
  access: { area: 'production', level: 'change' },
  params: ById,
  body: Fields({
    outcome: Type.Optional(Prose),
    status: Type.Optional(OneOf(['done', 'cancelled'], 'Done, unless told.')),
    version: Type.Optional(Version),
  }),
  answer: Task,
  refusals: ['task.not_found', 'task.done', 'request.version_stale'],
});

export const deleteTask = endpoint({
  id: 'deleteTask',
  method: 'DELETE',
  path: '/tasks/{id}',
  tag: 'Tasks',
  summary: 'Delete a task or call, open or finished',
  description: 'For what was added by mistake; one that is no longer to be done is cancelled, and stays to be seen.',
  access: { area: 'production', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['task.not_found', 'task.of_trigger'],
});

export const listTaskTypes = endpoint({
  id: 'listTaskTypes',
  method: 'GET',
  path: '/task-types',
  tag: 'Tasks',
  summary: 'The types of tasks, by position',
  access: 'signed-in',
  answer: Fields({ items: Type.Array(TaskType) }),
});

export const addTaskType = endpoint({
  id: 'addTaskType',
  method: 'POST',
  path: '/task-types',
  tag: 'Tasks',
  summary: 'Add a type of tasks, at the end of the list',
  access: { area: 'maintenance', level: 'add' },
  body: Fields({ name: Name, isCall: Type.Optional(Type.Boolean()) }),
  answer: TaskType,
  status: 201,
  refusals: ['task_type.name_taken'],
});

export const updateTaskType = endpoint({
  id: 'updateTaskType',
  method: 'PATCH',
  path: '/task-types/{id}',
  tag: 'Tasks',
  summary: 'Rename a type of tasks, move it, or make it inactive',
  access: { area: 'maintenance', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(
    Fields({ name: Name, isActive: Type.Boolean(), position: Type.Integer({ minimum: 1, maximum: 1_000 }) }),
  ),
  answer: TaskType,
  refusals: ['task_type.not_found', 'task_type.name_taken', 'cycle.no_such_place'],
});

export const deleteTaskType = endpoint({
  id: 'deleteTaskType',
  method: 'DELETE',
  path: '/task-types/{id}',
  tag: 'Tasks',
  summary: 'Delete a type of tasks that is not used',
  access: { area: 'maintenance', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['task_type.not_found', 'task_type.in_use'],
});
