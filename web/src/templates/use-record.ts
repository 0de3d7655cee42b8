import { listOrders } from '@printrail/contract/hub';
import { listInvoices } from '@printrail/contract/invoices';
import { useState } from 'react';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';

/** What a preview is filled in with: an order or invoice of the studio, or the examples of the merge fields. */
export type Chosen = { kind: 'order' | 'invoice'; id: number; name: string } | { kind: 'examples' };

type ChosenRecord = Exclude<Chosen, { kind: 'examples' }>;

export type RecordChoice = {
  /** Undefined until the latest order is known. */
  chosen: Chosen | undefined;
  choose: (chosen: Chosen) => void;
  latest: readonly { group: string; records: readonly ChosenRecord[] }[];
  /** Whether one may look at clients and invoices, which a preview shows. */
  mayChoose: boolean;
};

const offered = 6;

/** The latest order, until another order or invoice is picked. */
export function useRecord(): RecordChoice {
  const may = useMay();
  const [picked, choose] = useState<Chosen>();
  const mayChoose = may('production', 'view') && may('invoices', 'view') && may('clients', 'view');
  const newest = { sort: 'orderDate', descending: true, totals: false, limit: offered } as const;
  const orders = useAnswer(listOrders, { query: newest }, { enabled: mayChoose });
  const invoices = useAnswer(listInvoices, { query: { limit: offered } }, { enabled: mayChoose });
  const isKnown = !mayChoose || ((orders.data ?? orders.error) && (invoices.data ?? invoices.error));
  const latest: RecordChoice['latest'] = [
    {
      group: 'Production orders',
      records: (orders.data?.items ?? []).map(({ id, number, clientName }) =>
        recordOf('order', id, number, clientName),
      ),
    },
    {
      group: 'Invoices',
      records: (invoices.data?.items ?? []).map(({ id, number, clientName }) =>
        recordOf('invoice', id, number, clientName),
      ),
    },
  ];
  // Kept from then on: an order that comes along meanwhile does not change what one looks at.
  const [first, setFirst] = useState<Chosen>();
  if (isKnown && !first) setFirst(latest.flatMap(({ records }) => records)[0] ?? { kind: 'examples' });
  return { chosen: picked ?? first, choose, latest, mayChoose };
}

function recordOf(kind: 'order' | 'invoice', id: number, number: string, client: string | null): ChosenRecord {
  return { kind, id, name: [number, client].filter(Boolean).join(' · ') };
}
