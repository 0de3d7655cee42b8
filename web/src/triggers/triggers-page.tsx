import { Button } from '@mantine/core';
import { listTriggers, type Trigger } from '@printrail/contract/triggers';
import { SettingsFrame } from '../preferences/settings-nav.tsx';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { useKeys } from '../ui/keys.tsx';
import { Answer, Empty, Page } from '../ui/page.tsx';
import { countWords } from '../ui/words.ts';
import { useView } from '../view.ts';
import { usePlaces } from './trigger-choices.ts';
import { NewTrigger, TriggerEditor } from './trigger-editor.tsx';
import { TriggerFilters } from './trigger-filters.tsx';
import { isAskedFor, type Place, type TriggerFilter } from './trigger-list.rules.ts';
import { TriggerList } from './trigger-list.tsx';
import classes from './triggers-page.module.css';

export type TriggersView = TriggerFilter & { trigger: number | 'new' };

/** What follows from which status, by itself or by hand; one opens beside the list. */
export function TriggersPage() {
  const triggers = useAnswer(listTriggers, {});
  const [{ trigger: open }, setView] = useView<TriggersView>();
  const mayAdd = useMay()('maintenance', 'add');
  const places = usePlaces();
  const add = () => setView({ trigger: 'new' });
  useKeys([{ keys: ['n'], does: 'New trigger', when: mayAdd, run: add }]);
  const isOpen = open === 'new' || triggers.data?.items.some(({ id }) => id === open);
  return (
    <SettingsFrame>
      <div className={classes.beside} data-open={isOpen || undefined}>
        <Page
          title="Triggers"
          detail={triggers.data?.items.length ? countWords(triggers.data.items.length, 'trigger') : undefined}
          actions={mayAdd ? <Button onClick={add}>Add a trigger</Button> : null}
        >
          <Answer of={{ ...triggers, data: places && triggers.data }} rows={10}>
            {({ items }) => <Triggers triggers={items} places={places ?? []} onAdd={mayAdd ? add : undefined} />}
          </Answer>
        </Page>
      </div>
    </SettingsFrame>
  );
}

type TriggersProps = { triggers: readonly Trigger[]; places: readonly Place[]; onAdd: (() => void) | undefined };

function Triggers({ triggers, places, onAdd }: TriggersProps) {
  const [{ trigger: open, ...filter }, setView] = useView<TriggersView>();
  const shown = triggers.filter((trigger) => isAskedFor(trigger, filter));
  const opened = triggers.find(({ id }) => id === open);
  const go = (to: number | 'new' | undefined) => setView({ trigger: to });
  return (
    <>
      {triggers.length > 0 ? <TriggerFilters places={places} filter={filter} onFilter={setView} /> : null}
      {triggers.length > 0 && triggers.every(({ isActive }) => !isActive) ? (
        <p className={classes.note}>
          All triggers are switched off, so nothing happens by itself yet. Open one, try it, and switch it on.
        </p>
      ) : null}
      {shown.length > 0 ? (
        <TriggerList triggers={shown} places={places} open={opened?.id} onOpen={go} />
      ) : (
        <NoTriggers isNarrowed={triggers.length > 0} filter={filter} onAdd={onAdd} onFilter={setView} />
      )}
      {opened ? <TriggerEditor key={opened.id} trigger={opened} places={places} onClose={() => go(undefined)} /> : null}
      {open === 'new' && onAdd ? (
        <NewTrigger places={places} filter={filter} onClose={() => go(undefined)} onAdded={go} />
      ) : null}
    </>
  );
}

type NoTriggersProps = {
  isNarrowed: boolean;
  filter: Partial<TriggerFilter>;
  onAdd: (() => void) | undefined;
  onFilter: (filter: Partial<TriggerFilter>) => void;
};

function NoTriggers({ isNarrowed, filter, onAdd, onFilter }: NoTriggersProps) {
  const add = onAdd ? <Button onClick={onAdd}>Add a trigger</Button> : null;
  if (!isNarrowed) {
    return (
      <Empty title="Nothing follows from a status yet" action={add}>
        A trigger makes tasks, calls, e-mails, letters, text messages or webhooks when an order or invoice enters a
        status, or days before or after it is due there.
      </Empty>
    );
  }
  const isOfStatus = filter.status !== undefined || filter.invoiceStatus !== undefined;
  const all = { status: undefined, invoiceStatus: undefined, type: undefined, active: undefined, q: undefined };
  return (
    <Empty
      title={isOfStatus ? 'Nothing follows from this status' : 'No trigger fits'}
      action={
        <div className={classes.actions}>
          {isOfStatus ? add : null}
          <Button variant="default" onClick={() => onFilter(all)}>
            Show all triggers
          </Button>
        </div>
      }
    />
  );
}
