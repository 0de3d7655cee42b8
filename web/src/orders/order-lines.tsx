import { Button } from '@mantine/core';
import { updateOrderLines } from '@printrail/contract/order-lines';
import type { OrderLine, ProductionOrder } from '@printrail/contract/orders';
import { useState } from 'react';
import { Refused } from '../api.ts';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Wrong } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { moneyWords, numberWords } from '../ui/words.ts';
import { changeOf, draftsOf, faultOf, isChanged, type LineDraft } from './line-drafts.rules.ts';
import { LinesEditor } from './lines-editor.tsx';
import classes from './order-content.module.css';

/** What is ordered, read first; edited when asked. */
export function OrderLines({ order }: { order: ProductionOrder }) {
  const mayEdit = useMay()('production', 'change') && order.state !== 'cancelled';
  const [isEditing, setIsEditing] = useState(false);
  if (isEditing) return <EditedLines order={order} onDone={() => setIsEditing(false)} />;
  const cost = order.lines.reduce((sum, line) => sum + line.cost, 0);
  return (
    <>
      {order.lines.length > 0 ? (
        <Table label="Lines" columns={lineColumns} rows={order.lines} keyOf={({ id }) => id} />
      ) : (
        <p className="quiet">No lines yet: what is ordered belongs here.</p>
      )}
      <div className={classes.below}>
        {mayEdit ? (
          <Button variant="default" size="xs" onClick={() => setIsEditing(true)}>
            {order.lines.length > 0 ? 'Edit lines' : 'Add lines'}
          </Button>
        ) : null}
        {order.lines.length > 0 ? <span className="numbers">{moneyWords(cost)} in all</span> : null}
      </div>
    </>
  );
}

const lineColumns: readonly Column<OrderLine>[] = [
  {
    name: 'Description',
    show: ({ description, note }) => (
      <>
        {description}
        {note ? <div className="quiet">{note}</div> : null}
      </>
    ),
  },
  { name: 'Quantity', isNumber: true, show: ({ quantity }) => numberWords(quantity) },
  { name: 'Cost', isNumber: true, show: ({ cost }) => moneyWords(cost) },
];

function EditedLines({ order, onDone }: { order: ProductionOrder; onDone: () => void }) {
  const [drafts, setDrafts] = useState<LineDraft[]>(() => draftsOf(order.lines));
  const [seen] = useState(order.version);
  const update = useChange(updateOrderLines, ['Status changes', 'Invoices']);
  const fault = (field: string) => (update.error instanceof Refused ? update.error.at(field) : undefined);
  const isSound = drafts.every((draft) => faultOf(draft) === undefined);
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    if (!isSound) return;
    if (!isChanged(drafts, order.lines)) return onDone();
    update.mutate(
      {
        params: { id: order.id },
        version: seen,
        body: { lines: drafts.map((draft) => changeOf(draft, order.lines)) },
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form onSubmit={save}>
      <LinesEditor drafts={drafts} onChange={setDrafts} fault={fault} isSettled={order.state === 'completed'} />
      <Wrong error={update.error} />
      <div className={classes.save}>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" loading={update.isPending} disabled={!isSound}>
          Save the lines
        </Button>
      </div>
    </form>
  );
}
