import { Popover } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAhead } from '../ui/ahead.ts';
import looks from '../ui/chip.module.css';
import type { FilterFields } from './filter-fields.tsx';
import type { Hub } from './use-hub.ts';

const loadFields = () => import('./filter-fields.tsx');

/** Opens what else one can filter by. */
export function FilterMenu({ hub }: { hub: Hub }) {
  const [isOpen, setIsOpen] = useState(false);
  const [loaded, setLoaded] = useState<{ Fields: typeof FilterFields }>();
  useAhead(loadFields);
  // Opened once its fields are there, as the first of them takes the focus.
  const open = async () => {
    const { FilterFields: Fields } = await loadFields();
    setLoaded({ Fields });
    setIsOpen(true);
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" trapFocus withRoles>
      <Popover.Target>
        <button type="button" className={looks.chip} onClick={() => (isOpen ? setIsOpen(false) : void open())}>
          <IconPlus size={14} aria-hidden /> filter
        </button>
      </Popover.Target>
      <Popover.Dropdown w={320} aria-label="Filter by">
        {isOpen && loaded ? <loaded.Fields hub={hub} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}
