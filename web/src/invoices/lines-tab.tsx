import { Button } from '@mantine/core';
import { type Invoice, updateInvoice } from '@printrail/contract/invoices';
import { useState } from 'react';
import { Refused } from '../api.ts';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { useKeys } from '../ui/keys.tsx';
import { Wrong } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import classes from './invoices.module.css';
import { changeOf, draftsOf, isChanged, isSound, type LineDraft } from './line-drafts.rules.ts';
import { LinesEditor } from './lines-editor.tsx';
import { Sums } from './sums.tsx';

/** The lines of an invoice, changed in place and saved together. */
export function LinesTab({ invoice }: { invoice: Invoice }) {
  const [drafts, setDrafts] = useState<LineDraft[]>(() => draftsOf(invoice.lines));
  const save = useChange(updateInvoice, ['Production orders', 'Automation']);
  const say = useToast();
  const isReadOnly = !useMay()('invoices', 'change');
  const isDirty = isChanged(drafts, invoice.lines);
  const canSave = isDirty && drafts.every(isSound) && !save.isPending;
  const fault = (field: string) => (save.error instanceof Refused ? save.error.at(field) : undefined);
  const onSave = () =>
    save.mutate(
      { params: { id: invoice.id }, version: invoice.version, body: { lines: drafts.map(changeOf) } },
      { onSuccess: () => say('The lines are saved.') },
    );
  useKeys([{ keys: ['Ctrl+s'], does: 'Save the lines', when: canSave, run: onSave }]);
  return (
    <>
      <LinesEditor
        drafts={drafts}
        onChange={(changed) => {
          setDrafts(changed);
          save.reset();
        }}
        fault={fault}
        isReadOnly={isReadOnly}
      />
      <Sums drafts={drafts} tax={invoice.tax} shipping={invoice.shipping} />
      {isDirty ? (
        <div className={classes.save}>
          <div>{isShownAtLine(save.error, drafts.length) ? null : <Wrong error={save.error} />}</div>
          <Button variant="default" onClick={() => setDrafts(draftsOf(invoice.lines))}>
            Discard
          </Button>
          <Button disabled={!canSave} loading={save.isPending} onClick={onSave}>
            Save lines
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** A fault at a line stands there; one of a line that was removed has no place but the foot. */
export function isShownAtLine(error: Error | null | undefined, lines: number): boolean {
  const fields = error instanceof Refused ? (error.problem.errors ?? []) : [];
  return fields.length > 0 && fields.every(({ field }) => Number(/^lines\.(\d+)/.exec(field)?.[1] ?? lines) < lines);
}
