import { addTrigger, deleteTrigger, listTriggers, type Trigger, updateTrigger } from '@printrail/contract/triggers';
import { useEffect, useState } from 'react';
import { call } from '../api.ts';
import { useListChange } from '../cycles/use-list-change.ts';
import { keyOf, queryClient } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Leaving } from '../ui/leaving.tsx';
import { useToast } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { DryRun } from './dry-run.tsx';
import { useActive } from './trigger-active.tsx';
import { useTriggerChoices } from './trigger-choices.ts';
import { blankTrigger, changesTo, fitted, inputOf } from './trigger-fields.rules.ts';
import { TriggerForm } from './trigger-form.tsx';
import { type Place, statusAskedFor, type TriggerFilter } from './trigger-list.rules.ts';
import { TriggerPanel } from './trigger-panel.tsx';

type NewTriggerProps = {
  places: readonly Place[];
  filter: Partial<TriggerFilter>;
  onClose: () => void;
  onAdded: (id: number) => void;
};

/** Adding a trigger: its status first, then what it does. */
export function NewTrigger({ places, filter, onClose, onAdded }: NewTriggerProps) {
  const say = useToast();
  const draft = useDraft(useState(() => blankAt(places, filter))[0]);
  const choices = useTriggerChoices();
  const value = fitted(draft.value, choices);
  const [tried, setTried] = useState<Error>();
  const [added, setAdded] = useState<number>();
  // Nothing is unsaved any more by the time the address changes.
  useEffect(() => {
    if (added !== undefined) onAdded(added);
  });
  const save = async () => {
    const trigger = await call(addTrigger, { body: inputOf(value) });
    keep(trigger);
    say(`Added: ${trigger.sentence}.`);
    setAdded(trigger.id);
  };
  const isDirty = draft.isDirty && added === undefined;
  return (
    <TriggerPanel label="New trigger" {...{ value, places, choices, isDirty, onClose }}>
      <TriggerForm {...{ draft, value, places, choices, tried }} isNew submit="Add the trigger" onSubmit={save} />
      {hasStatus(value) ? <DryRun input={inputOf(value)} error={tried} onTried={setTried} /> : null}
    </TriggerPanel>
  );
}

type TriggerEditorProps = { trigger: Trigger; places: readonly Place[]; onClose: () => void };

/** A trigger beside the list, to be changed and tried. */
export function TriggerEditor({ trigger, places, onClose }: TriggerEditorProps) {
  const say = useToast();
  const draft = useDraft(trigger);
  const choices = useTriggerChoices();
  const value = draft.isDirty ? fitted(draft.value, choices) : trigger;
  const [tried, setTried] = useState<Error>();
  const save = async () => {
    const body = changesTo(trigger, value);
    const saved = await call(updateTrigger, { params: { id: trigger.id }, version: draft.version, body });
    keep(saved);
    draft.clear();
    say(`Saved: ${saved.sentence}.`);
  };
  return (
    <TriggerPanel label="Trigger" {...{ value, places, choices, onClose }} isDirty={draft.isDirty}>
      <TriggerForm {...{ draft, value, places, choices, tried }} submit="Save the trigger" onSubmit={save} />
      <DryRun input={inputOf(value)} error={tried} onTried={setTried} />
      <Parting trigger={trigger} onGone={onClose} />
    </TriggerPanel>
  );
}

/** Inactive it keeps what it did; one that never fired can go. */
function Parting({ trigger, onGone }: { trigger: Trigger; onGone: () => void }) {
  const may = useMay();
  const say = useToast();
  const active = useActive(trigger);
  const { remove, error } = useListChange(listTriggers, updateTrigger);
  const [isDeleting, setIsDeleting] = useState(false);
  const bringBack = async () => {
    keep(await call(addTrigger, { body: inputOf(trigger) }));
  };
  const go = async () => {
    setIsDeleting(true);
    const isDeleted = await remove(trigger.id, deleteTrigger);
    setIsDeleting(false);
    if (!isDeleted) return;
    say('The trigger is deleted.', { action: { label: 'Undo', run: () => void bringBack() } });
    onGone();
  };
  return (
    <>
      <Leaving
        what="trigger"
        isActive={active.isActive}
        onActive={may('maintenance', 'change') ? active.set : undefined}
        onDelete={may('maintenance', 'delete') ? () => void go() : undefined}
        isDeleting={isDeleting}
        error={error ?? active.error ?? null}
      />
      {active.window}
    </>
  );
}

function blankAt(places: readonly Place[], filter: Partial<TriggerFilter>): Trigger {
  const { statusId = null, invoiceStatusId = null } = statusAskedFor(places, filter) ?? {};
  return { ...blankTrigger, statusId, invoiceStatusId };
}

export function hasStatus({ statusId, invoiceStatusId }: Trigger): boolean {
  return statusId !== null || invoiceStatusId !== null;
}

/** Shows a trigger as it was saved at once; the list is asked for anew behind it. */
function keep(trigger: Trigger): void {
  queryClient.setQueryData<{ items: Trigger[] }>(keyOf(listTriggers, {}), (list) => {
    const isThere = list?.items.some(({ id }) => id === trigger.id);
    const items = list?.items.map((each) => (each.id === trigger.id ? trigger : each)) ?? [];
    return list && { items: isThere ? items : [...items, trigger] };
  });
  void queryClient.invalidateQueries({ queryKey: [listTriggers.tag] });
}
