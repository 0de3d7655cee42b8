import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMay } from '../session.tsx';
import { Wrong } from '../ui/page.tsx';
import classes from './list-row.module.css';

export type Act = { does: string; run: () => unknown };

type ListRowProps = {
  name: string;
  /** What it is in its list, in a quiet word. */
  role: string;
  isActive: boolean;
  handle: React.ReactNode;
  changes: readonly (Act | false | undefined)[];
  removal: Act | false;
  error: Error | undefined;
  children: React.ReactNode;
};

/** A row of a short list: its cells, its menu, and what was refused. */
export function ListRow({ name, role, isActive, handle, changes, removal, error, children }: ListRowProps) {
  const may = useMay();
  const acts = [...(may('maintenance', 'change') ? changes : []), may('maintenance', 'delete') && removal].filter(
    (act) => typeof act === 'object',
  );
  return (
    <>
      <div className={classes.row} data-inactive={!isActive || undefined}>
        {handle}
        {children}
        <span className={classes.end}>
          <span className="quiet">{role}</span>
          {acts.length > 0 ? (
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon aria-label={`More for ${name}`}>
                  <IconDots size={18} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {acts.map(({ does, run }) => (
                  <Menu.Item key={does} onClick={() => void run()}>
                    {does}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          ) : null}
        </span>
      </div>
      <Wrong error={error} />
    </>
  );
}
