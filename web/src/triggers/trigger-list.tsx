import { UnstyledButton } from '@mantine/core';
import type { Trigger } from '@printrail/contract/triggers';
import { useEffect, useRef } from 'react';
import { useMay } from '../session.tsx';
import { StatusName } from '../ui/attention.tsx';
import { useKeys } from '../ui/keys.tsx';
import { Wrong } from '../ui/page.tsx';
import { ActiveSwitch, useActive } from './trigger-active.tsx';
import { TriggerIcon } from './trigger-icon.tsx';
import classes from './trigger-list.module.css';
import { groupsOf, type Place } from './trigger-list.rules.ts';

type TriggerListProps = {
  triggers: readonly Trigger[];
  places: readonly Place[];
  open: number | undefined;
  onOpen: (id: number) => void;
};

/** Triggers as sentences, by order type and status: J and K move, Enter opens. */
export function TriggerList({ triggers, places, open, onOpen }: TriggerListProps) {
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list, open, onOpen);
  useComingBack(list, open);
  return (
    <div ref={list} className={classes.list}>
      {groupsOf(triggers, places).map(({ place, statuses }) => (
        <section key={place.typeId ?? 'invoices'} className={classes.place} aria-label={place.name}>
          <h2>{place.name}</h2>
          {statuses.map(({ status, triggers: rows }) => (
            <div key={status.key} className={classes.status}>
              <h3 className={classes.head}>
                <StatusName {...status} />
                {status.isActive ? null : <span className="quiet">inactive status</span>}
              </h3>
              <ul className={classes.rows} aria-label={`Triggers of ${status.name}`}>
                {rows.map((trigger) => (
                  <Row key={trigger.id} trigger={trigger} isOpen={trigger.id === open} onOpen={onOpen} />
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

type RowProps = { trigger: Trigger; isOpen: boolean; onOpen: (id: number) => void };

function Row({ trigger, isOpen, onOpen }: RowProps) {
  const { id, sentence, action, isAutomatic, isActive } = trigger;
  const mayChange = useMay()('maintenance', 'change');
  const active = useActive(trigger);
  return (
    <li className={classes.item}>
      <div className={classes.row} data-open={isOpen || undefined} data-inactive={!isActive || undefined}>
        <TriggerIcon action={action} />
        <UnstyledButton
          className={classes.sentence}
          data-trigger={id}
          aria-current={isOpen || undefined}
          onClick={() => onOpen(id)}
        >
          {sentence}
        </UnstyledButton>
        <span className={`${classes.mode} quiet`}>{isAutomatic ? 'by itself' : 'by hand'}</span>
        <ActiveSwitch label={`Active: ${sentence}`} active={active} disabled={!mayChange} />
      </div>
      <Wrong error={active.error} />
    </li>
  );
}

function useListKeys(
  list: React.RefObject<HTMLElement | null>,
  open: number | undefined,
  onOpen: (id: number) => void,
): void {
  const move = (step: number) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[data-trigger]') ?? [])];
    const focused = document.activeElement?.closest('li')?.querySelector('[data-trigger]');
    const at = buttons.findIndex((button) => (focused ? button === focused : Number(button.dataset.trigger) === open));
    const to = buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)];
    to?.focus();
    // What is open goes along.
    if (to && open !== undefined) onOpen(Number(to.dataset.trigger));
  };
  useKeys([
    { keys: ['j', 'ArrowDown'], does: 'Down the list; Enter opens', run: () => move(1) },
    { keys: ['k', 'ArrowUp'], does: 'Up the list', run: () => move(-1) },
  ]);
}

/** Closing what was open leads back to where it stands in the list. */
function useComingBack(list: React.RefObject<HTMLElement | null>, open: number | undefined): void {
  const last = useRef(open);
  useEffect(() => {
    if (open === undefined && last.current !== undefined) {
      list.current?.querySelector<HTMLElement>(`[data-trigger="${last.current}"]`)?.focus();
    }
    last.current = open;
  }, [open, list]);
}
