import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, FileContent, Id, OneOf } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const formRefusals = {
  'form.too_long': {
    status: 422,
    says: 'These forms take more than {limit} pages; print fewer orders at once.',
  },
  'logo.not_found': { status: 404, says: 'The studio has no logo.' },
  'logo.too_large': { status: 422, says: 'The logo has {bytes} bytes; at most {limit} are kept.' },
  'logo.unreadable': { status: 422, says: 'The logo cannot be used: {reason}. Send a PNG or JPEG image.' },
} as const satisfies RefusalTexts;

export const paperSizes = ['A4', 'Letter'] as const;
export const PaperSize = OneOf(paperSizes, 'Paper that forms are printed on.');
export type PaperSize = Static<typeof PaperSize>;

export const formKinds = ['order_form', 'work_order'] as const;
export type FormKind = (typeof formKinds)[number];

const FormQuery = Fields({ paper: Type.Optional(OneOf(paperSizes, 'The studio’s paper unless told.')) });

export const getOrderForm = endpoint({
  id: 'getOrderForm',
  method: 'GET',
  path: '/production-orders/{id}/order-form',
  tag: 'Production orders',
  summary: 'The order form to send to the vendor',
  description: 'With the vendor notes and costs; without studio notes and what the client pays.',
  access: { area: 'production', level: 'view' },
  params: ById,
  query: FormQuery,
  answer: FileContent,
  answerTypes: ['application/pdf'],
  refusals: ['order.not_found', 'form.too_long'],
});

export const getWorkOrder = endpoint({
  id: 'getWorkOrder',
  method: 'GET',
  path: '/production-orders/{id}/work-order',
  tag: 'Production orders',
  summary: 'The work order that travels with the order in-house',
  description: 'With client, session, all notes, and each step of the cycle to tick off.',
  access: { area: 'production', level: 'view' },
  params: ById,
  query: FormQuery,
  answer: FileContent,
  answerTypes: ['application/pdf'],
  refusals: ['order.not_found', 'form.too_long'],
});

export const printForms = endpoint({
  id: 'printForms',
  method: 'POST',
  path: '/production-orders/bulk/forms',
  tag: 'Production orders',
  summary: 'The forms of many production orders as one file',
  description: 'In the order given, each beginning on a page of its own.',
  access: { area: 'production', level: 'view' },
  body: Fields({
    orders: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
    form: OneOf(formKinds),
    paper: Type.Optional(OneOf(paperSizes, 'The studio’s paper unless told.')),
  }),
  answer: FileContent,
  answerTypes: ['application/pdf'],
  refusals: ['order.not_found', 'form.too_long'],
});

export const mostLogoBytes = 1_000_000;

export const Logo = Fields(
  {
    mediaType: OneOf(['image/png', 'image/jpeg']),
    width: Type.Integer({ description: 'In pixels.' }),
    height: Type.Integer({ description: 'In pixels.' }),
    bytes: Type.Integer({ description: 'Size of the file.' }),
  },
  'Logo',
);
export type Logo = Static<typeof Logo>;

export const getLogo = endpoint({
  id: 'getLogo',
  method: 'GET',
  path: '/studio/logo',
  tag: 'Studio',
  summary: 'The studio’s logo',
  access: 'signed-in',
  answer: FileContent,
  answerTypes: ['image/png', 'image/jpeg'],
  refusals: ['logo.not_found'],
});

export const saveLogo = endpoint({
  id: 'saveLogo',
  method: 'PUT',
  path: '/studio/logo',
  tag: 'Studio',
  summary: 'Give the studio a logo',
  description: 'A PNG or JPEG image of up to 1,000,000 bytes, known by its content; it takes the place of any before.',
  access: { area: 'maintenance', level: 'change' },
  body: Fields({
    image: Type.String({ minLength: 1, maxLength: 2_000_000, description: 'The file in base64.' }),
  }),
  answer: Logo,
  refusals: ['logo.too_large', 'logo.unreadable'],
});

export const deleteLogo = endpoint({
  id: 'deleteLogo',
  method: 'DELETE',
  path: '/studio/logo',
  tag: 'Studio',
  summary: 'Take the studio’s logo away',
  access: { area: 'maintenance', level: 'delete' },
  answer: Type.Null(),
  status: 204,
  refusals: ['logo.not_found'],
});
