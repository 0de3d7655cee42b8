import { Radio, Select } from '@mantine/core';
import type { ProductionStatus } from '@printrail/contract/cycles';
import { StatusName } from '../ui/attention.tsx';
import { choicesOf } from './change-asked.rules.ts';
import classes from './window.module.css';

type ChoiceProps = {
  statuses: readonly ProductionStatus[];
  fromStatusId?: number | undefined;
  /** The status that comes next, marked in the list. */
  nextId?: number | undefined;
  value: number | undefined;
  onChange: (statusId: number | undefined) => void;
  /** What stands first in the list for leaving the choice to each order. */
  eachNext?: string | undefined;
  error?: string | undefined;
};

/** The new status: along the track, then beside it. */
export function StatusChoice({ statuses, fromStatusId, nextId, value, onChange, eachNext, error }: ChoiceProps) {
  const { track, sides } = choicesOf(statuses, fromStatusId);
  const byId = new Map(statuses.map((status) => [String(status.id), status]));
  const option = ({ id, name }: ProductionStatus) => ({ value: String(id), label: name });
  return (
    <Select
      id="new-status"
      data={[
        ...(eachNext ? [{ value: '', label: eachNext }] : []),
        { group: 'On the track', items: track.map(option) },
        ...(sides.length > 0 ? [{ group: 'Beside the track', items: sides.map(option) }] : []),
      ]}
      value={value === undefined ? (eachNext ? '' : null) : String(value)}
      onChange={(id) => onChange(id ? Number(id) : undefined)}
      placeholder="Choose a status"
      allowDeselect={false}
      maxDropdownHeight={320}
      leftSection={dotOf(byId.get(String(value)))}
      leftSectionWidth={30}
      renderOption={({ option: { value: id, label } }) => {
        const status = byId.get(id);
        if (!status) return label;
        return (
          <>
            <StatusName name={label} color={status.color} isSide={status.isSide} />
            {status.id === nextId ? <span className={`${classes.next} quiet`}>next</span> : null}
          </>
        );
      }}
      error={error}
    />
  );
}

function dotOf(status: ProductionStatus | undefined): React.ReactNode {
  return status ? <StatusName name="" color={status.color} isSide={status.isSide} /> : null;
}

/** Where to park: asked at once when there are several places. */
export function ParkChoice({
  sides,
  value,
  onChange,
}: {
  sides: readonly ProductionStatus[];
  value: number | undefined;
  onChange: (statusId: number) => void;
}) {
  return (
    <Radio.Group aria-label="New status" value={String(value)} onChange={(id) => onChange(Number(id))}>
      <div className={classes.sides}>
        {sides.map(({ id, name, color }) => (
          <Radio
            key={id}
            value={String(id)}
            size="xs"
            label={<StatusName name={name} color={color} isSide />}
            data-autofocus={id === value || undefined}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
