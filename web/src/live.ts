import type { Tag } from '@printrail/contract/tags';
import { queryClient } from './queries.ts';

/** What is stale once records of a kind have changed. */
const staleAfter: Record<string, readonly Tag[]> = {
  client: ['Clients', 'Production orders'],
  session: ['Clients'],
  vendor: ['Catalog', 'Production orders'],
  product: ['Catalog'],
  invoice: ['Invoices', 'Production orders'],
  production_order: ['Production orders', 'Status changes', 'Invoices'],
  bulk_change: ['Production orders', 'Status changes'],
  user: ['People'],
  department: ['People'],
  api_key: ['People'],
  production_type: ['Cycles', 'Production orders'],
  production_status: ['Cycles', 'Production orders'],
  invoice_status: ['Cycles'],
  reorder_reason: ['Production orders'],
  preferences: ['Studio'],
  closure: ['Studio'],
  logo: ['Studio'],
  notice: ['Automation'],
  task: ['Tasks'],
  task_type: ['Tasks'],
  trigger: ['Triggers'],
  firing: ['Triggers', 'Tasks', 'Delivery'],
  template: ['Delivery'],
  message: ['Delivery'],
  delivery_settings: ['Delivery'],
  saved_view: ['Production orders'],
};

const channelName = 'printrail-changes';
// Answers are asked for anew at most this often, however many changes come in.
const gatherMs = 250;

type Told = { kinds: string[] } | { reset: true };

/** Keeps every answer shown up to date. Of the tabs of a browser, one holds the connection and tells the others. */
export function followChanges(): () => void {
  const channel = new BroadcastChannel(channelName);
  const stop = new AbortController();
  const gather = gatherer();
  channel.addEventListener('message', ({ data }: MessageEvent<Told>) => gather(data));
  const tell = (told: Told) => {
    channel.postMessage(told);
    gather(told);
  };
  void holdConnection(tell, stop.signal);
  return () => {
    stop.abort();
    channel.close();
  };
}

async function holdConnection(tell: (told: Told) => void, signal: AbortSignal): Promise<void> {
  // Locks exist over HTTPS and on this machine only; elsewhere each tab listens for itself.
  if (!navigator.locks) return listen(tell, signal);
  await navigator.locks.request(channelName, { signal }, () => listen(tell, signal)).catch(() => undefined);
}

function listen(tell: (told: Told) => void, signal: AbortSignal): Promise<void> {
  const source = new EventSource('/api/v1/events');
  source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
    const { changes } = JSON.parse(data) as { changes: { record: string }[] };
    tell({ kinds: [...new Set(changes.map(({ record }) => record))] });
  });
  source.addEventListener('reset', () => tell({ reset: true }));
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      source.close();
      resolve();
    });
  });
}

function gatherer(): (told: Told) => void {
  let stale = new Set<Tag>();
  const flush = () => {
    for (const tag of stale) void queryClient.invalidateQueries({ queryKey: [tag] });
    stale = new Set();
  };
  return (told) => {
    if ('reset' in told) return void queryClient.invalidateQueries();
    if (stale.size === 0) setTimeout(flush, gatherMs);
    for (const kind of told.kinds) for (const tag of staleAfter[kind] ?? []) stale.add(tag);
  };
}
