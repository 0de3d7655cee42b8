import { ActionIcon } from '@mantine/core';
import { sentenceOf } from '@printrail/contract/trigger-sentence';
import type { Trigger } from '@printrail/contract/triggers';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useKeys } from '../ui/keys.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import type { TriggerChoices } from './trigger-choices.ts';
import { belongs, type Place } from './trigger-list.rules.ts';
import classes from './trigger-panel.module.css';

type TriggerPanelProps = {
  label: string;
  value: Trigger;
  places: readonly Place[];
  choices: TriggerChoices;
  isDirty: boolean;
  onClose: () => void;
  children: React.ReactNode;
};

/** Stands beside the list: what the trigger says on top, and below it what that is made of. */
export function TriggerPanel({ label, value, places, choices, isDirty, onClose, children }: TriggerPanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // A field that is to be typed in has the focus already.
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus();
  }, []);
  const closeOnEscape = ({ target }: KeyboardEvent) => {
    // In a window over the panel it closes that.
    if (!(target instanceof Element && target.closest('[role="dialog"]'))) onClose();
  };
  useKeys([{ keys: ['Escape'], does: 'Close the trigger', run: closeOnEscape }]);
  return (
    <aside ref={panel} tabIndex={-1} className={classes.panel} aria-label={label}>
      <header className={classes.head}>
        <h2 aria-live="polite">{saidBy(value, places, choices) ?? 'New trigger'}</h2>
        <ActionIcon aria-label="Close the trigger" onClick={onClose}>
          <IconX size={18} stroke={1.6} />
        </ActionIcon>
      </header>
      <div className={classes.body}>{children}</div>
      <LeaveGuard isDirty={isDirty} part="trigger" />
    </aside>
  );
}

/** The sentence that the trigger will be, as soon as its status is known. */
function saidBy(trigger: Trigger, places: readonly Place[], { people }: TriggerChoices): string | undefined {
  const status = places.flatMap(({ statuses }) => statuses).find((each) => belongs(trigger, each));
  if (!status) return undefined;
  const nameIn = (list: readonly { id: number; name: string }[], id: number | null) =>
    list.find((each) => each.id === id)?.name ?? null;
  const { recipientDepartmentId, userId, departmentId } = trigger;
  return sentenceOf(trigger, {
    statusName: status.name,
    recipientDepartmentName: nameIn(people.departments(recipientDepartmentId), recipientDepartmentId),
    userName: nameIn(people.users(userId), userId),
    departmentName: nameIn(people.departments(departmentId), departmentId),
  });
}
