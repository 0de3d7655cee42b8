import { ActionIcon, Button, Group, NumberInput } from '@mantine/core';
import { computeBusinessDays, listClosures } from '@printrail/contract/calendar';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useAnswer } from '../queries.ts';
import { useMay, useSession } from '../session.tsx';
import { Day } from '../ui/attention.tsx';
import { Answer, Page, Section, Waiting, Wrong } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { WeekDays } from '../ui/week-days.tsx';
import { today, weekdayWords } from '../ui/words.ts';
import { useView } from '../view.ts';
import classes from './calendar-page.module.css';
import { Closures } from './closures.tsx';
import { useSavePreferences } from './preferences-form.tsx';
import { useRecalculationOffer } from './recalculation-offer.tsx';
import { SettingsFrame } from './settings-nav.tsx';

const YearView = lazy(async () => ({ default: (await import('./year-view.tsx')).YearView }));

export function CalendarPage() {
  const { preferences } = useSession();
  const closures = useAnswer(listClosures, {});
  const { ask, offer } = useRecalculationOffer();
  const [view, setView] = useView<{ year: number }>();
  const year = Number(view.year ?? today().slice(0, 4));
  return (
    <SettingsFrame>
      <Page title="Calendar" detail="Due dates count the days on which the studio works">
        <div className={classes.week}>
          <WorkWeek onSaved={ask} />
          <Example />
        </div>
        <Section title={String(year)} actions={<YearSteps year={year} onGo={(to) => setView({ year: to })} />}>
          <Answer of={closures}>
            {({ items }) => (
              <>
                <Suspense fallback={<Waiting rows={12} />}>
                  <YearView year={year} workWeek={preferences.workWeek} closures={items} locale={preferences.locale} />
                </Suspense>
                <Closures closures={items} year={year} onSaved={ask} />
              </>
            )}
          </Answer>
        </Section>
        {offer}
      </Page>
    </SettingsFrame>
  );
}

/** Each tick is saved at once; dates already given stay until someone has them recalculated. */
function WorkWeek({ onSaved }: { onSaved: () => void }) {
  const { preferences } = useSession();
  const may = useMay();
  const say = useToast();
  const save = useSavePreferences();
  const [ticked, setTicked] = useState<number[]>();
  const [error, setError] = useState<Error>();
  const { workWeek } = preferences;
  const tick = async (days: number[]) => {
    if (days.length === 0) return setError(new Error('The studio needs at least one work day.'));
    const day = [...days, ...workWeek].find((each) => days.includes(each) !== workWeek.includes(each));
    setTicked(days);
    setError(undefined);
    try {
      await save({ workWeek: days });
      if (day) say(`${weekdayWords(day)} is ${days.includes(day) ? 'a work day' : 'no work day'} from now on.`);
      onSaved();
    } catch (thrown) {
      setError(thrown as Error);
    } finally {
      setTicked(undefined);
    }
  };
  return (
    <fieldset className={classes.days} disabled={!may('maintenance', 'change') || ticked !== undefined}>
      <WeekDays label="Days of the work week" value={ticked ?? workWeek} onChange={tick} />
      <Wrong error={error} />
    </fieldset>
  );
}

/** What the calendar means, in one sentence that changes with it. */
function Example() {
  const [days, setDays] = useState(5);
  const { data, error } = useAnswer(computeBusinessDays, { query: { date: today(), days } }, { keepPrevious: true });
  return (
    <div className={classes.example}>
      <div className={classes.sentence}>
        An order sent to the lab today with{' '}
        <NumberInput
          className={classes.number}
          size="xs"
          aria-label="Business days of the example"
          value={days}
          min={0}
          max={999}
          clampBehavior="strict"
          allowDecimal={false}
          hideControls
          onChange={(value) => typeof value === 'number' && setDays(value)}
        />{' '}
        business days is due <strong aria-live="polite">{data ? <Day date={data.result} /> : '…'}</strong>.
      </div>
      {data ? <p className="quiet">{data.explanation}</p> : null}
      <Wrong error={error} />
    </div>
  );
}

function YearSteps({ year, onGo }: { year: number; onGo: (year: number) => void }) {
  const thisYear = Number(today().slice(0, 4));
  return (
    <Group gap="xs">
      {year === thisYear ? null : (
        <Button variant="default" size="xs" onClick={() => onGo(thisYear)}>
          This year
        </Button>
      )}
      <ActionIcon aria-label={`Show ${year - 1}`} disabled={year <= 1900} onClick={() => onGo(year - 1)}>
        <IconChevronLeft size={18} />
      </ActionIcon>
      <ActionIcon aria-label={`Show ${year + 1}`} disabled={year >= 2200} onClick={() => onGo(year + 1)}>
        <IconChevronRight size={18} />
      </ActionIcon>
    </Group>
  );
}
