import { useStatusChange } from '../changes/status-change-provider.tsx';
import { useMay } from '../session.tsx';
import { useKeys } from '../ui/keys.tsx';
import type { HubList } from './use-hub-list.ts';

type Asked = { list: HubList; focusList: () => void; focusSearch: () => void };

/** The keys of the list: letters wherever one is on the page, arrows and Enter in the list itself. */
export function useListKeys({ list, focusList, focusSearch }: Asked): (event: React.KeyboardEvent) => void {
  const changes = useStatusChange();
  const may = useMay()('production', 'change');
  const { cursor, selection, hub } = list;
  const order = cursor.row?.kind === 'order' ? cursor.row.order : undefined;
  const hasTarget = selection.count > 0 || order !== undefined;
  const target = () => (selection.count > 0 ? selection.of() : { orders: order ? [order].map(seen) : [] });
  const onDone = selection.clear;
  const go = (by: number, isSelecting = false) => {
    focusList();
    const to = list.move(by, { isSelecting });
    if (hub.view.order !== undefined && to?.kind === 'order') hub.change({ order: to.order.id });
  };
  const open = () => {
    if (order) list.acts.open(order);
    else if (cursor.row?.kind === 'group') list.fold(cursor.row.group.statusId);
  };
  const leave = (event: KeyboardEvent | React.KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return;
    if (hub.view.order !== undefined) hub.change({ order: undefined });
    else selection.clear();
  };
  useKeys([
    { keys: ['f'], does: 'Filter by words', run: focusSearch },
    { keys: ['j'], does: 'Next order (also ↓)', run: () => go(1) },
    { keys: ['k'], does: 'Order before (also ↑)', run: () => go(-1) },
    { keys: ['x'], does: 'Select the order (also Space)', when: !!order, run: () => order && selection.toggle(order) },
    { keys: ['Shift+j'], does: 'Select on to the next order (also Shift+↓)', run: () => go(1, true) },
    { keys: ['Shift+k'], does: 'Select on to the order before (also Shift+↑)', run: () => go(-1, true) },
    { keys: ['o'], does: 'Open the order (also Enter)', when: cursor.row !== undefined, run: open },
    {
      ...{ keys: ['a'], does: 'Advance', when: may && hasTarget },
      run: () => changes.open(target(), { onDone }),
    },
    {
      ...{ keys: ['Shift+a'], does: 'Advance at once, with today’s date', when: may && hasTarget },
      run: () => changes.advanceNow(target(), { onDone }),
    },
    {
      ...{ keys: ['p'], does: 'Park: to a status beside the track', when: may && hasTarget },
      run: () => changes.open(target(), { park: true, onDone }),
    },
    {
      ...{ keys: ['u'], does: 'Undo the latest change of the order', when: may && order !== undefined },
      run: () => order && changes.undoLatest(seen(order)),
    },
    {
      ...{ keys: ['Escape'], does: 'Close the order, or clear the selection' },
      when: selection.count > 0 || hub.view.order !== undefined,
      run: leave,
    },
  ]);
  const inList: Record<string, () => void> = {
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    'Shift+ArrowDown': () => go(1, true),
    'Shift+ArrowUp': () => go(-1, true),
    PageDown: () => go(15),
    PageUp: () => go(-15),
    Home: list.toStart,
    End: () => go(list.rows.length),
    Enter: open,
    ' ': () => order && selection.toggle(order),
    'Ctrl+a': list.toggleLoaded,
    ArrowLeft: () => cursor.row?.kind === 'group' && !cursor.row.isFolded && list.fold(cursor.row.group.statusId),
    ArrowRight: () => cursor.row?.kind === 'group' && cursor.row.isFolded && list.fold(cursor.row.group.statusId),
  };
  return (event) => {
    const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
    const run = inList[`${control}${event.shiftKey ? 'Shift+' : ''}${event.key}`];
    const isOnControl = event.target instanceof Element && event.target.closest('button, input');
    if (!run || (isOnControl && [' ', 'Enter'].includes(event.key))) return;
    event.preventDefault();
    run();
  };
}

function seen({ id, version }: { id: number; version: number }): { id: number; version: number } {
  return { id, version };
}
