import { type Client, deleteClient, getClient, updateClient } from '@printrail/contract/clients';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Refused } from '../api.ts';
import { InvoicesTab } from '../invoices/invoices-tab.tsx';
import { ProductionTab } from '../invoices/production-tab.tsx';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Facts } from '../ui/facts.tsx';
import { Leaving } from '../ui/leaving.tsx';
import { Answer, Page } from '../ui/page.tsx';
import { PageTabs } from '../ui/page-tabs.tsx';
import { SaveBar } from '../ui/save-bar.tsx';
import { useToast } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { ClientFields } from './client-fields.tsx';
import { ContactMarks } from './contact-marks.tsx';
import { SessionsTab } from './sessions-tab.tsx';

/** One client: where everything of theirs is, and how to reach them. */
export function ClientPage() {
  const { id } = useParams({ strict: false });
  const asked = useAnswer(getClient, { params: { id: Number(id) } });
  return <Answer of={asked}>{(client) => <ShownClient key={client.id} client={client} />}</Answer>;
}

function ShownClient({ client }: { client: Client }) {
  const { id, name, phone, email, contactName, address, isActive } = client;
  return (
    <Page title={name} detail={isActive ? null : 'inactive'}>
      <Facts
        facts={{
          Phone: phone ? <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a> : null,
          'E-mail': email ? <a href={`mailto:${email}`}>{email}</a> : null,
          Contact: contactName,
          Address: [address.street, `${address.postalCode} ${address.city}`.trim()].filter(Boolean).join(', '),
          Wishes: client.doNotCall || client.doNotMarket ? <ContactMarks client={client} /> : null,
        }}
      />
      <PageTabs
        label="Parts of the client"
        tabs={[
          { id: 'production', name: 'Production', show: () => <ProductionTab of="client" id={id} /> },
          { id: 'invoices', name: 'Invoices', show: () => <InvoicesTab clientId={id} /> },
          { id: 'sessions', name: 'Sessions', show: () => <SessionsTab client={client} /> },
          { id: 'details', name: 'Details', show: () => <ClientDetails client={client} /> },
        ]}
      />
    </Page>
  );
}

function ClientDetails({ client }: { client: Client }) {
  const { value, typed, set, isDirty, version, clear } = useDraft(client);
  const save = useChange(updateClient, ['Production orders', 'Invoices']);
  const say = useToast();
  const may = useMay();
  const mayChange = may('clients', 'change');
  const params = { id: client.id };
  const discard = () => {
    clear();
    save.reset();
  };
  const onSave = () => {
    const body = 'email' in typed ? { ...typed, email: typed.email || null } : typed;
    save.mutate(
      { params, version, body },
      {
        onSuccess: () => {
          clear();
          say(`${value.name} is saved.`);
        },
      },
    );
  };
  return (
    <>
      <ClientFields
        value={value}
        onChange={(part) => set(part as Partial<Client>)}
        fault={(field) => (save.error instanceof Refused ? save.error.at(field) : undefined)}
        isReadOnly={!mayChange}
      />
      {isDirty ? (
        <SaveBar
          save="Save client"
          onSave={onSave}
          onDiscard={discard}
          isSaving={save.isPending}
          canSave={value.name.trim() !== ''}
          error={save.error}
        />
      ) : (
        <LeavingClient client={client} onActive={(isActive) => save.mutate({ params, version, body: { isActive } })} />
      )}
    </>
  );
}

function LeavingClient({ client, onActive }: { client: Client; onActive: (isActive: boolean) => void }) {
  const remove = useChange(deleteClient);
  const navigate = useNavigate();
  const say = useToast();
  const may = useMay();
  const onDelete = () =>
    remove.mutate(
      { params: { id: client.id }, version: client.version },
      {
        onSuccess: () => {
          say(`${client.name} is deleted.`);
          void navigate({ to: '/clients' });
        },
      },
    );
  return (
    <Leaving
      what="client"
      isActive={client.isActive}
      onActive={may('clients', 'change') ? onActive : undefined}
      onDelete={may('clients', 'delete') ? onDelete : undefined}
      isDeleting={remove.isPending}
      error={remove.error}
    />
  );
}
