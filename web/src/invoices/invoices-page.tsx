import { Button, NativeSelect } from '@mantine/core';
import { exportInvoices } from '@printrail/contract/exports';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { listInvoices } from '@printrail/contract/invoices';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { usePages } from '../pages.ts';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { useKeys } from '../ui/keys.tsx';
import { ListBar } from '../ui/list-bar.tsx';
import { LongList } from '../ui/long-list.tsx';
import { Empty, Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { countWords } from '../ui/words.ts';
import { useView } from '../view.ts';
import { CreateAllOrders } from './create-all-orders.tsx';
import { invoiceColumns } from './invoice-columns.tsx';
import classes from './invoices.module.css';

type View = { q: string; statusId: number };

/** Every invoice, latest first. */
export function InvoicesPage() {
  const [{ q = '', statusId }, setView] = useView<View>();
  const statuses = useAnswer(listInvoiceStatuses, {}).data?.items ?? [];
  const pages = usePages(listInvoices, {
    query: { ...(q ? { search: String(q) } : {}), ...(statusId ? { statusId } : {}) },
  });
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [creating, setCreating] = useState<readonly number[] | 'all'>();
  const may = useMay();
  const navigate = useNavigate();
  const mayAdd = may('invoices', 'add');
  const mayCreate = may('production', 'add');
  useKeys([
    { keys: ['n'], does: 'New invoice', when: mayAdd, run: () => void navigate({ to: '/invoices/new' }) },
    {
      keys: ['o'],
      does: 'Create production orders of the chosen invoices',
      when: mayCreate && chosen.size > 0,
      run: () => setCreating([...chosen]),
    },
    { keys: ['Escape'], does: 'Choose none', when: chosen.size > 0, run: () => setChosen(new Set()) },
  ]);
  return (
    <Page
      fills
      title="Invoices"
      actions={
        <>
          <ExportButton of={exportInvoices} />
          {mayCreate ? (
            <Button variant="default" visibleFrom="sm" onClick={() => setCreating('all')}>
              Create all production orders
            </Button>
          ) : null}
          {mayAdd ? (
            <Button component={Link} to="/invoices/new">
              New invoice
            </Button>
          ) : null}
        </>
      }
    >
      <ListBar>
        <SearchField label="Search number or client" value={String(q)} onChange={(search) => setView({ q: search })} />
        <NativeSelect
          aria-label="Status"
          value={statusId ?? ''}
          onChange={({ currentTarget }) => setView({ statusId: Number(currentTarget.value) || undefined })}
          data={[
            { value: '', label: 'Every status' },
            ...statuses.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      </ListBar>
      <LongList
        label="Invoices"
        columns={invoiceColumns(statuses)}
        pages={pages}
        keyOf={({ id }) => id}
        nameOf={({ number }) => number}
        onOpen={({ id }) => void navigate({ to: '/invoices/$id', params: { id: String(id) } })}
        empty={<NoInvoices isFiltered={Boolean(q || statusId)} mayAdd={mayAdd} />}
        {...(mayCreate ? { chosen, onChoose: setChosen } : {})}
      />
      {chosen.size > 0 ? (
        <div className={classes.chosen}>
          <span>{countWords(chosen.size, 'invoice')} chosen</span>
          <Button onClick={() => setCreating([...chosen])}>Create their production orders</Button>
          <Button variant="subtle" color="gray" onClick={() => setChosen(new Set())}>
            Choose none
          </Button>
        </div>
      ) : null}
      {creating ? <CreateAllOrders of={creating} onClose={() => setCreating(undefined)} /> : null}
    </Page>
  );
}

function NoInvoices({ isFiltered, mayAdd }: { isFiltered: boolean; mayAdd: boolean }) {
  if (isFiltered) return <Empty title="No invoice matches">Try a part of the number or of the client’s name.</Empty>;
  return (
    <Empty
      title="No invoices yet"
      action={
        mayAdd ? (
          <Button component={Link} to="/invoices/new">
            New invoice
          </Button>
        ) : null
      }
    >
      What clients order from the studio stands here; production orders are made from it.
    </Empty>
  );
}
