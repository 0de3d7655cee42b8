import { listAudit } from '@printrail/contract/audit';
import { addClosure, listClosures, updatePreferences } from '@printrail/contract/calendar';
import * as api from '@printrail/contract/holidays';
import { expect, test } from 'vitest';
import { studio } from '../testing/studio.ts';

test('countries and their regions are listed by English name, parts of a region after it', async () => {
  const s = await studio();
  const { items: countries } = await s.call(api.listHolidayCountries);
  expect(countries.length).toBeGreaterThan(200);
  expect(countries).toContainEqual({ code: 'PT', name: 'Portugal' });
  const regionsOf = async (country: string) =>
    (await s.call(api.listHolidayRegions, { params: { country } })).items.map(({ code, name }) => `${code} ${name}`);
  expect(await regionsOf('US')).toEqual(expect.arrayContaining(['LA Louisiana', 'LA.NO Louisiana: New Orleans']));
  expect(await regionsOf('XK')).toEqual([]);
  expect(await s.refusal(api.listHolidayRegions, { params: { country: 'QQ' } })).toMatchObject({
    ...{ status: 404, code: 'holiday.country_unknown', errors: [{ field: 'country' }] },
  });
});

test('the public holidays of some years are proposed by date, in whole days, with what the calendar says to them', async () => {
  const s = await studio();
  const { id } = await s.call(addClosure, { body: { from: '2027-11-25', name: 'Thanksgiving Day' } });
  await s.call(addClosure, { body: { from: '2027-07-02', to: '2027-07-06', name: 'Works holiday' } });
  const { items } = await s.call(api.listHolidays, { query: { country: 'US', years: [2027] } });
  const thanksgiving = { from: '2027-11-25', to: '2027-11-25', name: 'Thanksgiving Day', isHalfDay: false };
  expect(items).toContainEqual({ ...thanksgiving, closureId: id, isClosedAnyway: true });
  const closedAnyway = items.filter((each) => each.isClosedAnyway).map(({ from, name }) => `${from} ${name}`);
  expect(closedAnyway).toEqual([
    '2027-06-19 Juneteenth',
    '2027-07-04 Independence Day',
    '2027-07-05 Independence Day (substitute day)',
    '2027-11-25 Thanksgiving Day',
    '2027-12-25 Christmas Day',
  ]);
  expect(items.map(({ from }) => from)).toEqual(items.map(({ from }) => from).toSorted());
});

test('several years give each holiday once, and a region those of its own', async () => {
  const s = await studio();
  const datesOf = async (query: { country: string; region?: string; years: number[] }) =>
    (await s.call(api.listHolidays, { query })).items.map(({ from }) => from);
  const both = await datesOf({ country: 'US', years: [2027, 2028] });
  expect(new Set(both).size).toBe(both.length);
  expect(both.filter((date) => date.startsWith('2027'))).toEqual(await datesOf({ country: 'US', years: [2027] }));
  expect(await datesOf({ country: 'DE', years: [2027] })).not.toContain('2027-01-06');
  expect(await datesOf({ country: 'DE', region: 'BY', years: [2027] })).toContain('2027-01-06');
  expect(await datesOf({ country: 'DE', region: 'BY.A', years: [2027] })).toContain('2027-08-08');
});

test('holidays over several days are ranges, half-days are marked', async () => {
  const s = await studio();
  const { items } = await s.call(api.listHolidays, { query: { country: 'KR', years: [2027] } });
  expect(items).toContainEqual(
    expect.objectContaining({ from: '2027-02-07', to: '2027-02-09', name: 'Korean New Year', isHalfDay: false }),
  );
  const iceland = await s.call(api.listHolidays, { query: { country: 'IS', years: [2026] } });
  expect(iceland.items.filter((each) => each.isHalfDay).map(({ from }) => from)).toEqual(['2026-12-24', '2026-12-31']);
});

test('holidays have the names of the studio’s language', async () => {
  const s = await studio();
  await s.call(updatePreferences, { body: { locale: 'de-AT' }, version: 1 });
  const { items } = await s.call(api.listHolidays, { query: { country: 'AT', years: [2027] } });
  expect(items.map(({ name }) => name)).toContain('Neujahr');
});

test('an unknown country or region is refused, and so are no years', async () => {
  const s = await studio();
  const refusal = (query: { country: string; region?: string; years: number[] }) =>
    s.refusal(api.listHolidays, { query });
  expect(await refusal({ country: 'QQ', years: [2027] })).toMatchObject({ code: 'holiday.country_unknown' });
  expect(await refusal({ country: 'PT', region: 'ZZ', years: [2027] })).toMatchObject({
    ...{ status: 404, code: 'holiday.region_unknown', errors: [{ field: 'region' }] },
  });
  expect(await refusal({ country: 'pt', years: [2027] })).toMatchObject({ code: 'request.invalid' });
  expect(await refusal({ country: 'PT', years: [] })).toMatchObject({ code: 'request.invalid' });
});

const christmas = { from: '2026-12-25', to: '2026-12-25', name: 'Christmas Day' };
const newYear = { from: '2027-01-01', to: '2027-01-01', name: 'New Year’s Day' };

test('many closures are added at once, those that are there already or stand twice only once', async () => {
  const s = await studio();
  const { id } = await s.call(addClosure, { body: christmas });
  const closures = [newYear, christmas, newYear, { from: '2026-12-25', name: 'Christmas' }];
  const { added, alreadyThere } = await s.call(api.addClosures, { body: { closures } });
  expect(added.map(({ from, name }) => `${from} ${name}`)).toEqual([
    '2027-01-01 New Year’s Day',
    '2026-12-25 Christmas',
  ]);
  expect(alreadyThere).toBe(2);
  expect((await s.call(listClosures)).items).toHaveLength(3);
  const { items } = await s.call(listAudit, { query: { record: 'closure' } });
  expect(items.map(({ recordId }) => recordId)).toEqual([...added.map((closure) => closure.id).toReversed(), id]);
  expect(await s.call(api.addClosures, { body: { closures } })).toEqual({ added: [], alreadyThere: 4 });
});

test('one closure that cannot be keeps all of them from being added', async () => {
  const s = await studio();
  const reversed = [newYear, { from: '2026-12-26', to: '2026-12-25', name: 'Backwards' }];
  expect(await s.refusal(api.addClosures, { body: { closures: reversed } })).toMatchObject({
    ...{ code: 'closure.dates_reversed', errors: [{ field: 'closures.1.to' }] },
  });
  const tooLong = [newYear, { from: '2027-01-01', to: '2199-12-31', name: 'For good' }];
  expect(await s.refusal(api.addClosures, { body: { closures: tooLong } })).toMatchObject({
    ...{ code: 'calendar.no_business_day', errors: [{ field: 'closures' }] },
  });
  expect((await s.call(listClosures)).items).toEqual([]);
});
