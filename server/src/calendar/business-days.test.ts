import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BusinessCalendarInput,
  CalendarError,
  createBusinessCalendar,
  onIsoDates,
} from './business-days.rules.ts';

const date = (iso: string) => Temporal.PlainDate.from(iso);
const weekdays = [1, 2, 3, 4, 5];
const everyWeekday = [1, 2, 3, 4, 5, 6, 7];
const holidays = [
  { from: date('2026-11-26'), to: date('2026-11-26'), name: 'Thanksgiving' },
  { from: '2026-12-24', to: '2027-01-03', name: 'Winter break' },
  { from: '2026-12-25', to: '2026-12-25', name: 'Christmas Day' },
];
const studio = createBusinessCalendar({ workWeek: weekdays, closures: holidays });
const plain = createBusinessCalendar({ workWeek: weekdays, closures: [] });

function refusal(act: () => unknown): CalendarError {
  try {
    act();
  } catch (error) {
    if (error instanceof CalendarError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('a business day', () => {
  it('is a day of the work week that is not closed', () => {
    expect(studio.isBusinessDay(date('2026-11-25'))).toBe(true);
    expect(studio.isBusinessDay(date('2026-11-26'))).toBe(false);
    expect(studio.isBusinessDay(date('2026-11-28'))).toBe(false);
  });

  it('may fall on a weekend only', () => {
    const weekend = createBusinessCalendar({ workWeek: [7, 6], closures: [] });
    expect(weekend.isBusinessDay(date('2026-11-27'))).toBe(false);
    expect(weekend.add(date('2026-11-27'), 3)).toEqual(date('2026-12-05'));
  });

  it('counts once when its weekday is listed twice', () => {
    const twice = createBusinessCalendar({ workWeek: [1, 1, 2, 3, 4, 5, 5], closures: [] });
    expect(twice.add(date('2026-11-20'), 6)).toEqual(plain.add(date('2026-11-20'), 6));
  });

  it('knows the closure of a date, whatever its weekday, and the first listed of several', () => {
    expect(studio.closureOn(date('2026-11-26'))).toEqual(holidays[0]);
    expect(studio.closureOn(date('2026-12-25'))?.name).toBe('Winter break');
    expect(studio.closureOn(date('2026-12-26'))?.to).toEqual(date('2027-01-03'));
    expect(studio.closureOn(date('2026-11-27'))).toBeUndefined();
  });
});

describe('adding business days', () => {
  it.each([
    ['2026-11-22', 3, '2026-11-25', 'from a Sunday, the third after it'],
    ['2026-11-22', 4, '2026-11-27', 'over a closed Thursday'],
    ['2026-11-25', 1, '2026-11-27', 'the next one, strictly after'],
    ['2026-11-27', -1, '2026-11-25', 'the one before, strictly'],
    ['2026-11-28', -1, '2026-11-27', 'back from a Saturday'],
    ['2026-11-25', 0, '2026-11-25', 'none, from a business day'],
    ['2026-11-26', 0, '2026-11-27', 'none, from a closed day'],
    ['2026-11-26', -0, '2026-11-27', 'minus nothing is nothing'],
    ['2026-12-24', 0, '2027-01-04', 'none, from overlapping closures'],
    ['2026-12-23', 1, '2027-01-04', 'over overlapping closures'],
    ['2024-02-28', 1, '2024-02-29', 'onto a leap day'],
    ['2100-02-26', 1, '2100-03-01', 'where there is no leap day'],
  ])('%s + %i is %s: %s', (from, days, expected) => {
    expect(studio.add(date(from), days).toString()).toBe(expected);
    expect(onIsoDates(studio).add(from, days)).toBe(expected);
  });

  it('reaches over centuries', () => {
    expect(plain.add(date('1900-01-01'), 70_000)).toEqual(date('1900-01-01').add({ weeks: 14_000 }));
    expect(plain.add(date('2200-12-31'), -70_000)).toEqual(date('2200-12-31').subtract({ weeks: 14_000 }));
  });

  it('reaches both ends of the calendar and no further', () => {
    expect(plain.add(date('2200-12-30'), 1)).toEqual(date('2200-12-31'));
    expect(plain.add(date('1900-01-02'), -1)).toEqual(date('1900-01-01'));
    expect(plain.add(date('2200-12-31'), 0)).toEqual(date('2200-12-31'));
    const tooFar = refusal(() => plain.add(date('2200-12-30'), 2));
    expect(tooFar).toMatchObject({ field: 'days', value: 2, rule: 'date-from-1900-to-2200' });
    expect(tooFar.message).toBe('2 business days after 2200-12-30 would pass 2200-12-31: only 1 left.');
    expect(refusal(() => plain.add(date('1900-01-03'), -3)).rule).toBe('date-from-1900-to-2200');
    expect(refusal(() => plain.add(date('2026-11-26'), 1e300)).rule).toBe('date-from-1900-to-2200');
    expect(refusal(() => plain.add(date('2026-11-26'), -Number.MAX_VALUE)).rule).toBe('date-from-1900-to-2200');
    expect(refusal(() => plain.add(date('2200-12-31'), 1)).rule).toBe('business-day-left');
    expect(refusal(() => plain.add(date('1900-01-01'), -1)).rule).toBe('business-day-left');
  });

  it('refuses at once when closures leave no business day', () => {
    const closing = { from: '2030-01-01', to: '2200-12-31', name: 'Closing down' };
    const closed = createBusinessCalendar({ workWeek: weekdays, closures: [closing] });
    expect(closed.add(date('2029-12-28'), 1)).toEqual(date('2029-12-31'));
    expect(closed.add(date('2199-01-01'), -1)).toEqual(date('2029-12-31'));
    expect(refusal(() => closed.add(date('2030-01-01'), 70_000)).rule).toBe('business-day-left');
    const error = refusal(() => closed.add(date('2030-01-01'), 0));
    expect(error).toMatchObject({ field: 'days', value: 0, rule: 'business-day-left' });
    expect(error.message).toBe(
      'No business day is left on or after 2030-01-01: the calendar reaches only to 2200-12-31.',
    );
  });

  it('refuses everywhere when the studio is closed throughout', () => {
    const always = { from: '1900-01-01', to: '2200-12-31', name: 'Closed' };
    const never = createBusinessCalendar({ workWeek: weekdays, closures: [always] });
    for (const days of [-1, 0, 1]) {
      expect(refusal(() => never.add(date('2026-11-26'), days)).rule).toBe('business-day-left');
    }
    expect(never.between(date('2200-12-31'), date('1900-01-01'))).toBe(0);
  });

  it.each([
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    '3',
    3n,
    null,
    undefined,
    {},
  ])('refuses %s as a number of days', (days) => {
    const error = refusal(() => studio.add(date('2026-11-26'), days as number));
    expect(error).toMatchObject({ field: 'days', value: days, rule: 'whole-number' });
    expect(error.message).toMatch(/^days must be a whole number, not .+\.$/);
  });
});

describe('counting business days between dates', () => {
  it('leaves out the first date and takes in the last', () => {
    expect(studio.between(date('2026-11-23'), date('2026-11-27'))).toBe(3);
    expect(studio.between(date('2026-11-27'), date('2026-11-23'))).toBe(-3);
    expect(studio.between(date('2026-11-22'), date('2026-11-23'))).toBe(1);
    expect(onIsoDates(studio).between('2026-11-23', '2026-11-22')).toBe(-1);
  });

  it('is plain zero where there is none, in both directions', () => {
    expect(studio.between(date('2026-11-25'), date('2026-11-25'))).toBe(0);
    expect(studio.between(date('2026-11-28'), date('2026-11-29'))).toBe(0);
    expect(studio.between(date('2026-11-29'), date('2026-11-28'))).toBe(0);
  });
});

describe('dates', () => {
  it('of another Temporal calendar mean the same day', () => {
    for (const calendarId of ['hebrew', 'chinese', 'buddhist', 'indian', 'gregory', 'islamic-civil']) {
      const other = date('2026-11-22').withCalendar(calendarId);
      expect(studio.add(other, 3).toString()).toBe('2026-11-25');
      expect(studio.between(other, date('2026-11-25').withCalendar(calendarId))).toBe(3);
      const closures = [{ from: other, to: other, name: 'Closed' }];
      expect(createBusinessCalendar({ workWeek: [7], closures }).isBusinessDay(other)).toBe(false);
    }
  });

  it.each([
    '1899-12-31',
    '2201-01-01',
    '-000001-01-01',
    '+012026-01-01',
    '1500-01-01[u-ca=buddhist]',
  ])('refuses %s as out of range', (text) => {
    const outside = date(text);
    const error = refusal(() => studio.add(outside, 0));
    expect(error).toMatchObject({ field: 'date', rule: 'date-from-1900-to-2200' });
    expect(error.value).toBe(outside);
    const spelt = outside.withCalendar('iso8601').toString();
    expect(error.message).toBe(`date must be a date from 1900-01-01 to 2200-12-31, not ${spelt}.`);
    expect(refusal(() => studio.isBusinessDay(outside)).field).toBe('date');
    expect(refusal(() => studio.closureOn(outside)).field).toBe('date');
    expect(refusal(() => studio.between(outside, date('2026-01-01'))).field).toBe('from');
    expect(refusal(() => studio.between(date('2026-01-01'), outside)).field).toBe('to');
  });

  it('that are no PlainDate are refused', () => {
    const lookalike = { year: 2026, month: 11, day: 26, calendarId: 'iso8601' };
    const moment = Temporal.PlainDateTime.from('2026-11-26T12:00');
    const odd = [Symbol('date'), Object.create(null), () => date('2026-11-26')];
    for (const value of [undefined, null, 20261126, '2026-11-26', new Date(0), lookalike, moment, ...odd]) {
      const error = refusal(() => studio.add(value, 1));
      expect(error).toMatchObject({ field: 'date', rule: 'calendar-date' });
      expect(error.value).toBe(value);
      expect(error.message).toMatch(/^date must be a Temporal\.PlainDate, not .+\.$/);
    }
  });
});

describe('ISO dates', () => {
  it('stand for the same days in closures and in answers', () => {
    const iso = onIsoDates(studio);
    expect(iso.isBusinessDay('2026-11-26')).toBe(false);
    expect(iso.closureOn('2026-12-25')).toEqual({ from: '2026-12-24', to: '2027-01-03', name: 'Winter break' });
    expect(iso.closureOn('2026-11-27')).toBeUndefined();
  });

  it('name every day of the calendar', () => {
    const everyDay = createBusinessCalendar({ workWeek: everyWeekday, closures: [] });
    const iso = onIsoDates(everyDay);
    const wrong: string[] = [];
    let text = '1900-01-01';
    for (let day = date(text); day.year <= 2200; day = day.add({ days: 1 })) {
      if (text !== day.toString() || !everyDay.add(day, 0).equals(day)) wrong.push(text);
      text = text === '2200-12-31' ? 'the end' : iso.add(text, 1);
    }
    expect(wrong).toEqual([]);
    expect(text).toBe('the end');
  });

  const misspelt = '2026-02-30 2026-13-01 2026-00-10 2026-11-00 2026-11-6 2026-11-026 2026/11/26 2026-11-2x 26-11-26';
  it.each([
    ...misspelt.split(' '),
    ' 2026-11-26',
    '2026-11-26T00:00',
    '',
    '٢٠٢٦-١١-٢٦',
    null,
    20261126,
  ])('are not spelt %s', (text) => {
    const expected = { value: text, rule: 'calendar-date' };
    expect(refusal(() => onIsoDates(studio).add(text as string, 1))).toMatchObject({ field: 'date', ...expected });
    expect(refusal(() => onIsoDates(studio).between('2026-11-26', text as string)).field).toBe('to');
  });

  it.each(['1899-12-31', '2201-01-01', '0000-01-01', '9999-12-31'])('refuse %s as out of range', (text) => {
    const error = refusal(() => onIsoDates(studio).isBusinessDay(text));
    expect(error).toMatchObject({ field: 'date', value: text, rule: 'date-from-1900-to-2200' });
  });

  it('are answered only for a calendar made here', () => {
    expect(() => onIsoDates({ ...studio })).toThrow(TypeError);
  });
});

describe('making a calendar', () => {
  const make = (workWeek: unknown, closures: unknown) =>
    refusal(() => createBusinessCalendar({ workWeek, closures } as BusinessCalendarInput));

  it('refuses a work week without a day, or with a day that is none', () => {
    expect(make([], [])).toMatchObject({ field: 'workWeek', rule: 'work-week-has-a-day' });
    for (const weekday of [0, 8, -1, 1.5, Number.NaN, '1', null, undefined]) {
      const expected = { field: 'workWeek[1]', value: weekday, rule: 'weekday-from-1-to-7' };
      expect(make([1, weekday], [])).toMatchObject(expected);
    }
    expect(make([8], []).message).toBe('workWeek[0] must be a weekday from 1 (Monday) to 7 (Sunday), not 8.');
  });

  it('refuses what is no list', () => {
    expect(make('12345', [])).toMatchObject({ field: 'workWeek', value: '12345', rule: 'list' });
    expect(make([1], undefined)).toMatchObject({ field: 'closures', value: undefined, rule: 'list' });
    expect(make([1], { length: 2 ** 32 })).toMatchObject({ field: 'closures', rule: 'list' });
  });

  it('refuses a closure that ends before it starts', () => {
    const backwards = { from: '2026-11-27', to: '2026-11-26', name: 'Thanksgiving' };
    const error = make([1], [holidays[0], backwards]);
    const expected = { field: 'closures[1].to', value: '2026-11-26', rule: 'closure-ends-on-or-after-its-start' };
    expect(error).toMatchObject(expected);
    expect(error.message).toBe('closures[1].to must not be before the closure starts on 2026-11-27, as 2026-11-26 is.');
  });

  it('refuses a closure whose dates are none or out of range', () => {
    const closure = { from: '2026-11-26', to: '2026-11-26', name: 'Thanksgiving' };
    for (const wrong of [undefined, null, 5, '', 'Thursday', '2026-02-30', new Date(0), {}]) {
      const expected = { value: wrong, rule: 'calendar-date' };
      expect(make([1], [{ ...closure, from: wrong }])).toMatchObject({ field: 'closures[0].from', ...expected });
      expect(make([1], [{ ...closure, to: wrong }])).toMatchObject({ field: 'closures[0].to', ...expected });
    }
    for (const outside of ['1899-12-31', date('1899-12-31')]) {
      expect(make([1], [{ ...closure, from: outside }]).rule).toBe('date-from-1900-to-2200');
    }
    for (const none of [null, undefined, 'Thanksgiving', 7]) {
      expect(make([1], [none])).toMatchObject({ field: 'closures[0].from', rule: 'calendar-date' });
    }
  });

  it('is not changed by later changes of the lists it was made from', () => {
    const workWeek = [...weekdays];
    const closures = [...holidays];
    const calendar = createBusinessCalendar({ workWeek, closures });
    workWeek.length = 0;
    closures.length = 0;
    expect(calendar.add(date('2026-11-22'), 4)).toEqual(date('2026-11-27'));
  });

  it('takes thousands of closures over the whole calendar', () => {
    const always = { from: '1900-01-01', to: '2200-12-30', name: 'Closed' };
    const closures = Array.from({ length: 20_000 }, () => always);
    const calendar = createBusinessCalendar({ workWeek: weekdays, closures });
    expect(calendar.add(date('1900-01-01'), 1)).toEqual(date('2200-12-31'));
  });
});

describe('against a count day by day', () => {
  const first = date('1900-01-01');
  const lastDay = first.until('2200-12-31').days;
  const from0To = (max: number) => fc.integer({ min: 0, max });
  const around0 = (reach: number) => fc.integer({ min: -reach, max: reach });

  // Often at the very edges, with closures near enough to the start to matter and to overlap.
  const cases = fc
    .record({
      workWeek: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      day: fc.oneof(from0To(40), fc.integer({ min: lastDay - 40, max: lastDay }), from0To(lastDay)),
      spans: fc.array(fc.tuple(around0(60), from0To(25)), { maxLength: 8 }),
      days: fc.oneof(around0(3), around0(60)),
      gap: from0To(90),
    })
    .map(({ workWeek, day, spans, days, gap }) => {
      const at = (place: number) => first.add({ days: Math.min(lastDay, Math.max(0, place)) });
      const closures = spans.map(([from, length], index) => {
        return { from: at(day + from), to: at(day + from + length), name: `Closed ${index}` };
      });
      return { workWeek, closures, start: at(day), end: at(day + gap), days };
    });
  type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never;

  const isClosed = ({ from, to }: Case['closures'][number], day: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, to) <= 0;
  const isOpen = ({ workWeek, closures }: Case, day: Temporal.PlainDate) =>
    workWeek.includes(day.dayOfWeek) && !closures.some((closure) => isClosed(closure, day));

  function addDayByDay(input: Case): string {
    let day = input.days === 0 ? input.start.subtract({ days: 1 }) : input.start;
    for (let left = Math.max(1, Math.abs(input.days)); left > 0; left -= isOpen(input, day) ? 1 : 0) {
      day = day.add({ days: input.days < 0 ? -1 : 1 });
      if (day.year < 1900 || day.year > 2200) return 'refused';
    }
    return day.toString();
  }

  function countDayByDay(input: Case): number {
    let count = 0;
    for (let day = input.start; !day.equals(input.end); ) {
      day = day.add({ days: 1 });
      count += isOpen(input, day) ? 1 : 0;
    }
    return count;
  }

  function addOrRefused(act: () => { toString(): string }): string {
    try {
      return act().toString();
    } catch (error) {
      if (error instanceof CalendarError) return 'refused';
      throw error;
    }
  }

  const holdsFor = (check: (input: Case, calendar: ReturnType<typeof createBusinessCalendar>) => void) =>
    fc.assert(
      fc.property(cases, (input) => check(input, createBusinessCalendar(input))),
      { numRuns: 400 },
    );

  it('adds alike, from dates and from ISO text', () => {
    holdsFor((input, calendar) => {
      const expected = addDayByDay(input);
      expect(addOrRefused(() => calendar.add(input.start, input.days))).toBe(expected);
      expect(addOrRefused(() => onIsoDates(calendar).add(input.start.toString(), input.days))).toBe(expected);
      expect(calendar.isBusinessDay(input.start)).toBe(isOpen(input, input.start));
    });
  });

  it('counts between alike, and backwards the negative of it', () => {
    holdsFor((input, calendar) => {
      const count = countDayByDay(input);
      expect(calendar.between(input.start, input.end)).toBe(count);
      expect(calendar.between(input.end, input.start)).toBe(0 - count);
      expect(onIsoDates(calendar).between(input.end.toString(), input.start.toString())).toBe(0 - count);
    });
  });

  it('undoes adding by counting, and by adding back from a business day', () => {
    holdsFor(({ start, days }, calendar) => {
      fc.pre(days !== 0 && addOrRefused(() => calendar.add(start, days)) !== 'refused');
      const result = calendar.add(start, days);
      expect(calendar.isBusinessDay(result)).toBe(true);
      if (days > 0 || calendar.isBusinessDay(start)) expect(calendar.between(start, result)).toBe(days);
      if (calendar.isBusinessDay(start)) expect(calendar.add(result, -days)).toEqual(start);
    });
  });

  it('finds the first listed closure that holds the date', () => {
    holdsFor(({ closures, start }, calendar) => {
      expect(calendar.closureOn(start)).toEqual(closures.find((closure) => isClosed(closure, start)));
    });
  });
});
