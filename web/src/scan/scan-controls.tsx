import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { listTypes } from '@printrail/contract/cycles';
import { useEffect, useState } from 'react';
import { choicesOf } from '../changes/change-asked.rules.ts';
import { useAnswer } from '../queries.ts';
import { DateField } from '../ui/date-field.tsx';
import { today } from '../ui/words.ts';
import classes from './scan-page.module.css';
import type { Doing } from './use-scans.ts';

type ControlsProps = {
  doing: Doing;
  onChange: (part: Partial<Doing>) => void;
  /** Whether it is clear what a scan does. */
  onReady: (isReady: boolean) => void;
  /** Something was chosen; the scanner is next. */
  onSettled: () => void;
};

/** What every scan will do, said before the first one. */
export function ScanControls({ doing, onChange, onReady, onSettled }: ControlsProps) {
  const [mode, setMode] = useState<'next' | 'chosen'>('next');
  const [typeId, setTypeId] = useState<number>();
  const types = (useAnswer(listTypes, {}).data?.items ?? []).filter(({ isActive }) => isActive);
  const type = types.find(({ id }) => id === typeId) ?? types[0];
  const { track, sides } = choicesOf(type?.statuses ?? [], undefined);
  const isReady = mode === 'next' || doing.statusId !== undefined;
  useEffect(() => onReady(isReady), [isReady, onReady]);
  const options = (statuses: typeof track) => statuses.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <div className={classes.controls}>
      <SegmentedControl
        aria-label="What a scan does"
        value={mode}
        onChange={(to) => {
          setMode(to);
          onChange({ statusId: undefined });
          if (to === 'next') onSettled();
        }}
        data={[
          { value: 'next', label: 'Each to its next status' },
          { value: 'chosen', label: 'To a chosen status' },
        ]}
      />
      {mode === 'chosen' ? (
        <>
          <NativeSelect
            label="Type"
            data={types.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={String(type?.id ?? '')}
            onChange={(event) => {
              setTypeId(Number(event.currentTarget.value));
              onChange({ statusId: undefined });
            }}
          />
          <NativeSelect
            label="Status"
            data={[
              { value: '', label: 'Choose a status' },
              { group: 'On the track', items: options(track) },
              ...(sides.length > 0 ? [{ group: 'Beside the track', items: options(sides) }] : []),
            ]}
            value={String(doing.statusId ?? '')}
            onChange={(event) => {
              onChange({ statusId: Number(event.currentTarget.value) || undefined });
              onSettled();
            }}
          />
        </>
      ) : null}
      <DateField
        label="Date completed"
        value={doing.changeDate ?? today()}
        latest={today()}
        onChange={(changeDate) => onChange({ changeDate: changeDate === today() ? null : changeDate })}
      />
      <TextInput
        label="Note on each"
        value={doing.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Enter' && onSettled()}
      />
    </div>
  );
}
