import { listAudit } from '@printrail/contract/audit';
import * as api from '@printrail/contract/calendar';
import { expect, test } from 'vitest';
import { studio } from '../testing/studio.ts';

const thanksgiving = { from: '2026-11-26', to: '2026-11-26', name: 'Thanksgiving' };

test('a closure is a date or a range, listed by date, and may overlap others', async () => {
  const s = await studio();
  const winter = await s.call(api.addClosure, { body: { from: '2026-12-24', to: '2027-01-03', name: 'Winter break' } });
  const day = await s.call(api.addClosure, { body: { from: '2026-11-26', name: 'Thanksgiving' } });
  const christmas = await s.call(api.addClosure, { body: { from: '2026-12-25', name: 'Christmas Day' } });
  expect(day).toEqual({ ...thanksgiving, id: day.id, version: 1 });
  expect((await s.call(api.listClosures)).items).toEqual([day, winter, christmas]);
  const listed = async (query: { from?: string; to?: string }) =>
    (await s.call(api.listClosures, { query })).items.map(({ name }) => name);
  expect(await listed({ from: '2026-12-26' })).toEqual(['Winter break']);
  expect(await listed({ to: '2026-12-24' })).toEqual(['Thanksgiving', 'Winter break']);
  expect(await listed({ from: '2026-11-26', to: '2026-11-26' })).toEqual(['Thanksgiving']);
});

test('business days are counted without closures as soon as these change', async () => {
  const s = await studio();
  const add = async () => (await s.call(api.computeBusinessDays, { query: { date: '2026-11-25', days: 1 } })).result;
  expect(await add()).toBe('2026-11-26');
  const { id } = await s.call(api.addClosure, { body: thanksgiving });
  expect(await add()).toBe('2026-11-27');
  await s.call(api.updateClosure, { params: { id }, body: { to: '2026-11-27' }, version: 1 });
  expect(await add()).toBe('2026-11-30');
  await s.call(api.deleteClosure, { params: { id }, version: 2 });
  expect(await add()).toBe('2026-11-26');
});

test('the answer to a count says what was counted and which closures lay in between', async () => {
  const s = await studio();
  await s.call(api.addClosure, { body: thanksgiving });
  const said = async (date: string, days: number) =>
    (await s.call(api.computeBusinessDays, { query: { date, days } })).explanation;
  expect(await said('2026-11-23', 5)).toBe('5 business days after Mon 23 Nov; closed Thu 26 Nov (Thanksgiving).');
  expect(await said('2026-11-27', -1)).toBe('1 business day before Fri 27 Nov; closed Thu 26 Nov (Thanksgiving).');
  expect(await said('2026-11-23', 0)).toBe('Mon 23 Nov is a business day.');
  expect(await said('2026-11-26', 0)).toBe(
    'The first business day from Thu 26 Nov on; closed Thu 26 Nov (Thanksgiving).',
  );
});

test('counting beyond the calendar is refused in words', async () => {
  const s = await studio();
  const refusal = await s.refusal(api.computeBusinessDays, { query: { date: '2200-12-01', days: 100 } });
  expect(refusal).toMatchObject({ status: 422, code: 'calendar.out_of_range', errors: [{ field: 'days' }] });
  expect((await s.refusal(api.computeBusinessDays, { query: { date: '1899-12-31', days: 1 } })).code).toBe(
    'request.invalid',
  );
});

test('a closure that ends before it starts is refused, also by a change of one end', async () => {
  const s = await studio();
  const body = { from: '2026-12-24', to: '2026-12-23', name: 'Eve' };
  expect(await s.refusal(api.addClosure, { body })).toMatchObject({
    ...{ status: 422, code: 'closure.dates_reversed', errors: [{ field: 'to' }] },
    detail: 'The closure ends on 2026-12-23, before it starts on 2026-12-24.',
  });
  const { id } = await s.call(api.addClosure, { body: thanksgiving });
  const refusal = await s.refusal(api.updateClosure, { params: { id }, body: { from: '2026-11-27' }, version: 1 });
  expect(refusal.code).toBe('closure.dates_reversed');
});

test('closures that leave too few business days for due dates are refused, together too, and can be taken away', async () => {
  const s = await studio();
  const add = { body: { from: '2027-01-01', to: '2200-12-31', name: 'For good' } };
  const refusal = await s.refusal(api.addClosure, add);
  expect(refusal).toMatchObject({ status: 422, code: 'calendar.no_business_day', errors: [{ field: 'to' }] });
  expect(refusal.detail).toBe('Too few business days would be left: due dates need 999 before and after 2026-11-23.');
  expect((await s.call(api.listClosures)).items).toEqual([]);
  await s.call(api.addClosure, { body: { from: '2027-01-01', to: '2120-12-31', name: 'A century' } });
  const rest = { from: '2121-01-01', to: '2199-12-31', name: 'The rest' };
  expect((await s.refusal(api.addClosure, { body: rest })).code).toBe('calendar.no_business_day');
  const twice = [
    { ...rest, to: '2160-12-31' },
    { ...rest, from: '2161-01-01' },
  ];
  const together = await Promise.all(twice.map((body) => s.send(api.addClosure, { body })));
  expect(together.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 422]);
});

test('a closure that is gone or was changed meanwhile is refused', async () => {
  const s = await studio();
  expect((await s.refusal(api.deleteClosure, { params: { id: 7 }, version: 1 })).code).toBe('closure.not_found');
  const { id } = await s.call(api.addClosure, { body: thanksgiving });
  await s.call(api.updateClosure, { params: { id }, body: { name: 'Thanks' }, version: 1 });
  expect((await s.refusal(api.updateClosure, { params: { id }, body: { name: 'X' }, version: 1 })).code).toBe(
    'request.version_stale',
  );
});

test('every change of closures is in the audit', async () => {
  const s = await studio();
  const { id } = await s.call(api.addClosure, { body: thanksgiving });
  await s.call(api.updateClosure, { params: { id }, body: { name: 'Thanks' }, version: 1 });
  await s.call(api.deleteClosure, { params: { id }, version: 2 });
  const { items } = await s.call(listAudit, { query: { record: 'closure', recordId: id } });
  expect(items.map(({ action }) => action)).toEqual(['closure.deleted', 'closure.changed', 'closure.added']);
  expect(items[1]).toMatchObject({ before: { name: 'Thanksgiving' }, after: { name: 'Thanks' } });
});
