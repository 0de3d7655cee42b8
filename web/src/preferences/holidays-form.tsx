import { Checkbox, Group, Modal, Select } from '@mantine/core';
import {
  addClosures,
  type Holiday,
  listHolidayCountries,
  listHolidayRegions,
  listHolidays,
} from '@printrail/contract/holidays';
import { useState } from 'react';
import { useAnswer, useChange } from '../queries.ts';
import { useSession } from '../session.tsx';
import { Form } from '../ui/form.tsx';
import { Answer } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { countWords, rangeWords, today } from '../ui/words.ts';
import { isOffered, isTickedAtFirst, keyOfHoliday } from './holidays.rules.ts';
import classes from './holidays-form.module.css';
import pair from './preferences-form.module.css';

type HolidaysFormProps = { year: number; onSaved: () => void; onClose: () => void };

/** The public holidays of a country or region: shown first, then those ticked become closures. */
export function HolidaysForm({ year, onSaved, onClose }: HolidaysFormProps) {
  const say = useToast();
  const { preferences } = useSession();
  const [country, setCountry] = useState<string | null>(new Intl.Locale(preferences.locale).maximize().region ?? null);
  const [region, setRegion] = useState<string | null>(null);
  const [years, setYears] = useState([year, year + 1]);
  const [ticks, setTicks] = useState<Record<string, boolean>>({});
  const countries = useAnswer(listHolidayCountries, {}, { staleMs: Number.POSITIVE_INFINITY });
  const isKnown = countries.data?.items.some(({ code }) => code === country) === true;
  const regions = useAnswer(listHolidayRegions, { params: { country: country ?? '' } }, { enabled: isKnown });
  const holidays = useAnswer(
    listHolidays,
    { query: { country: country ?? '', years, ...(region ? { region } : {}) } },
    { enabled: isKnown && years.length > 0, keepPrevious: true },
  );
  const add = useChange(addClosures);
  const isTicked = (holiday: Holiday) => ticks[keyOfHoliday(holiday)] ?? isTickedAtFirst(holiday, today());
  const chosen = isKnown && years.length > 0 ? (holidays.data?.items.filter(isOffered).filter(isTicked) ?? []) : [];
  const save = async () => {
    const closures = chosen.map(({ from, to, name }) => ({ from, to, name }));
    const { added } = await add.mutateAsync({ body: { closures } });
    say(`${countWords(added.length, 'closure')} added.`);
    onSaved();
  };
  return (
    <Modal opened onClose={onClose} title="Load public holidays" size="lg">
      <Form
        submit={chosen.length === 0 ? 'Add closures' : `Add ${countWords(chosen.length, 'closure')}`}
        onSubmit={save}
        onCancel={onClose}
        isDisabled={chosen.length === 0}
      >
        {() => (
          <>
            <div className={pair.pair}>
              <Select
                label="Country"
                searchable
                nothingFoundMessage="No such country"
                data={countries.data?.items.map(({ code, name }) => ({ value: code, label: name })) ?? []}
                value={isKnown ? country : null}
                onChange={(code) => {
                  setCountry(code);
                  setRegion(null);
                }}
              />
              <Select
                label="Region"
                placeholder="The whole country"
                searchable
                clearable
                clearButtonProps={{ 'aria-label': 'The whole country' }}
                disabled={!regions.data?.items.length}
                data={regions.data?.items.map(({ code, name }) => ({ value: code, label: name })) ?? []}
                value={region}
                onChange={setRegion}
              />
            </div>
            <Checkbox.Group
              label="Years"
              value={years.map(String)}
              onChange={(ticked) => setYears(ticked.map(Number).toSorted())}
            >
              <Group gap="lg" mt={6}>
                {[year - 1, year, year + 1, year + 2].map((each) => (
                  <Checkbox key={each} value={String(each)} label={each} />
                ))}
              </Group>
            </Checkbox.Group>
            {isKnown && years.length > 0 ? (
              <Answer of={holidays}>
                {({ items }) => (
                  <HolidayList
                    items={items}
                    isTicked={isTicked}
                    onTick={(holiday, on) => setTicks((before) => ({ ...before, [keyOfHoliday(holiday)]: on }))}
                  />
                )}
              </Answer>
            ) : (
              <p className="quiet">Choose a country and at least one year.</p>
            )}
          </>
        )}
      </Form>
    </Modal>
  );
}

type HolidayListProps = {
  items: readonly Holiday[];
  isTicked: (holiday: Holiday) => boolean;
  onTick: (holiday: Holiday, on: boolean) => void;
};

function HolidayList({ items, isTicked, onTick }: HolidayListProps) {
  return (
    <fieldset className={classes.list}>
      <legend className="only-read-aloud">Public holidays</legend>
      {items.map((holiday) => (
        <Checkbox
          key={keyOfHoliday(holiday)}
          className={classes.holiday ?? ''}
          checked={!isOffered(holiday) || isTicked(holiday)}
          disabled={!isOffered(holiday)}
          onChange={({ currentTarget }) => onTick(holiday, currentTarget.checked)}
          label={
            <span className={classes.line}>
              <span className="numbers">{rangeWords(holiday.from, holiday.to)}</span>
              <span>{holiday.name}</span>
              <span className="quiet">{remark(holiday)}</span>
            </span>
          }
        />
      ))}
    </fieldset>
  );
}

function remark(holiday: Holiday): string {
  if (!isOffered(holiday)) return 'closed already';
  if (holiday.isClosedAnyway) return 'no work day anyway';
  return holiday.isHalfDay ? 'half a day' : '';
}
