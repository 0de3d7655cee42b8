import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Name, PartOf, Version } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const viewRefusals = {
  'view.not_found': { status: 404, says: 'There is no saved view {id} that you can see.' },
  'view.name_taken': { status: 409, says: '{owner} already has a saved view called {name}.' },
  'view.not_yours': {
    status: 403,
    says: 'The saved view {name} belongs to {owner}; changing it needs the right to change maintenance.',
  },
  'view.too_many': { status: 422, says: 'A user keeps up to {limit} saved views; delete one first.' },
} as const satisfies RefusalTexts;

/** The last place that a saved view can have. */
export const lastPosition = 1_000_000;

const viewFields = {
  name: Name,
  address: Type.String({
    maxLength: 4_000,
    description: 'The query string of the hub: filter, sort, group, layout and columns.',
  }),
  isShared: Type.Boolean({ description: 'Whether everyone who may view production sees it.' }),
  position: Type.Integer({ minimum: 1, maximum: lastPosition }),
};

export const SavedView = Fields(
  {
    id: Id,
    ...viewFields,
    ownerName: Name,
    isMine: Type.Boolean(),
    version: Version,
  },
  'SavedView',
);
export type SavedView = Static<typeof SavedView>;

const { name, address, isShared, position } = viewFields;

export const listViews = endpoint({
  id: 'listViews',
  method: 'GET',
  path: '/views',
  tag: 'Production orders',
  summary: 'Saved views of the hub',
  description: 'The own ones and those that others share, by position and then name.',
  access: { area: 'production', level: 'view' },
  answer: Fields({ items: Type.Array(SavedView) }),
});

export const addView = endpoint({
  id: 'addView',
  method: 'POST',
  path: '/views',
  tag: 'Production orders',
  summary: 'Save a view of the hub',
  description: 'After the own ones unless `position` is told; not shared unless told.',
  access: { area: 'production', level: 'view' },
  body: Fields({ name, address, isShared: Type.Optional(isShared), position: Type.Optional(position) }),
  answer: SavedView,
  status: 201,
  refusals: ['access.user_needed', 'view.name_taken', 'view.too_many', 'user.not_found'],
});

export const updateView = endpoint({
  id: 'updateView',
  method: 'PATCH',
  path: '/views/{id}',
  tag: 'Production orders',
  summary: 'Change a saved view',
  description: 'Shared ones of others need the right to change maintenance.',
  access: { area: 'production', level: 'view' },
  versioned: true,
  params: ById,
  body: PartOf(Fields(viewFields)),
  answer: SavedView,
  refusals: ['view.not_found', 'view.not_yours', 'view.name_taken'],
});

export const deleteView = endpoint({
  id: 'deleteView',
  method: 'DELETE',
  path: '/views/{id}',
  tag: 'Production orders',
  summary: 'Delete a saved view',
  description: 'Shared ones of others need the right to change maintenance.',
  access: { area: 'production', level: 'view' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['view.not_found', 'view.not_yours'],
});
