import { lazy, Suspense, useRef } from 'react';
import { OrderPanel } from '../orders/order-panel.tsx';
import { Page, Waiting } from '../ui/page.tsx';
import { FilterBar } from './filter-bar.tsx';
import { HubOrders } from './hub-list.tsx';
import { HubTools } from './hub-tools.tsx';
import { SavedViews } from './saved-views.tsx';
import { useHub, useTotals } from './use-hub.ts';

const Board = lazy(async () => ({ default: (await import('./board.tsx')).Board }));
const DueCalendar = lazy(async () => ({ default: (await import('./due-calendar.tsx')).DueCalendar }));

/** Everything in production: as a list, as a board by status, or as a calendar by due date. */
export function HubPage() {
  const hub = useHub();
  const counted = useTotals(hub.filter);
  const search = useRef<HTMLInputElement>(null);
  const focusSearch = () => search.current?.select();
  const { layout = 'list', order } = hub.view;
  const close = () => hub.change({ order: undefined });
  return (
    <Page
      title="Production"
      fills
      detail={<SavedViews hub={hub} />}
      actions={<HubTools hub={hub} totals={counted.totals} />}
    >
      <FilterBar hub={hub} search={search} />
      {layout === 'list' ? <HubOrders hub={hub} counted={counted} focusSearch={focusSearch} /> : null}
      <Suspense fallback={<Waiting rows={12} />}>
        {layout === 'board' ? <Board hub={hub} counted={counted} /> : null}
        {layout === 'calendar' ? <DueCalendar hub={hub} /> : null}
      </Suspense>
      {layout !== 'list' && order !== undefined ? <OrderPanel id={order} onClose={close} /> : null}
    </Page>
  );
}
