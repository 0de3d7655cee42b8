import { ActionIcon, Button, Menu } from '@mantine/core';
import type { ProductionType } from '@printrail/contract/cycles';
import { IconDots } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../session.tsx';
import { useToast } from '../ui/toast.tsx';
import { EditType, NewType } from './type-form.tsx';
import type { CycleChanges } from './use-cycle.ts';

type TypeActionsProps = { type: ProductionType; types: readonly ProductionType[]; cycle: CycleChanges };

/** What can be done to a type as a whole. */
export function TypeActions({ type, types, cycle }: TypeActionsProps) {
  const may = useMay();
  const say = useToast();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'edit' | 'copy'>();
  const close = () => setOpen(undefined);
  const attempt = (work: Promise<unknown>) => work.catch((error: Error) => say(error.message, { isWrong: true }));
  const remove = async () => {
    await cycle.removeType();
    say(`${type.name} is deleted.`);
    await navigate({ to: '/settings/cycles' });
  };
  const setActive = async (isActive: boolean) => {
    await cycle.changeType({ isActive });
    say(isActive ? `${type.name} can be chosen again.` : `${type.name} is not offered for new orders any more.`);
  };
  return (
    <>
      {may('maintenance', 'change') ? (
        <Button variant="default" onClick={() => setOpen('edit')}>
          Rename
        </Button>
      ) : null}
      {may('maintenance', 'add') ? (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon aria-label={`More for ${type.name}`}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setOpen('copy')}>Copy to a new type</Menu.Item>
            {may('maintenance', 'change') ? (
              <Menu.Item onClick={() => void attempt(setActive(!type.isActive))}>
                {type.isActive ? 'Make inactive' : 'Make active'}
              </Menu.Item>
            ) : null}
            {may('maintenance', 'delete') ? <Menu.Item onClick={() => void attempt(remove())}>Delete</Menu.Item> : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {open === 'edit' ? <EditType type={type} onSave={cycle.changeType} onClose={close} /> : null}
      {open === 'copy' ? <NewType types={types} from={type} onClose={close} /> : null}
    </>
  );
}
