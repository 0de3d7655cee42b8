import { Menu, UnstyledButton } from '@mantine/core';
import type { Firing } from '@printrail/contract/firings';
import { IconDots } from '@tabler/icons-react';
import classes from './queue.module.css';
import { type Act, planWords, prospectOf } from './queue.rules.ts';
import { useQueueActs } from './queue-acts.ts';

/** Processes, skips or deletes one firing, and says what that was. */
export function useFiringAct() {
  const { act } = useQueueActs();
  return (what: Act, { id, plan, orderNumber, invoiceNumber }: Firing) => {
    const number = orderNumber ?? invoiceNumber ?? '';
    const told =
      what === 'process' && plan?.does ? { words: `${number}: ${doneWords(plan.does)}, ${planWords(plan)}` } : {};
    const makesMessage = plan?.does !== 'task' && plan?.does !== 'call';
    return act(what, { ids: [id] }, { ...told, makesMessage });
  };
}

function doneWords(does: string): string {
  if (does === 'task' || does === 'call') return 'to be done';
  return does === 'letter' ? 'to be printed' : 'to be sent';
}

type RowMenuProps = { firing: Firing; onAct: (what: Act) => void; onOpen?: () => void; mayDelete: boolean };

export function RowMenu({ firing, onAct, onOpen, mayDelete }: RowMenuProps) {
  const number = firing.orderNumber ?? firing.invoiceNumber ?? '';
  const { words, detail } = prospectOf(firing);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.more} aria-label={`What to do with ${number}`}>
          <IconDots size={18} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown maw={320}>
        <Menu.Label>{[words, detail].filter(Boolean).join(', ')}</Menu.Label>
        <Menu.Item onClick={() => onAct('process')}>Process now</Menu.Item>
        <Menu.Item onClick={() => onAct('skip')}>Skip</Menu.Item>
        {mayDelete ? <Menu.Item onClick={() => onAct('delete')}>Delete</Menu.Item> : null}
        {onOpen ? <Menu.Item onClick={onOpen}>Open {number}</Menu.Item> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
