import { changeStatus } from '@printrail/contract/changes';
import type { OrderSummary } from '@printrail/contract/orders';
import { aboutOrder } from '../changes/outcome.tsx';
import { useStatusChange } from '../changes/status-change-provider.tsx';
import { useChange } from '../queries.ts';
import { useToast } from '../ui/toast.tsx';

/** Changes the status of an order without the window, with today's date and everything else as usual. */
export function useMoveAtOnce(): (order: OrderSummary, statusId: number) => void {
  const say = useToast();
  const { undoLatest } = useStatusChange();
  const { mutate } = useChange(changeStatus, ['Production orders', 'Invoices']);
  return ({ id, version }, statusId) =>
    mutate(
      { params: { id }, body: { version, statusId } },
      {
        onSuccess: ({ order }) =>
          say(`${order.number} is at ${order.statusName}.`, {
            about: aboutOrder(id),
            action: { label: 'Undo', run: () => undoLatest({ id, version: order.version }) },
          }),
        onError: (error) => say(error.message, { isWrong: true }),
      },
    );
}
