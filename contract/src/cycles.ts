import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Line, Name, Nullable, OneOf, PartOf, Version } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const cycleRefusals = {
  'type.not_found': { status: 404, says: 'There is no production order type {id}.' },
  'type.inactive': { status: 422, says: 'The production order type {name} is inactive.' },
  'type.name_taken': { status: 409, says: 'There is already a production order type called {name}.' },
  'type.in_use': { status: 409, says: '{name} is used by {users} and cannot be deleted. Make it inactive instead.' },
  'type.two_statuses_needed': { status: 422, says: 'A cycle needs an initial and a final status: {rule}.' },
  'status.not_found': { status: 404, says: 'There is no production status {id}.' },
  'status.name_taken': { status: 409, says: '{type} already has a status called {name}.' },
  'status.in_use': {
    status: 409,
    says: '{name} is used by production orders or their history and cannot be deleted. Make it inactive instead.',
  },
  'status.has_open_orders': {
    status: 409,
    says: '{count} open orders stand at {name}. Move them to another status in the same request (moveOrdersToStatusId).',
  },
  'status.nothing_to_move': {
    status: 422,
    says: 'Orders leave {name} only when it becomes inactive, a side status or the final one.',
  },
  'status.needed': { status: 422, says: '{name} is the {role} status of {type}: {rule}.' },
  'status.not_in_type': { status: 422, says: 'The status {status} does not belong to {type}.' },
  'status.inactive_target': { status: 422, says: 'Orders cannot move to {status}: {rule}.' },
  'status.inactive_default': { status: 422, says: '{name} is inactive and cannot become the default of a status.' },
  'status.positions_incomplete': { status: 422, says: 'Name every status of {type} once, in the new order: {rule}.' },
  'cycle.no_such_place': { status: 422, says: '{name} cannot have place {position}: there are {count} places.' },
  'cycle.full': { status: 422, says: 'There are {count} statuses already, the most there can be.' },
} as const satisfies RefusalTexts;

/** Duration of a status in business days; null: no due date. */
export const Duration = Nullable(Type.Integer({ minimum: 0, maximum: 999 }));
export const Color = Type.String({
  pattern: '^#[0-9a-f]{6}$',
  description: 'Colour of the status dot, such as #c98a1b.',
});

export const ProductionStatus = Fields(
  {
    id: Id,
    typeId: Id,
    name: Name,
    position: Type.Integer(),
    duration: Duration,
    isInitial: Type.Boolean(),
    isFinal: Type.Boolean(),
    isSide: Type.Boolean(),
    isActive: Type.Boolean(),
    departmentId: Nullable(Id),
    userId: Nullable(Id),
    workflowStage: Line,
    clientWording: Line,
    color: Color,
    version: Version,
  },
  'ProductionStatus',
);
export type ProductionStatus = Static<typeof ProductionStatus>;

export const ProductionType = Fields(
  {
    id: Id,
    name: Name,
    kind: OneOf(['print', 'generic']),
    position: Type.Integer(),
    isActive: Type.Boolean(),
    version: Version,
    statuses: Type.Array(ProductionStatus),
  },
  'ProductionType',
);
export type ProductionType = Static<typeof ProductionType>;

const statusFields = {
  name: Name,
  duration: Type.Optional(Duration),
  isSide: Type.Optional(Type.Boolean()),
  departmentId: Type.Optional(Nullable(Id)),
  userId: Type.Optional(Nullable(Id)),
  workflowStage: Type.Optional(Line),
  clientWording: Type.Optional(Line),
  color: Type.Optional(Color),
};
export const StatusInput = Fields({
  ...statusFields,
  position: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000,
      description: 'Place in the cycle, from 1; at the end of the track unless told.',
    }),
  ),
});
export type StatusInput = Static<typeof StatusInput>;

export const listTypes = endpoint({
  id: 'listTypes',
  method: 'GET',
  path: '/production-types',
  tag: 'Cycles',
  summary: 'Production order types with their status cycles, in their order',
  access: 'signed-in',
  answer: Fields({ items: Type.Array(ProductionType) }),
});

export const addType = endpoint({
  id: 'addType',
  method: 'POST',
  path: '/production-types',
  tag: 'Cycles',
  summary: 'Add a type with its whole cycle',
  description:
    'The first status of the list becomes the initial one, the last that is not a side status the final one; the final one has no duration.',
  access: { area: 'maintenance', level: 'add' },
  body: Fields({
    name: Name,
    kind: OneOf(['print', 'generic']),
    statuses: Type.Array(Fields(statusFields), { minItems: 2, maxItems: 200 }),
  }),
  answer: ProductionType,
  status: 201,
  refusals: [
    'type.name_taken',
    'status.name_taken',
    'status.needed',
    'status.inactive_default',
    'type.two_statuses_needed',
    'department.not_found',
    'user.not_found',
  ],
});

export const updateType = endpoint({
  id: 'updateType',
  method: 'PATCH',
  path: '/production-types/{id}',
  tag: 'Cycles',
  summary: 'Change a type',
  access: { area: 'maintenance', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(
    Fields({
      name: Name,
      kind: OneOf(['print', 'generic']),
      isActive: Type.Boolean(),
      position: Type.Integer({ minimum: 1, maximum: 1_000 }),
    }),
  ),
  answer: ProductionType,
  refusals: ['type.not_found', 'type.name_taken', 'cycle.no_such_place'],
});

export const deleteType = endpoint({
  id: 'deleteType',
  method: 'DELETE',
  path: '/production-types/{id}',
  tag: 'Cycles',
  summary: 'Delete a type that was never used',
  access: { area: 'maintenance', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['type.not_found', 'type.in_use'],
});

export const addStatus = endpoint({
  id: 'addStatus',
  method: 'POST',
  path: '/production-types/{id}/statuses',
  tag: 'Cycles',
  summary: 'Add a status to a cycle',
  access: { area: 'maintenance', level: 'add' },
  params: ById,
  body: StatusInput,
  answer: ProductionType,
  status: 201,
  refusals: [
    'type.not_found',
    'status.name_taken',
    'status.needed',
    'status.inactive_default',
    'cycle.no_such_place',
    'cycle.full',
    'department.not_found',
    'user.not_found',
  ],
});

export const updateStatus = endpoint({
  id: 'updateStatus',
  method: 'PATCH',
  path: '/production-statuses/{id}',
  tag: 'Cycles',
  summary: 'Change a status of a cycle',
  description:
    'isInitial: true moves the initial flag here and puts the status first; isFinal: true moves the final flag here, puts the status last on the track and clears its duration. Dates already given to orders stay; previewRecalculation tells how many open orders would get another.',
  access: { area: 'maintenance', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(
    Fields({
      ...StatusInput.properties,
      isInitial: Type.Literal(true),
      isFinal: Type.Literal(true),
      isActive: Type.Boolean(),
      moveOrdersToStatusId: Id,
    }),
  ),
  answer: ProductionType,
  refusals: [
    'status.not_found',
    'status.name_taken',
    'status.needed',
    'status.has_open_orders',
    'status.nothing_to_move',
    'status.not_in_type',
    'status.inactive_target',
    'status.inactive_default',
    'cycle.no_such_place',
    'department.not_found',
    'user.not_found',
  ],
});

export const orderStatuses = endpoint({
  id: 'orderStatuses',
  method: 'PUT',
  path: '/production-types/{id}/statuses/order',
  tag: 'Cycles',
  summary: 'Put the statuses of a cycle in another order',
  description:
    'The initial status stays first and the final one last on the track; If-Match takes the version of the type. Dates already given to orders stay; previewRecalculation tells how many open orders would get another.',
  access: { area: 'maintenance', level: 'change' },
  versioned: true,
  params: ById,
  body: Fields({ statusIds: Type.Array(Id, { minItems: 2, maxItems: 200, uniqueItems: true }) }),
  answer: ProductionType,
  refusals: ['type.not_found', 'status.positions_incomplete', 'status.needed'],
});

export const deleteStatus = endpoint({
  id: 'deleteStatus',
  method: 'DELETE',
  path: '/production-statuses/{id}',
  tag: 'Cycles',
  summary: 'Delete a status that was never used',
  access: { area: 'maintenance', level: 'delete' },
  versioned: true,
  params: ById,
  answer: ProductionType,
  refusals: ['status.not_found', 'status.in_use', 'status.needed'],
});
