import { Checkbox, type CheckboxGroupProps, Group } from '@mantine/core';

type WeekDaysProps = Pick<CheckboxGroupProps, 'label' | 'description' | 'error'> & {
  /** ISO weekday numbers, 1 = Monday. */
  value: readonly number[];
  onChange: (days: number[]) => void;
};

const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The seven days to tick. */
export function WeekDays({ value, onChange, ...rest }: WeekDaysProps) {
  return (
    <Checkbox.Group {...rest} value={value.map(String)} onChange={(days) => onChange(days.map(Number).toSorted())}>
      <Group gap="md" mt={6}>
        {names.map((name, index) => (
          <Checkbox key={name} value={String(index + 1)} label={name.slice(0, 3)} aria-label={name} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
