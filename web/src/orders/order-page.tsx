import { getOrder } from '@printrail/contract/orders';
import { useParams } from '@tanstack/react-router';
import { useAnswer } from '../queries.ts';
import { Answer, Page } from '../ui/page.tsx';
import { useView } from '../view.ts';
import { OrderActions } from './order-actions.tsx';
import { OrderContent, type OrderPart } from './order-content.tsx';
import { titleOf } from './order-title.ts';

/** An order by its address. */
export function OrderPage() {
  const { id } = useParams({ strict: false });
  const asked = useAnswer(getOrder, { params: { id: Number(id) } });
  const [view, change] = useView<{ part: OrderPart }>();
  return (
    <Page
      title={asked.data ? titleOf(asked.data) : 'Order'}
      actions={asked.data ? <OrderActions order={asked.data} /> : null}
    >
      <Answer of={asked} rows={12}>
        {(order) => (
          <OrderContent
            key={order.id}
            order={order}
            part={view.part ?? 'lines'}
            onPart={(part) => change({ part: part === 'lines' ? undefined : part } as { part: OrderPart })}
          />
        )}
      </Answer>
    </Page>
  );
}
