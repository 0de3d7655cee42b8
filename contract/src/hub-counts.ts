import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Fields, IsoDate } from './fields.ts';
import { hubFilterFields } from './hub-filter.ts';
import { NumberInput, OrderSummary } from './orders.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const hubCountRefusals = {
  'hub.days_backwards': { status: 422, says: 'The last day {to} lies before the first, {from}.' },
  'hub.days_too_many': { status: 422, says: '{from} to {to} are {days} days; ask for at most {most}.' },
  'order.number_unknown': { status: 404, says: 'There is no production order with the number {number}.' },
} as const satisfies RefusalTexts;

const { state: _, ...ofOpenOrders } = hubFilterFields;

export const mostDays = 100;

export const OrderCounts = Fields(
  {
    open: Type.Integer(),
    late: Type.Integer({ description: 'Status due date before today.' }),
    dueToday: Type.Integer(),
    dueThisWeek: Type.Integer({
      description: 'From today to the end of the week, which begins with the work week and ends with its days off.',
    }),
    atRisk: Type.Integer(),
    unassigned: Type.Integer({ description: 'Neither a user nor a department.' }),
    mine: Type.Integer(),
  },
  'OrderCounts',
);
export type OrderCounts = Static<typeof OrderCounts>;

export const countOrders = endpoint({
  id: 'countOrders',
  method: 'GET',
  path: '/production-orders/counts',
  tag: 'Production orders',
  summary: 'How many open orders match, and how many of them are late, due, at risk, unassigned, mine',
  access: { area: 'production', level: 'view' },
  query: Fields(ofOpenOrders),
  answer: OrderCounts,
});

const OrderDay = Fields(
  { date: IsoDate, count: Type.Integer(), late: Type.Integer(), atRisk: Type.Integer(), value: Type.Integer() },
  'OrderDay',
);
export type OrderDay = Static<typeof OrderDay>;

export const countOrdersByDay = endpoint({
  id: 'countOrdersByDay',
  method: 'GET',
  path: '/production-orders/days',
  tag: 'Production orders',
  summary: 'Open orders that match, counted by status due date',
  description: 'Days on which nothing is due are left out.',
  access: { area: 'production', level: 'view' },
  query: Fields({
    ...ofOpenOrders,
    from: IsoDate,
    to: Type.String({ format: 'date', description: `At most ${mostDays} days with \`from\`.` }),
  }),
  answer: Fields({ items: Type.Array(OrderDay) }),
  refusals: ['hub.days_backwards', 'hub.days_too_many'],
});

export const findOrder = endpoint({
  id: 'findOrder',
  method: 'GET',
  path: '/production-orders/find',
  tag: 'Production orders',
  summary: 'The production order with a number, as a barcode gives it',
  description: 'Case and accents of the number do not matter.',
  access: { area: 'production', level: 'view' },
  query: Fields({ number: NumberInput }),
  answer: OrderSummary,
  refusals: ['order.number_unknown'],
});
