import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Fields } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const sampleRefusals = {
  'sample.studio_not_empty': {
    status: 409,
    says: 'This studio has clients, invoices or production orders already; a sample is for an empty studio.',
  },
  'sample.owners_only': { status: 403, says: 'Only an owner can fill the studio with a sample.' },
} as const satisfies RefusalTexts;

export const SampleMade = Fields(
  {
    clients: Type.Integer(),
    sessions: Type.Integer(),
    invoices: Type.Integer(),
    orders: Type.Integer(),
    openOrders: Type.Integer(),
    history: Type.Integer(),
  },
  'SampleMade',
);
export type SampleMade = Static<typeof SampleMade>;

export const createSample = endpoint({
  id: 'createSample',
  method: 'POST',
  path: '/sample',
  tag: 'Studio',
  summary: 'Fill an empty studio with a sample',
  description:
    'Clients, invoices and months of production orders at every stage, with the vendors, products, departments and users they need; answers how many were made. For owners, while there are no clients, invoices and production orders.',
  access: 'signed-in',
  body: Fields({
    orders: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000, description: '500 unless told.' })),
  }),
  answer: SampleMade,
  status: 201,
  refusals: ['sample.owners_only', 'sample.studio_not_empty'],
});
