import { NativeSelect } from '@mantine/core';
import { computeBusinessDays, type Preferences } from '@printrail/contract/calendar';
import { listTypes, type ProductionType } from '@printrail/contract/cycles';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api.ts';
import { daysOf, stepsOf } from '../cycles/cycle.rules.ts';
import { keyOf, useAnswer } from '../queries.ts';
import { Day } from '../ui/attention.tsx';
import { Table } from '../ui/table.tsx';
import { durationWords, today } from '../ui/words.ts';
import classes from './due-date-form.module.css';
import { askedOfCalendar, type CountedFrom } from './due-example.rules.ts';

type Method = Pick<Preferences, 'dueDateMethod' | 'backwardCounts'>;

/** One order of a type, step by step, as a method would date it. */
export function DueExample({ method }: { method: Method }) {
  const { data } = useAnswer(listTypes, {});
  const types = data?.items.filter(({ isActive }) => isActive) ?? [];
  const [chosen, setChosen] = useState<string>();
  const type = types.find(({ id }) => String(id) === chosen) ?? types[0];
  if (!type) return null;
  return (
    <section className={classes.example} aria-label="Example">
      <NativeSelect
        className={classes.type ?? ''}
        label="Example"
        data={types.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={String(type.id)}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      />
      <Steps type={type} method={method} />
    </section>
  );
}

// Delivery stands a business week after an order's last step, so that both methods have something to say.
const spareDays = 5;

function Steps({ type, method }: { type: ProductionType; method: Method }) {
  const steps = stepsOf(type.statuses);
  const start = useCounted({ date: today(), days: 0 });
  const delivery = useCounted(start ? { date: start, days: daysOf(steps) + spareDays } : undefined);
  const dates = useEach(start && delivery ? askedOfCalendar(method, steps, { start, delivery }) : []);
  if (!start || !delivery) return null;
  const rows = steps.map((step, index) => ({ ...step, date: dates[index] ?? null }));
  return (
    <>
      <p>
        Entered <Day date={start} />, delivery promised for <Day date={delivery} />.
      </p>
      <Table
        label={`Due dates of an order of the type ${type.name}`}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { name: 'Status', show: ({ name }) => name },
          {
            name: 'Takes',
            isDetail: true,
            show: ({ duration }) => <span className="quiet">{duration === null ? '' : durationWords(duration)}</span>,
          },
          { name: 'Due', show: ({ date }) => <Day date={date} /> },
        ]}
      />
    </>
  );
}

function useCounted(asked: CountedFrom | undefined): string | undefined {
  const query = asked ?? { date: today(), days: 0 };
  return useAnswer(computeBusinessDays, { query }, { enabled: asked !== undefined, keepPrevious: true }).data?.result;
}

function useEach(asked: readonly (CountedFrom | null)[]): (string | undefined)[] {
  const queries = asked.map((each) => {
    const sent = { query: each ?? { date: today(), days: 0 } };
    return {
      queryKey: keyOf(computeBusinessDays, sent),
      queryFn: ({ signal }: { signal: AbortSignal }) => call(computeBusinessDays, sent, signal),
      enabled: each !== null,
    };
  });
  const answers = useQueries({ queries });
  return answers.map(({ data }, index) => (asked[index] === null ? undefined : data?.result));
}
