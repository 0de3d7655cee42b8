import { type Static, Type } from 'typebox';
import { Closure, ClosureInput } from './calendar.ts';
import { endpoint } from './endpoint.ts';
import { Fields, Id, IsoDate, Name } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const holidayRefusals = {
  'holiday.country_unknown': {
    status: 404,
    says: 'No public holidays are known for the country {country}. Use a code that GET /holidays/countries lists.',
  },
  'holiday.region_unknown': {
    status: 404,
    says: 'No public holidays are known for the region {region} of {country}. Use a code that GET /holidays/countries/{country}/regions lists.',
  },
} as const satisfies RefusalTexts;

const CountryCode = Type.String({
  pattern: '^[A-Z]{2}$',
  description: 'Two capital letters (ISO 3166-1), such as PT.',
});
const RegionCode = Type.String({
  pattern: '^[A-Z0-9]{1,8}(\\.[A-Z0-9]{1,8})?$',
  description: 'Such as BY, or BY.A for a part of it.',
});

/** A country or region whose public holidays are known. */
export const HolidayPlace = Fields({ code: Type.String(), name: Type.String() }, 'HolidayPlace');
export type HolidayPlace = Static<typeof HolidayPlace>;

export const listHolidayCountries = endpoint({
  id: 'listHolidayCountries',
  method: 'GET',
  path: '/holidays/countries',
  tag: 'Studio',
  summary: 'Countries whose public holidays are known, by English name',
  access: 'signed-in',
  answer: Fields({ items: Type.Array(HolidayPlace) }),
});

export const listHolidayRegions = endpoint({
  id: 'listHolidayRegions',
  method: 'GET',
  path: '/holidays/countries/{country}/regions',
  tag: 'Studio',
  summary: 'Regions of a country that have public holidays of their own, by English name',
  description: 'A part of a region follows it, named after it. A country may have none.',
  access: 'signed-in',
  params: Fields({ country: CountryCode }),
  answer: Fields({ items: Type.Array(HolidayPlace) }),
  refusals: ['holiday.country_unknown'],
});

export const Holiday = Fields(
  {
    from: IsoDate,
    to: IsoDate,
    name: Name,
    isHalfDay: Type.Boolean({
      description: 'Only a part of the day is a holiday, such as Christmas Eve from noon on.',
    }),
    closureId: Type.Union([Id, Type.Null()], {
      description: 'The closure with just these dates and this name, if it is there already.',
    }),
    isClosedAnyway: Type.Boolean({ description: 'No business day falls on it as things stand.' }),
  },
  'Holiday',
);
export type Holiday = Static<typeof Holiday>;

export const listHolidays = endpoint({
  id: 'listHolidays',
  method: 'GET',
  path: '/holidays',
  tag: 'Studio',
  summary: 'The public holidays of a country or region, to be saved as closures',
  description:
    'Those that begin in the years asked for, by date, with the names they have in the studio’s language where these are known. Nothing is saved; send those wanted to POST /closures/bulk. Holidays by the moon may differ by a day from what is announced in the country.',
  access: 'signed-in',
  query: Fields({
    country: CountryCode,
    region: Type.Optional(RegionCode),
    years: Type.Array(Type.Integer({ minimum: 1900, maximum: 2200 }), {
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      description: 'Up to ten.',
    }),
  }),
  answer: Fields({ items: Type.Array(Holiday) }),
  refusals: ['holiday.country_unknown', 'holiday.region_unknown'],
});

export const addClosures = endpoint({
  id: 'addClosures',
  method: 'POST',
  path: '/closures/bulk',
  tag: 'Studio',
  summary: 'Add many closures at once',
  description: 'All or none. A closure that is there already, with the same dates and name, is not added again.',
  access: { area: 'maintenance', level: 'add' },
  body: Fields({ closures: Type.Array(ClosureInput, { minItems: 1, maxItems: 500 }) }),
  answer: Fields({
    added: Type.Array(Closure),
    alreadyThere: Type.Integer({ description: 'How many were there before, or stood twice in the list.' }),
  }),
  status: 201,
  refusals: ['closure.dates_reversed', 'calendar.no_business_day'],
});
