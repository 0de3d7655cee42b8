import { type Client, deleteClient, getClient, updateClient } from '@printrail/contract/clients';
import { useParams } from '@tanstack/react-router';
import { InvoicesTab } from '../invoices/invoices-tab.tsx';
import { ProductionTab } from '../invoices/production-tab.tsx';
import { useAnswer } from '../queries.ts';
import { useFollowUpTabs } from '../tasks/follow-up-tabs.tsx';
import { Facts } from '../ui/facts.tsx';
import { Answer, Page } from '../ui/page.tsx';
import { PageTabs } from '../ui/page-tabs.tsx';
import { PhoneLink } from '../ui/phone-link.tsx';
import { RecordForm } from '../ui/record-form.tsx';
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
  const followUps = useFollowUpTabs({ of: 'client', id, name });
  return (
    <Page title={name} detail={isActive ? null : 'inactive'}>
      <Facts
        facts={{
          Phone: phone ? <PhoneLink phone={phone} /> : null,
          'E-mail': email ? <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`}>{email}</a> : null,
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
          ...followUps,
          { id: 'details', name: 'Details', show: () => <ClientDetails client={client} /> },
        ]}
      />
    </Page>
  );
}

function ClientDetails({ client }: { client: Client }) {
  return (
    <RecordForm
      record={client}
      noun="client"
      area="clients"
      update={updateClient}
      leaving={{ remove: deleteClient, listedAt: '/clients' }}
      fields={({ onChange, ...form }) => (
        <ClientFields {...form} onChange={(part) => onChange(part as Partial<Client>)} />
      )}
    />
  );
}
