import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Name, Nullable, OneOf, PageFields } from './fields.ts';
import { hubFilterFields } from './hub-filter.ts';
import { OrderSummary } from './orders.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const hubRefusals = {
  'hub.sort_needs_open_orders': {
    status: 422,
    says: 'Closed orders are sorted by number, order date or completion; {sort} is for open orders.',
  },
} as const satisfies RefusalTexts;

/**
 * Sorts offered on open orders; on closed ones number, orderDate and completed. Status sorts by type, then along the
 * track, then the side statuses, then by due date; totals list the statuses in that order.
 */
export const hubSorts = [
  'due',
  'number',
  'orderDate',
  'completed',
  'client',
  'vendor',
  'status',
  'since',
  'responsible',
] as const;
export type HubSort = (typeof hubSorts)[number];

export const HubQuery = Fields({
  ...hubFilterFields,
  sort: Type.Optional(OneOf(hubSorts, 'Due date unless told (open orders), completion for closed ones.')),
  descending: Type.Optional(Type.Boolean()),
  totals: Type.Optional(
    Type.Boolean({
      description:
        'Whether to count per status; on the first page unless told. Given of open orders, and under one client, session or invoice; else null.',
    }),
  ),
  ...PageFields,
});
export type HubQuery = Static<typeof HubQuery>;

export const HubPage = Fields({
  items: Type.Array(OrderSummary),
  next: Nullable(Type.String()),
  totals: Nullable(
    Fields({
      count: Type.Integer(),
      value: Type.Integer(),
      late: Type.Integer(),
      atRisk: Type.Integer(),
      statuses: Type.Array(
        Fields({ statusId: Id, statusName: Name, typeId: Id, count: Type.Integer(), value: Type.Integer() }),
      ),
    }),
  ),
});
export type HubPage = Static<typeof HubPage>;

const { clientId: _, sessionId: __, invoiceId: ___, ...belowQuery } = HubQuery.properties;

export const listOrders = endpoint({
  id: 'listOrders',
  method: 'GET',
  path: '/production-orders',
  tag: 'Production orders',
  summary: 'The production hub: search, filter, sort, count',
  access: { area: 'production', level: 'view' },
  query: HubQuery,
  answer: HubPage,
  refusals: ['cursor.invalid', 'hub.sort_needs_open_orders'],
});

function below(
  place: 'clients' | 'sessions' | 'invoices',
  id: string,
  missing: 'client.not_found' | 'session.not_found' | 'invoice.not_found',
) {
  return endpoint({
    id,
    method: 'GET',
    path: `/${place}/{id}/production-orders`,
    tag: 'Production orders',
    summary: `Production orders of one of the ${place}`,
    description: 'Of every state unless told.',
    access: { area: 'production', level: 'view' },
    params: ById,
    query: Fields(belowQuery),
    answer: HubPage,
    refusals: [missing, 'cursor.invalid', 'hub.sort_needs_open_orders'],
  });
}
export const listClientOrders = below('clients', 'listClientOrders', 'client.not_found');
export const listSessionOrders = below('sessions', 'listSessionOrders', 'session.not_found');
export const listInvoiceOrders = below('invoices', 'listInvoiceOrders', 'invoice.not_found');
