import { ActionIcon, Button, Kbd, Menu } from '@mantine/core';
import { getOrderForm, getWorkOrder } from '@printrail/contract/forms';
import type { ProductionOrder } from '@printrail/contract/orders';
import { IconDots } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { addressOf } from '../api.ts';
import { useStatusChange } from '../changes/status-change-provider.tsx';
import { useMay } from '../session.tsx';
import { useKeys } from '../ui/keys.tsx';
import { useIsSide } from './status-line.tsx';

const CancelWindow = lazy(async () => ({ default: (await import('./cancel-window.tsx')).CancelWindow }));
const ReopenWindow = lazy(async () => ({ default: (await import('./cancel-window.tsx')).ReopenWindow }));
const TypeWindow = lazy(async () => ({ default: (await import('./type-window.tsx')).TypeWindow }));
const ReorderWindow = lazy(async () => ({ default: (await import('./reorder-window.tsx')).ReorderWindow }));

const windows = { cancel: CancelWindow, reopen: ReopenWindow, type: TypeWindow, reorder: ReorderWindow };

export type OrderWindowProps = { order: ProductionOrder; onClose: () => void };

/** What can be done with an order: the usual at once, the rest behind the dots. */
export function OrderActions({ order }: { order: ProductionOrder }) {
  const { open, advanceNow, undoLatest } = useStatusChange();
  const [shown, setShown] = useState<keyof typeof windows>();
  const may = useMay();
  const mayChange = may('production', 'change');
  const isOpen = order.state === 'open';
  const isAlive = order.state !== 'cancelled';
  const isSide = useIsSide(order);
  const one = { orders: [{ id: order.id, version: order.version }] };
  const change = () => open(one);
  const park = () => open(one, { park: true });
  const undo = () => undoLatest({ id: order.id, version: order.version });
  useKeys([
    { keys: ['a'], does: 'Advance the order', when: mayChange && isAlive, run: change },
    {
      keys: ['Shift+a'],
      does: 'Advance the order at once, with today’s date',
      when: mayChange && isOpen,
      run: () => advanceNow(one),
    },
    { keys: ['p'], does: 'Park the order', when: mayChange && isAlive, run: park },
    { keys: ['u'], does: 'Undo the order’s latest change', when: mayChange && isAlive, run: undo },
  ]);
  const Window = shown && windows[shown];
  return (
    <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
      {mayChange && isAlive ? (
        <>
          <Button
            onClick={change}
            rightSection={
              <Kbd size="xs" visibleFrom="sm">
                A
              </Kbd>
            }
          >
            {isSide ? 'Resume' : isOpen ? 'Advance' : 'Change status'}
          </Button>
          {isOpen ? (
            <Button
              variant="default"
              onClick={park}
              rightSection={
                <Kbd size="xs" visibleFrom="sm">
                  P
                </Kbd>
              }
            >
              Park
            </Button>
          ) : null}
        </>
      ) : null}
      {mayChange && !isAlive ? <Button onClick={() => setShown('reopen')}>Reopen</Button> : null}
      <OrderMenu order={order} onUndo={undo} onShow={setShown} />
      {Window ? (
        <Suspense>
          <Window order={order} onClose={() => setShown(undefined)} />
        </Suspense>
      ) : null}
    </div>
  );
}

type MenuProps = { order: ProductionOrder; onUndo: () => void; onShow: (name: keyof typeof windows) => void };

function OrderMenu({ order, onUndo, onShow }: MenuProps) {
  const may = useMay();
  const mayChange = may('production', 'change');
  const isAlive = order.state !== 'cancelled';
  const sent = { params: { id: order.id } };
  return (
    <Menu position="bottom-end" withinPortal width={260}>
      <Menu.Target>
        <ActionIcon aria-label="More about this order" variant="default">
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayChange && isAlive ? (
          <Menu.Item
            onClick={onUndo}
            rightSection={
              <Kbd size="xs" visibleFrom="sm">
                U
              </Kbd>
            }
          >
            Undo the latest change
          </Menu.Item>
        ) : null}
        {mayChange && order.state === 'open' ? (
          <Menu.Item onClick={() => onShow('type')}>Change the type …</Menu.Item>
        ) : null}
        {may('production', 'add') && isAlive ? (
          <Menu.Item onClick={() => onShow('reorder')} disabled={order.lines.length === 0}>
            Reorder …
          </Menu.Item>
        ) : null}
        <Menu.Divider />
        <Menu.Item component="a" href={addressOf(getOrderForm, sent)} target="_blank" rel="noopener">
          Order form for the vendor (PDF)
        </Menu.Item>
        <Menu.Item component="a" href={addressOf(getWorkOrder, sent)} target="_blank" rel="noopener">
          Work order (PDF)
        </Menu.Item>
        {mayChange && order.state === 'open' ? (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onShow('cancel')}>Cancel the order …</Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
