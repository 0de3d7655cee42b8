import { Select } from '@mantine/core';
import { boardTypes } from './board.rules.ts';
import { nameOptions } from './people.ts';
import type { Hub, Totals } from './use-hub.ts';

/** Which type the board shows, where there are several. */
export function BoardType({ hub: { view, change, types }, totals }: { hub: Hub; totals: Totals | undefined }) {
  const { shown, type } = boardTypes(view, types, totals?.statuses);
  if (shown.length < 2) return null;
  return (
    <Select
      aria-label="Type shown on the board"
      data={nameOptions(shown)}
      value={type ? String(type.id) : null}
      onChange={(id) => change({ board: Number(id) })}
      allowDeselect={false}
      w={190}
    />
  );
}
