import { ActionIcon, Menu } from '@mantine/core';
import type { ProductionStatus } from '@printrail/contract/cycles';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMay } from '../session.tsx';
import { triggersOf } from '../triggers/trigger-entrance.tsx';
import { movedByOne } from './cycle.rules.ts';
import type { StatusChange } from './use-cycle.ts';

type StatusMenuProps = {
  status: ProductionStatus;
  /** How many it has, for those who may see them. */
  triggers: number | undefined;
  rows: readonly { id: number; isFixed: boolean }[];
  onChange: (change: StatusChange) => void;
  onOrder: (ids: number[]) => void;
  onRemove: () => void;
};

/** What else can be done to a status. */
export function StatusMenu({ status, triggers, rows, onChange, onOrder, onRemove }: StatusMenuProps) {
  const may = useMay();
  const [up, down] = [movedByOne(rows, status.id, -1), movedByOne(rows, status.id, 1)];
  const offered = [
    ...(may('maintenance', 'change')
      ? [
          up && { does: 'Move up', run: () => onOrder(up) },
          down && { does: 'Move down', run: () => onOrder(down) },
          ...changesOf(status).map(({ does, change }) => ({ does, run: () => onChange(change) })),
        ]
      : []),
    may('maintenance', 'delete') && !status.isInitial && !status.isFinal && { does: 'Delete', run: onRemove },
  ].filter((each) => typeof each === 'object');
  if (offered.length === 0 && triggers === undefined) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={`More for ${status.name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map(({ does, run }) => (
          <Menu.Item key={does} onClick={run}>
            {does}
          </Menu.Item>
        ))}
        {triggers === undefined ? null : (
          <Menu.Item component={Link} {...triggersOf({ statusId: status.id })}>
            Triggers ({triggers})
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function changesOf({
  isInitial,
  isFinal,
  isSide,
  isActive,
}: ProductionStatus): { does: string; change: StatusChange }[] {
  const isPlain = !isInitial && !isFinal;
  return [
    ...(isPlain && isActive && !isSide
      ? [
          { does: 'Make initial', change: { isInitial: true as const } },
          { does: 'Make final', change: { isFinal: true as const } },
        ]
      : []),
    ...(isPlain ? [{ does: isSide ? 'Put on the track' : 'Put beside the track', change: { isSide: !isSide } }] : []),
    ...(isPlain ? [{ does: isActive ? 'Make inactive' : 'Make active', change: { isActive: !isActive } }] : []),
  ];
}
