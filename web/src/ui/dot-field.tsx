import { Popover, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './dot-field.module.css';

const colors = [
  { name: 'Violet', value: '#8a63b0' },
  { name: 'Blue', value: '#4f74b3' },
  { name: 'Sky', value: '#4b95b8' },
  { name: 'Teal', value: '#3d8b84' },
  { name: 'Green', value: '#5b8c4a' },
  { name: 'Dark green', value: '#4c7a34' },
  { name: 'Amber', value: '#c98a1b' },
  { name: 'Copper', value: '#b3703e' },
  { name: 'Red', value: '#b04a44' },
  { name: 'Rose', value: '#b0588f' },
  { name: 'Slate', value: '#5d6670' },
  { name: 'Grey', value: '#8a8580' },
];

type DotFieldProps = {
  label: string;
  value: string;
  isHollow?: boolean;
  disabled?: boolean;
  onChange: (color: string) => void;
};

/** The dot of a status, and a few calm colours to choose for it. */
export function DotField({ label, value, isHollow = false, disabled = false, onChange }: DotFieldProps) {
  const [isOpen, setIsOpen] = useState(false);
  const choose = (color: string) => {
    setIsOpen(false);
    if (color !== value) onChange(color);
  };
  const dot = (color: string) => ({ '--dot': color }) as React.CSSProperties;
  return (
    <Popover opened={isOpen} onChange={setIsOpen} trapFocus withinPortal shadow="md">
      <Popover.Target>
        <UnstyledButton
          className={classes.target}
          aria-label={label}
          disabled={disabled}
          onClick={() => setIsOpen(!isOpen)}
        >
          <span className={isHollow ? classes.hollow : classes.dot} style={dot(value)} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div className={classes.colors}>
          {colors.map((color) => (
            <UnstyledButton
              key={color.value}
              className={classes.color}
              style={dot(color.value)}
              aria-label={color.name}
              aria-pressed={color.value === value}
              onClick={() => choose(color.value)}
            >
              {color.value === value ? <IconCheck size={14} aria-hidden /> : null}
            </UnstyledButton>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
