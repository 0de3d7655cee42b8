import { Textarea, TextInput } from '@mantine/core';
import { getSession, type Session, updateSession } from '@printrail/contract/clients';
import { Link, useParams } from '@tanstack/react-router';
import { InvoicesTab } from '../invoices/invoices-tab.tsx';
import { ProductionTab } from '../invoices/production-tab.tsx';
import { useAnswer } from '../queries.ts';
import { Day } from '../ui/attention.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Fields, Wide } from '../ui/fields.tsx';
import { Answer, Page } from '../ui/page.tsx';
import { PageTabs } from '../ui/page-tabs.tsx';
import { RecordForm } from '../ui/record-form.tsx';

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
  return (
    <RecordForm
      record={session}
      noun="session"
      area="clients"
      update={updateSession}
      fields={({ value, onChange, fault, isReadOnly }) => (
        <Fields label="Session" isReadOnly={isReadOnly}>
          <TextInput
            label="Name"
            maxLength={200}
            value={value.name}
            onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
            error={fault('name')}
          />
          <DateField label="Date" value={value.date} onChange={(date) => onChange({ date })} error={fault('date')} />
          <Wide>
            <Textarea
              label="Notes"
              autosize
              minRows={3}
              value={value.notes}
              onChange={({ currentTarget }) => onChange({ notes: currentTarget.value })}
              error={fault('notes')}
            />
          </Wide>
        </Fields>
      )}
    />
  );
}
