import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Line, ListQuery, Name, Nullable, OneOf, PageOf, PartOf, Version } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const templateRefusals = {
  'template.not_found': { status: 404, says: 'There is no template {id}.' },
  'template.name_taken': { status: 409, says: 'There is already a template with the name {name}.' },
  'template.in_use': {
    status: 409,
    says: '{name} is used by {count} triggers and cannot be deleted. Make the template inactive instead.',
  },
  'template.unknown_field': {
    status: 422,
    says: 'There is no merge field {name} (line {line}).{suggestion}',
  },
  'template.invalid': { status: 422, says: 'The {part} of the template cannot be used: {reason}.' },
  'template.incomplete': { status: 422, says: 'A template for {channel} needs {needed}.' },
  'template.no_such_part': { status: 422, says: 'A template for {channel} has no {part}; leave it empty.' },
} as const satisfies RefusalTexts;

/** What a template is written for: messages, and the tasks and calls that triggers make. */
export const templateChannels = ['email', 'letter', 'sms', 'task', 'call'] as const;
export type TemplateChannel = (typeof templateChannels)[number];

/** What an e-mail can have with it, as PDF. */
export const attachable = ['order_form', 'work_order', 'invoice'] as const;
const Attachments = Type.Array(OneOf(attachable), {
  uniqueItems: true,
  maxItems: 3,
  description: 'For e-mail: what is attached, as PDF.',
});

const parts = {
  subject: Type.String({ maxLength: 500, description: 'One line: the subject, or what the task says. Not for SMS.' }),
  text: Type.String({ maxLength: 20_000, description: 'Plain text, in Liquid with merge fields.' }),
  html: Type.String({
    maxLength: 100_000,
    description: 'For e-mail: the same as HTML. What merge fields hold is escaped.',
  }),
};

export const Template = Fields(
  {
    id: Id,
    name: Name,
    channel: OneOf(templateChannels),
    ...parts,
    attachments: Attachments,
    isActive: Type.Boolean({ description: 'Offered for new triggers and messages.' }),
    version: Version,
  },
  'Template',
);
export type Template = Static<typeof Template>;

const optionalParts = {
  subject: Type.Optional(parts.subject),
  text: Type.Optional(parts.text),
  html: Type.Optional(parts.html),
};

export const TemplateInput = Fields({
  name: Name,
  channel: OneOf(templateChannels),
  ...optionalParts,
  attachments: Type.Optional(Attachments),
  isActive: Type.Optional(Type.Boolean()),
});
export type TemplateInput = Static<typeof TemplateInput>;

export const MergeField = Fields(
  {
    name: Type.String({ description: 'As it is written between {{ and }}; of a list, behind the name of its item.' }),
    meaning: Type.String(),
    example: Type.String(),
    list: Nullable(
      Type.String({
        description: 'The list it stands in: {% for line in order.lines %}{{ line.quantity }}{% endfor %}',
      }),
    ),
  },
  'MergeField',
);
export type MergeField = Static<typeof MergeField>;

/** A template filled in. */
export const Rendered = Fields(
  { subject: Type.String(), text: Type.String(), html: Type.String() },
  'RenderedTemplate',
);
export type Rendered = Static<typeof Rendered>;

const faults = ['template.unknown_field', 'template.invalid', 'template.incomplete', 'template.no_such_part'] as const;

export const listTemplates = endpoint({
  id: 'listTemplates',
  method: 'GET',
  path: '/templates',
  tag: 'Delivery',
  summary: 'Templates, by name',
  access: 'signed-in',
  query: Fields({
    ...ListQuery.properties,
    channel: Type.Optional(OneOf(templateChannels)),
    active: Type.Optional(Type.Boolean()),
  }),
  answer: PageOf(Template),
});

export const listMergeFields = endpoint({
  id: 'listMergeFields',
  method: 'GET',
  path: '/templates/merge-fields',
  tag: 'Delivery',
  summary: 'Every merge field, with its meaning and an example',
  access: 'signed-in',
  answer: Fields({ items: Type.Array(MergeField) }),
});

export const getTemplate = endpoint({
  id: 'getTemplate',
  method: 'GET',
  path: '/templates/{id}',
  tag: 'Delivery',
  summary: 'One template',
  access: 'signed-in',
  params: ById,
  answer: Template,
  refusals: ['template.not_found'],
});

export const addTemplate = endpoint({
  id: 'addTemplate',
  method: 'POST',
  path: '/templates',
  tag: 'Delivery',
  summary: 'Add a template',
  description: 'In Liquid. A merge field that is misspelt is named, with the one that may be meant.',
  access: { area: 'maintenance', level: 'add' },
  body: TemplateInput,
  answer: Template,
  status: 201,
  refusals: ['template.name_taken', ...faults],
});

export const updateTemplate = endpoint({
  id: 'updateTemplate',
  method: 'PATCH',
  path: '/templates/{id}',
  tag: 'Delivery',
  summary: 'Change a template',
  description: 'Messages that were made from it stay as they are.',
  access: { area: 'maintenance', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(Fields({ name: Name, ...parts, attachments: Attachments, isActive: Type.Boolean() })),
  answer: Template,
  refusals: ['template.not_found', 'template.name_taken', ...faults],
});

export const deleteTemplate = endpoint({
  id: 'deleteTemplate',
  method: 'DELETE',
  path: '/templates/{id}',
  tag: 'Delivery',
  summary: 'Delete a template that no trigger uses',
  access: { area: 'maintenance', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['template.not_found', 'template.in_use'],
});

export const previewTemplate = endpoint({
  id: 'previewTemplate',
  method: 'POST',
  path: '/templates/preview',
  tag: 'Delivery',
  summary: 'What a template says of a production order or an invoice, without saving or sending anything',
  description:
    'Of an order or invoice it needs the rights to view clients and invoices too. Without one it is filled in with the examples of the merge fields. Show `html` in a sandboxed frame.',
  access: { area: 'production', level: 'view' },
  body: Fields({
    channel: OneOf(templateChannels),
    ...optionalParts,
    orderId: Type.Optional(Id),
    invoiceId: Type.Optional(Id),
  }),
  answer: Fields({
    ...Rendered.properties,
    about: Line,
    sms: Nullable(
      Fields({
        characters: Type.Integer(),
        parts: Type.Integer({ description: 'As how many messages the provider counts it.' }),
      }),
    ),
  }),
  refusals: [...faults, 'order.not_found', 'invoice.not_found'],
});
