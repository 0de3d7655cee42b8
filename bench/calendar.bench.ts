import { createBusinessCalendar, onIsoDates } from '../server/src/calendar/business-days.rules.ts';

/** Times are nanoseconds for one call. Without a target a row only informs. */
export interface CalendarBenchRow {
  readonly name: string;
  readonly measured: number;
  readonly floor: number;
  readonly ratio: number;
  readonly target: number | null;
  readonly holds: boolean;
}

type AddDays = (date: Temporal.PlainDate, days: number) => Temporal.PlainDate;
type Dates = readonly Temporal.PlainDate[];
type Times = readonly number[];
type ClosureDates = { from: Temporal.PlainDate; to: Temporal.PlainDate; name: string };

const { PlainDate } = Temporal;
const distances = [1, 10, 100, 1_000, 10_000, 50_000];
const dateCount = 1_000;
const rounds = 101;
const loopDays = 10_000;
const weekdays = [1, 2, 3, 4, 5];
const firstDate = PlainDate.from('1900-01-01');
const dayCount = firstDate.until('2201-01-01').days;

// Every timed answer is put here, so that no call can be optimised away.
const kept: { answer: unknown } = { answer: undefined };

/** Measures `add` with 500 closures beside its floors and beside loops; tells its progress on standard error. */
export function runCalendarBench(): CalendarBenchRow[] {
  const closures = makeClosures(500);
  const calendar = createBusinessCalendar({ workWeek: weekdays, closures });
  const isoCalendar = onIsoDates(calendar);
  const table = makeFloorTable(closures);
  const addOnFloor = createFloor(table);
  const addTrusting = createTrustingFloor(table);
  const addMaking = createMakingFloor(table);
  const dates = makeDates();
  const isoDates = dates.map((date) => date.toString());
  checkSameAnswers(calendar.add, [addOnFloor, addTrusting, addMaking], dates, distances);

  // One loop for each, so that the engine optimises each by itself.
  const times = timeInTurns({
    add: (days) => {
      for (const date of dates) kept.answer = calendar.add(date, days);
    },
    iso: (days) => {
      for (const date of isoDates) kept.answer = isoCalendar.add(date, days);
    },
    floor: (days) => {
      for (const date of dates) kept.answer = addOnFloor(date, days);
    },
    trusting: (days) => {
      for (const date of dates) kept.answer = addTrusting(date, days);
    },
    making: (days) => {
      for (const date of dates) kept.answer = addMaking(date, days);
    },
  });

  const add = times('add', loopDays);
  return [
    ...distances.map((days) =>
      rowAtMost(`add ${count(days)} days, beside a day table`, times('add', days), times('floor', days), 1.5),
    ),
    rowAtMost('add 50,000 days, beside add 1 day', times('add', 50_000), times('add', 1), 1.5),
    rowAtMost('add on ISO text, beside add on dates', times('iso', loopDays), add, 1),
    rowAtMost('add, beside a day table that makes a new date each time', add, times('making', loopDays), 1.5),
    rowAtMost('add, beside a day table that is right for ISO dates only', add, times('trusting', loopDays), null),
    measureFirstResults(calendar.add, addMaking),
    ...measureLoops(add, calendar.add, closures, table),
  ];
}

function measureFirstResults(add: AddDays, addMaking: AddDays): CalendarBenchRow {
  process.stderr.write('calendar: results never asked for before\n');
  const addTimes: number[] = [];
  const makingTimes: number[] = [];
  for (let start = 0; start < 10_000; start += 100) {
    const fresh = Array.from({ length: 100 }, (_, index) => PlainDate.from('2060-01-01').add({ days: start + index }));
    const onWeekdays = fresh.filter((date) => date.dayOfWeek < 5);
    addTimes.push(timeCalls(add, onWeekdays, 1));
    makingTimes.push(timeCalls(addMaking, onWeekdays, 1));
  }
  const name = 'add, each result for the first time, beside a day table that makes it';
  return rowAtMost(name, addTimes, makingTimes, null);
}

function measureLoops(addTimes: Times, add: AddDays, closures: readonly ClosureDates[], table: FloorTable) {
  const dates = makeDates().slice(0, 3);
  const addByDates = createDateLoop(closures);
  const addByNumbers = createNumberLoop(table);
  checkSameAnswers(add, [addByDates, addByNumbers], dates, [loopDays]);
  process.stderr.write(`calendar: loops over ${count(loopDays)} business days\n`);
  const timesOf = (loop: AddDays) => [1, 2, 3, 4, 5, 6, 7].map(() => timeCalls(loop, dates, loopDays));
  const name = `add ${count(loopDays)} days, times faster than a day-by-day loop`;
  return [
    rowTimesFaster(name, addTimes, timesOf(addByDates), 1_000),
    rowTimesFaster(`${name} on numbers`, addTimes, timesOf(addByNumbers), null),
  ];
}

interface FloorTable {
  readonly monthStarts: Int32Array;
  readonly isOpen: readonly boolean[];
  readonly before: Int32Array;
  readonly openDays: Int32Array;
  readonly parts: readonly { year: number; month: number; day: number }[];
}

function makeFloorTable(closures: readonly ClosureDates[]): FloorTable {
  const closed = closedDates(closures);
  const monthStarts = new Int32Array(2201 * 12);
  const isOpen: boolean[] = [];
  const before: number[] = [];
  const openDays: number[] = [];
  const parts: { year: number; month: number; day: number }[] = [];
  let date = firstDate;
  for (let day = 0; day < dayCount; day++) {
    const { year, month } = date;
    if (date.day === 1) monthStarts[year * 12 + month - 1] = day;
    before.push(openDays.length);
    isOpen.push(weekdays.includes(date.dayOfWeek) && !closed.has(date.toString()));
    if (isOpen[day]) openDays.push(day);
    parts.push({ year, month, day: date.day });
    date = date.add({ days: 1 });
  }
  before.push(openDays.length);
  return { monthStarts, isOpen, before: Int32Array.from(before), openDays: Int32Array.from(openDays), parts };
}

/** The floor: a day table, right for every Temporal calendar, each date made once; no check of what it is given. */
function createFloor(table: FloorTable): AddDays {
  const made: Temporal.PlainDate[] = new Array(dayCount);
  return (date, days) => {
    const day = findResult(table, inIsoCalendar(date), days);
    return made[day] ?? keepDate(table, made, day);
  };
}

/** The floor without a look at the date's calendar: wrong for a Chinese or Hebrew date. */
function createTrustingFloor(table: FloorTable): AddDays {
  const made: Temporal.PlainDate[] = new Array(dayCount);
  return (date, days) => {
    const day = findResult(table, date, days);
    return made[day] ?? keepDate(table, made, day);
  };
}

/** The floor without keeping dates. */
function createMakingFloor(table: FloorTable): AddDays {
  return (date, days) => makeDate(table, findResult(table, inIsoCalendar(date), days));
}

function inIsoCalendar(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.calendarId === 'iso8601' ? date : date.withCalendar('iso8601');
}

function findResult(table: FloorTable, date: Temporal.PlainDate, days: number): number {
  const day = (table.monthStarts[date.year * 12 + date.month - 1] as number) + date.day - 1;
  const place = days > 0 ? (table.before[day + 1] as number) + days - 1 : (table.before[day] as number) + days;
  return table.openDays[place] as number;
}

function makeDate(table: FloorTable, day: number): Temporal.PlainDate {
  const parts = table.parts[day] as FloorTable['parts'][number];
  return new PlainDate(parts.year, parts.month, parts.day);
}

function keepDate(table: FloorTable, made: Temporal.PlainDate[], day: number): Temporal.PlainDate {
  const date = makeDate(table, day);
  made[day] = date;
  return date;
}

function createDateLoop(closures: readonly ClosureDates[]): AddDays {
  const closed = closedDates(closures);
  return (date, days) => {
    let result = date;
    for (let left = days; left > 0; ) {
      result = result.add({ days: 1 });
      if (weekdays.includes(result.dayOfWeek) && !closed.has(result.toString())) left -= 1;
    }
    return result;
  };
}

function createNumberLoop(table: FloorTable): AddDays {
  return (date, days) => {
    let day = firstDate.until(date).days;
    for (let left = days; left > 0; ) {
      day += 1;
      if (table.isOpen[day]) left -= 1;
    }
    return makeDate(table, day);
  };
}

function closedDates(closures: readonly ClosureDates[]): Set<string> {
  const closed = new Set<string>();
  for (const { from, to } of closures) {
    for (let day = from; PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) closed.add(day.toString());
  }
  return closed;
}

function makeClosures(closureCount: number): ClosureDates[] {
  return Array.from({ length: closureCount }, (_, index) => {
    const from = PlainDate.from('1950-01-02').add({ days: index * 181 });
    return { from, to: from.add({ days: index % 5 }), name: `Closure ${index + 1}` };
  });
}

/** Scattered dates of 1950 to 1989: 50,000 business days later is still inside the calendar. */
function makeDates(): Temporal.PlainDate[] {
  return Array.from({ length: dateCount }, (_, index) =>
    PlainDate.from('1950-01-01').add({ days: (index * 7919) % 14_600 }),
  );
}

function checkSameAnswers(add: AddDays, others: readonly AddDays[], dates: Dates, days: readonly number[]): void {
  for (const date of dates) {
    for (const distance of days) {
      const expected = add(date, distance);
      if (!others.every((other) => other(date, distance).equals(expected))) {
        throw new Error(`Different answers for ${date.toString()} and ${distance} business days.`);
      }
    }
  }
}

/** The times of a call by round, of each contender for each number of days, all taking turns in the same rounds. */
function timeInTurns<Name extends string>(contenders: Record<Name, (days: number) => void>) {
  const samples = new Map<string, number[]>();
  const times = (name: Name, days: number): Times => samples.get(`${name} ${days}`) ?? [];
  for (let round = -20; round < rounds; round++) {
    if (round % 20 === 0) process.stderr.write(`calendar: round ${round} of ${rounds - 1}\n`);
    for (const days of distances) {
      for (const name of Object.keys(contenders) as Name[]) {
        // Once untimed: what counts is the work, not whose results the processor's caches still hold.
        contenders[name](days);
        const time = timeOf(dateCount, () => contenders[name](days));
        if (round >= 0) samples.set(`${name} ${days}`, [...times(name, days), time]);
      }
    }
  }
  return times;
}

function timeCalls(addDays: AddDays, dates: Dates, days: number): number {
  return timeOf(dates.length, () => {
    for (const date of dates) kept.answer = addDays(date, days);
  });
}

function timeOf(calls: number, run: () => void): number {
  const start = performance.now();
  run();
  return ((performance.now() - start) * 1e6) / calls;
}

function median(times: Times): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** The ratio is the median of each round's own, for the machine's speed changes from round to round. */
function rowAtMost(name: string, times: Times, floorTimes: Times, target: number | null): CalendarBenchRow {
  const ratio = median(times.map((time, round) => time / (floorTimes[round] ?? Number.NaN)));
  const holds = target === null || ratio <= target;
  return { name, measured: median(times), floor: median(floorTimes), ratio, target, holds };
}

function rowTimesFaster(name: string, times: Times, loopTimes: Times, target: number | null): CalendarBenchRow {
  const [measured, floor] = [median(times), median(loopTimes)];
  const ratio = floor / measured;
  return { name, measured, floor, ratio, target, holds: target === null || ratio >= target };
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function printRows(rows: readonly CalendarBenchRow[]): void {
  for (const { name, measured, floor, ratio, target, holds } of rows) {
    const times = `${count(Math.round(measured)).padStart(8)} ns ${count(Math.round(floor)).padStart(14)} ns`;
    const verdict = target === null ? 'for information' : `target ${count(target)}: ${holds ? 'holds' : 'MISSED'}`;
    console.log(`${name.padEnd(76)} ${times} ${count(Number(ratio.toFixed(2))).padStart(10)}  ${verdict}`);
  }
}

if (import.meta.main) {
  const rows = runCalendarBench();
  printRows(rows);
  process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
}
