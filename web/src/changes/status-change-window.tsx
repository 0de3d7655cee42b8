import { ManyOrders } from './many-orders.tsx';
import { OneOrder } from './one-order.tsx';
import type { ChangeOf, ChangeOptions } from './status-change-provider.tsx';

type WindowProps = { of: ChangeOf; options: ChangeOptions; onClose: () => void };

export function StatusChangeWindow({ of, options, onClose }: WindowProps) {
  const [one, ...others] = 'orders' in of ? of.orders : [];
  return one && others.length === 0 ? (
    <OneOrder seen={one} options={options} onClose={onClose} />
  ) : (
    <ManyOrders of={of} options={options} onClose={onClose} />
  );
}
