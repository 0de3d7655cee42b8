import { Button, Group, Modal, Switch } from '@mantine/core';
import { listQueue, mostCounted } from '@printrail/contract/firings';
import { listTriggers, type Trigger, updateTrigger } from '@printrail/contract/triggers';
import { useState } from 'react';
import { call } from '../api.ts';
import { useListChange } from '../cycles/use-list-change.ts';
import { useMay } from '../session.tsx';
import { useToast } from '../ui/toast.tsx';
import { countWords, numberWords } from '../ui/words.ts';
import classes from './trigger-list.module.css';

/** Switches a trigger on and off where it stands; before what it has planned is lost, it asks. */
export function useActive(trigger: Trigger) {
  const may = useMay();
  const say = useToast();
  const { change, error, setError } = useListChange(listTriggers, updateTrigger);
  const [switched, setSwitched] = useState<boolean>();
  const [planned, setPlanned] = useState(0);
  const save = async (isActive: boolean) => {
    setPlanned(0);
    setSwitched(isActive);
    const isSaved = await change(trigger.id, { isActive });
    setSwitched(undefined);
    if (isSaved) say(isActive ? 'Active from now on; it ignores the past.' : 'Inactive. It plans nothing any more.');
  };
  const set = async (isActive: boolean) => {
    setError(undefined);
    try {
      const withdrawn = !isActive && may('production', 'view') ? await plannedBy(trigger.id) : 0;
      if (withdrawn > 0) setPlanned(withdrawn);
      else await save(isActive);
    } catch (thrown) {
      setError(thrown as Error);
    }
  };
  return {
    isActive: switched ?? trigger.isActive,
    set: (isActive: boolean) => void set(isActive),
    error,
    window:
      planned > 0 ? (
        <Withdrawing planned={planned} onGo={() => void save(false)} onClose={() => setPlanned(0)} />
      ) : null,
  };
}

type ActiveSwitchProps = { label: string; active: ReturnType<typeof useActive>; disabled: boolean };

export function ActiveSwitch({ label, active, disabled }: ActiveSwitchProps) {
  return (
    <>
      <Switch
        aria-label={label}
        size="xs"
        color="var(--ink-quiet)"
        withThumbIndicator={false}
        classNames={{ root: classes.switch ?? '' }}
        disabled={disabled}
        checked={active.isActive}
        onChange={({ currentTarget }) => active.set(currentTarget.checked)}
      />
      {active.window}
    </>
  );
}

async function plannedBy(triggerId: number): Promise<number> {
  const group = (await call(listQueue, {})).items.find((each) => each.triggerId === triggerId);
  return group ? group.due + group.later + group.cannotBeSent : 0;
}

type WithdrawingProps = { planned: number; onGo: () => void; onClose: () => void };

function Withdrawing({ planned, onGo, onClose }: WithdrawingProps) {
  const firings = planned < mostCounted ? countWords(planned, 'firing') : `${numberWords(mostCounted)} firings or more`;
  return (
    <Modal opened onClose={onClose} title="Make the trigger inactive?">
      <p>
        {firings} of it {planned === 1 ? 'waits' : 'wait'} in the queue. Made inactive, it withdraws{' '}
        {planned === 1 ? 'it' : 'them'} for good, also when it becomes active again.
      </p>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          Leave it active
        </Button>
        <Button data-autofocus onClick={onGo}>
          Withdraw {planned === 1 ? 'it' : 'them'} and make it inactive
        </Button>
      </Group>
    </Modal>
  );
}
