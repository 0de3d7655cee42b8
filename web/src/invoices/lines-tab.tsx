import { type Invoice, updateInvoice } from '@printrail/contract/invoices';
import { useState } from 'react';
import { Refused } from '../api.ts';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { SaveBar } from '../ui/save-bar.tsx';
import { useToast } from '../ui/toast.tsx';
import { versionSeen } from '../ui/use-draft.ts';
import { changeOf, draftsOf, isChanged, isSound, type LineDraft } from './line-drafts.rules.ts';
import { LinesEditor } from './lines-editor.tsx';
import { Sums } from './sums.tsx';

type LinesTabProps = { invoice: Invoice; withoutVendor: ReadonlySet<number> | undefined };

/** The lines of an invoice, changed in place and saved together. */
export function LinesTab({ invoice, withoutVendor }: LinesTabProps) {
  const [typed, setTyped] = useState<{ of: Invoice; drafts: LineDraft[] }>();
  const save = useChange(updateInvoice, ['Production orders', 'Automation']);
  const say = useToast();
  const isReadOnly = !useMay()('invoices', 'change');
  const seen = typed?.of ?? invoice;
  const drafts = typed?.drafts ?? draftsOf(invoice.lines);
  const isDirty = isChanged(drafts, seen.lines);
  const fault = (field: string) => (save.error instanceof Refused ? save.error.at(field) : undefined);
  const clear = () => {
    setTyped(undefined);
    save.reset();
  };
  const onSave = () =>
    save.mutate(
      {
        params: { id: invoice.id },
        version: versionSeen(seen, invoice, ['lines']),
        body: { lines: drafts.map(changeOf) },
      },
      {
        onSuccess: () => {
          clear();
          say('The lines are saved.');
        },
      },
    );
  return (
    <>
      <LinesEditor
        drafts={drafts}
        onChange={(changed) => {
          setTyped({ of: seen, drafts: changed });
          save.reset();
        }}
        fault={fault}
        isReadOnly={isReadOnly}
        withoutVendor={withoutVendor}
      />
      <Sums drafts={drafts} tax={invoice.tax} shipping={invoice.shipping} />
      {isDirty ? (
        <SaveBar
          save="Save lines"
          onSave={onSave}
          onDiscard={clear}
          isSaving={save.isPending}
          canSave={drafts.every(isSound)}
          error={isShownAtLine(save.error, drafts.length) ? null : save.error}
        />
      ) : null}
    </>
  );
}

/** A fault at a line stands there; one of a line that was removed has no place but the foot. */
function isShownAtLine(error: Error | null, lines: number): boolean {
  const fields = error instanceof Refused ? (error.problem.errors ?? []) : [];
  return fields.length > 0 && fields.every(({ field }) => Number(/^lines\.(\d+)/.exec(field)?.[1] ?? lines) < lines);
}
