import { Textarea, TextInput } from '@mantine/core';
import { getSession, type Session, updateSession } from '@printrail/contract/clients';
import { Link, useParams } from '@tanstack/react-router';
import { Refused } from '../api.ts';
import { InvoicesTab } from '../invoices/invoices-tab.tsx';
import { ProductionTab } from '../invoices/production-tab.tsx';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Day } from '../ui/attention.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Fields, Wide } from '../ui/fields.tsx';
import { Answer, Page } from '../ui/page.tsx';
import { PageTabs } from '../ui/page-tabs.tsx';
import { SaveBar } from '../ui/save-bar.tsx';
import { useToast } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';

/** One session of a client, with what was ordered from it. */
export function SessionPage() {
  const { id } = useParams({ strict: false });
  const asked = useAnswer(getSession, { params: { id: Number(id) } });
  return <Answer of={asked}>{(session) => <ShownSession key={session.id} session={session} />}</Answer>;
}

function ShownSession({ session }: { session: Session }) {
  const { id, clientId, clientName, name, date } = session;
  return (
    <Page
      title={name}
      detail={
        <>
          <Link to="/clients/$id" params={{ id: String(clientId) }}>
            {clientName}
          </Link>
          {date ? (
            <>
              {' · '}
              <Day date={date} />
            </>
          ) : null}
        </>
      }
    >
      <PageTabs
        label="Parts of the session"
        tabs={[
          { id: 'production', name: 'Production', show: () => <ProductionTab of="session" id={id} /> },
          { id: 'invoices', name: 'Invoices', show: () => <InvoicesTab clientId={clientId} sessionId={id} /> },
          { id: 'details', name: 'Details', show: () => <SessionDetails session={session} /> },
        ]}
      />
    </Page>
  );
}

function SessionDetails({ session }: { session: Session }) {
  const { value, typed, set, isDirty, version, clear } = useDraft(session);
  const save = useChange(updateSession, ['Production orders', 'Invoices']);
  const say = useToast();
  const mayChange = useMay()('clients', 'change');
  const fault = (field: string) => (save.error instanceof Refused ? save.error.at(field) : undefined);
  const discard = () => {
    clear();
    save.reset();
  };
  const onSave = () =>
    save.mutate(
      { params: { id: session.id }, version, body: typed },
      {
        onSuccess: () => {
          clear();
          say(`${value.name} is saved.`);
        },
      },
    );
  return (
    <>
      <Fields label="Session" isReadOnly={!mayChange}>
        <TextInput
          label="Name"
          maxLength={200}
          value={value.name}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          error={fault('name')}
        />
        <DateField label="Date" value={value.date} onChange={(date) => set({ date })} error={fault('date')} />
        <Wide>
          <Textarea
            label="Notes"
            autosize
            minRows={3}
            value={value.notes}
            onChange={({ currentTarget }) => set({ notes: currentTarget.value })}
            error={fault('notes')}
          />
        </Wide>
      </Fields>
      {isDirty ? (
        <SaveBar
          save="Save session"
          onSave={onSave}
          onDiscard={discard}
          isSaving={save.isPending}
          canSave={value.name.trim() !== ''}
          error={save.error}
        />
      ) : null}
    </>
  );
}
