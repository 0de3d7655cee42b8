import type { AnyEndpoint, Sent } from '../api.ts';
import type { ItemOf } from '../pages.ts';
import { keyOf, queryClient, useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { TextCell } from '../ui/cells.tsx';
import { DragRows } from '../ui/drag-rows.tsx';
import { Answer } from '../ui/page.tsx';
import { AddRow } from './add-row.tsx';
import { movedByOne } from './cycle.rules.ts';
import classes from './list-row.module.css';
import { type Act, ListRow } from './list-row.tsx';
import { type ListChange, useListChange } from './use-list-change.ts';

type Arranged = { id: number; name: string; isActive: boolean };

/** How a cell of a row saves, and says what was refused. */
export type Cell<Update extends AnyEndpoint> = Pick<ListChange<Update>, 'change' | 'setError'> & { disabled: boolean };

type ArrangedListProps<List extends AnyEndpoint, Update extends AnyEndpoint> = {
  label: string;
  list: List;
  update: Update;
  removal: AnyEndpoint;
  /** What the empty rows at the end add. */
  adds: readonly { label: string; add: (name: string) => Promise<unknown> }[];
  /** A row that keeps its place and cannot go. */
  isFixed?: (item: ItemOf<List>) => boolean;
  /** What it is in its list, in a quiet word. */
  roleOf?: (item: ItemOf<List>) => string;
  changesOf?: (item: ItemOf<List>, cell: Cell<Update>) => readonly (Act | false)[];
  dot?: (item: ItemOf<List>, cell: Cell<Update>) => React.ReactNode;
  children: (item: ItemOf<List>, cell: Cell<Update>) => React.ReactNode;
};

/** A short list kept in the settings: added to, renamed, put in order, made inactive, deleted where it stands. */
export function ArrangedList<List extends AnyEndpoint, Update extends AnyEndpoint>(
  props: ArrangedListProps<List, Update>,
) {
  const { label, list, update, adds, isFixed, dot } = props;
  const may = useMay();
  const asked = useAnswer(list, {} as Sent<List>);
  const order = useListChange(list, update);
  const adding = (add: (name: string) => Promise<unknown>) => async (name: string) => {
    await add(name);
    await queryClient.invalidateQueries({ queryKey: keyOf(list) });
  };
  return (
    <Answer of={asked} rows={4}>
      {(answer) => {
        const items = (answer as { items: (ItemOf<List> & Arranged)[] }).items;
        const rows = items.map((item) => ({ ...item, isFixed: isFixed?.(item) ?? false }));
        return (
          <>
            <DragRows
              label={label}
              rows={rows}
              isDisabled={!may('maintenance', 'change')}
              onMove={(_, { id, position }) => order.change(id, { position } as never)}
            >
              {(item, handle) => <ArrangedRow {...props} item={item} rows={rows} handle={handle} />}
            </DragRows>
            {may('maintenance', 'add')
              ? adds.map(({ label: what, add }) => (
                  <AddRow key={what} hasDots={dot !== undefined} label={what} onAdd={adding(add)} />
                ))
              : null}
          </>
        );
      }}
    </Answer>
  );
}

type Row<List> = ItemOf<List> & Arranged & { isFixed: boolean };
type ArrangedRowProps<List extends AnyEndpoint, Update extends AnyEndpoint> = ArrangedListProps<List, Update> & {
  item: Row<List>;
  rows: readonly Row<List>[];
  handle: React.ReactNode;
};

function ArrangedRow<List extends AnyEndpoint, Update extends AnyEndpoint>(props: ArrangedRowProps<List, Update>) {
  const { list, update, removal, roleOf, changesOf, dot, children, item, rows, handle } = props;
  const { id, name, isActive, isFixed } = item;
  const { change, remove, error, setError } = useListChange(list, update);
  const set = (part: object) => change(id, part as never);
  const cell = { change, setError, disabled: !useMay()('maintenance', 'change') };
  const place = rows.findIndex((row) => row.id === id) + 1;
  const changes = [
    movedByOne(rows, id, -1) && { does: 'Move up', run: () => set({ position: place - 1 }) },
    movedByOne(rows, id, 1) && { does: 'Move down', run: () => set({ position: place + 1 }) },
    ...(changesOf?.(item, cell) ?? []),
    !isFixed && { does: isActive ? 'Make inactive' : 'Make active', run: () => set({ isActive: !isActive }) },
  ];
  return (
    <ListRow
      name={name}
      role={roleOf?.(item) || (isActive ? '' : 'inactive')}
      isActive={isActive}
      handle={handle}
      changes={changes}
      removal={!isFixed && { does: 'Delete', run: () => remove(id, removal) }}
      error={error}
    >
      {dot?.(item, cell)}
      <TextCell
        label={`Name of ${name}`}
        className={classes.name ?? ''}
        value={name}
        disabled={cell.disabled}
        onSave={(to) => set({ name: to })}
      />
      {children(item, cell)}
    </ListRow>
  );
}
