import { Select, TextInput } from '@mantine/core';
import { WeekDays } from '../ui/week-days.tsx';
import { currencies, likelyCurrency, likelyPaper, timeZones } from './places.ts';

type Studio = ReturnType<typeof guessedStudio>;
type StudioFieldsProps = {
  studio: Studio;
  fault: (field: string) => string | undefined;
  onChange: (part: Partial<Studio>) => void;
};

export function StudioFields({ studio, fault, onChange }: StudioFieldsProps) {
  return (
    <>
      <TextInput
        label="Name of the studio"
        autoComplete="organization"
        required
        value={studio.studioName}
        error={fault('studioName')}
        onChange={({ currentTarget }) => onChange({ studioName: currentTarget.value })}
      />
      <Select
        label="Time zone"
        searchable
        data={timeZones()}
        value={studio.timeZone}
        error={fault('timeZone')}
        onChange={(timeZone) => timeZone && onChange({ timeZone })}
      />
      <Select
        label="Currency"
        searchable
        data={currencies()}
        value={studio.currency}
        error={fault('currency')}
        onChange={(currency) => currency && onChange({ currency })}
      />
      <WeekDays
        label="Days of the work week"
        description="Due dates count these days."
        value={studio.workWeek}
        error={fault('workWeek')}
        onChange={(workWeek) => onChange({ workWeek })}
      />
    </>
  );
}

/** What the browser tells of where one is. */
export function guessedStudio() {
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  return {
    studioName: '',
    timeZone,
    locale,
    currency: likelyCurrency(locale),
    paperSize: likelyPaper(locale),
    workWeek: [1, 2, 3, 4, 5],
  };
}
