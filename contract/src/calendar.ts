import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import {
  Address,
  ById,
  Email,
  Fields,
  Id,
  IsoDate,
  Line,
  Name,
  Nullable,
  OneOf,
  PartOf,
  Prose,
  Version,
} from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const calendarRefusals = {
  'closure.not_found': { status: 404, says: 'There is no closure {id}.' },
  'closure.dates_reversed': { status: 422, says: 'The closure ends on {to}, before it starts on {from}.' },
  'calendar.no_business_day': { status: 422, says: '{message}' },
  'calendar.out_of_range': { status: 422, says: '{message}' },
  'preferences.unknown_time_zone': {
    status: 422,
    says: 'There is no time zone {timeZone}. Use a name such as America/New_York.',
  },
  'preferences.unknown_currency': {
    status: 422,
    says: 'There is no currency {currency}. Use its three letters, such as USD.',
  },
  'preferences.unknown_locale': {
    status: 422,
    says: 'There is no locale {locale}. Use a language and a region, such as en-US.',
  },
  'preferences.number_pattern': { status: 422, says: 'The number pattern {pattern} needs {rule}.' },
  'preferences.unknown_status': { status: 422, says: 'There is no active invoice status {id} for {field}.' },
  'preferences.creation_incomplete': { status: 422, says: 'Creating orders at the event {event} needs {field}.' },
} as const satisfies RefusalTexts;

const Percent = Type.Integer({ minimum: 1, maximum: 100 });

/** When production orders of an invoice are created without being asked for. */
export const creationEvents = [
  'never',
  'first_saved_with_lines',
  'first_payment',
  'paid_percent',
  'paid_in_full',
  'invoice_status',
] as const;

export const Preferences = Fields(
  {
    studioName: Name,
    address: Address,
    phone: Line,
    email: Type.Union([Email, Type.Literal('')]),
    website: Line,
    timeZone: Type.String({ maxLength: 100, description: 'IANA name, such as Europe/Lisbon.' }),
    locale: Type.String({ maxLength: 35, description: 'BCP 47, such as en-US.' }),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217, such as USD.' }),
    paperSize: OneOf(['A4', 'Letter'], 'Paper that order forms and work orders are printed on.'),
    workWeek: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
      description: 'Days of the work week as ISO weekday numbers, 1 = Monday.',
    }),
    dueDateMethod: OneOf(['forward', 'backward'], 'From the date of entry, or from the invoice’s delivery date.'),
    backwardCounts: OneOf(
      ['business_days', 'calendar_days'],
      'How the backward method counts before the delivery date.',
    ),
    orderNumberPattern: Type.String({
      maxLength: 60,
      description: 'Such as PO-{n:5}; {n} is the next number, {yyyy} {yy} {mm} the date.',
    }),
    invoiceNumberPattern: Type.String({ maxLength: 60, description: 'Such as INV-{n:5}.' }),
    orderCreation: Fields({
      event: OneOf(creationEvents),
      percent: Type.Optional(Percent),
      invoiceStatusId: Type.Optional(Id),
      how: OneOf(['at_once', 'offered']),
    }),
    invoiceCompletion: Fields({
      setStatusId: Nullable(Id),
      setDeliveredDate: Type.Boolean(),
      notifyUser: Type.Boolean(),
    }),
    version: Version,
  },
  'Preferences',
);
export type Preferences = Static<typeof Preferences>;

const { version: _, ...preferenceFields } = Preferences.properties;

export const getPreferences = endpoint({
  id: 'getPreferences',
  method: 'GET',
  path: '/preferences',
  tag: 'Studio',
  summary: 'The studio’s preferences',
  access: 'signed-in',
  answer: Preferences,
});

export const updatePreferences = endpoint({
  id: 'updatePreferences',
  method: 'PATCH',
  path: '/preferences',
  tag: 'Studio',
  summary: 'Change preferences',
  description:
    'Only the fields sent are changed, each as a whole. Dates already given to orders stay; previewRecalculation tells how many open orders would get another.',
  access: { area: 'maintenance', level: 'change' },
  versioned: true,
  body: PartOf(Fields(preferenceFields)),
  answer: Preferences,
  refusals: [
    'preferences.unknown_time_zone',
    'preferences.unknown_currency',
    'preferences.unknown_locale',
    'preferences.number_pattern',
    'preferences.unknown_status',
    'preferences.creation_incomplete',
    'calendar.no_business_day',
  ],
});

export const Closure = Fields(
  {
    id: Id,
    from: IsoDate,
    to: IsoDate,
    name: Name,
    version: Version,
  },
  'Closure',
);
export type Closure = Static<typeof Closure>;
export const ClosureInput = Fields({ from: IsoDate, to: Type.Optional(IsoDate), name: Name });

export const listClosures = endpoint({
  id: 'listClosures',
  method: 'GET',
  path: '/closures',
  tag: 'Studio',
  summary: 'Closures, by date',
  access: 'signed-in',
  query: Fields({ from: Type.Optional(IsoDate), to: Type.Optional(IsoDate) }),
  answer: Fields({ items: Type.Array(Closure) }),
});

export const addClosure = endpoint({
  id: 'addClosure',
  method: 'POST',
  path: '/closures',
  tag: 'Studio',
  summary: 'Add a closure',
  description:
    'A date or date range on which the studio is closed. Without `to` it is one day. Dates already given to orders stay; previewRecalculation tells how many open orders would get another.',
  access: { area: 'maintenance', level: 'add' },
  body: ClosureInput,
  answer: Closure,
  status: 201,
  refusals: ['closure.dates_reversed', 'calendar.no_business_day'],
});

export const updateClosure = endpoint({
  id: 'updateClosure',
  method: 'PATCH',
  path: '/closures/{id}',
  tag: 'Studio',
  summary: 'Change a closure',
  description: 'Dates already given to orders stay; previewRecalculation tells how many open orders would get another.',
  access: { area: 'maintenance', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(ClosureInput),
  answer: Closure,
  refusals: ['closure.not_found', 'closure.dates_reversed', 'calendar.no_business_day'],
});

export const deleteClosure = endpoint({
  id: 'deleteClosure',
  method: 'DELETE',
  path: '/closures/{id}',
  tag: 'Studio',
  summary: 'Remove a closure',
  description: 'Dates already given to orders stay; previewRecalculation tells how many open orders would get another.',
  access: { area: 'maintenance', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['closure.not_found'],
});

export const computeBusinessDays = endpoint({
  id: 'computeBusinessDays',
  method: 'GET',
  path: '/calendar/add',
  tag: 'Studio',
  summary: 'The date a number of business days after or before a date',
  access: 'signed-in',
  query: Fields({ date: IsoDate, days: Type.Integer({ minimum: -80_000, maximum: 80_000 }) }),
  answer: Fields({
    date: IsoDate,
    days: Type.Integer(),
    result: IsoDate,
    explanation: Prose,
  }),
  refusals: ['calendar.no_business_day', 'calendar.out_of_range'],
});
