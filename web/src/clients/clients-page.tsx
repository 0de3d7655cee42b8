import { type Client, listClients } from '@printrail/contract/clients';
import { exportClients } from '@printrail/contract/exports';
import { Link, useNavigate } from '@tanstack/react-router';
import { ListPage } from '../ui/list-page.tsx';
import listClasses from '../ui/long-list.module.css';
import type { Column } from '../ui/table.tsx';
import { ContactMarks } from './contact-marks.tsx';
import { NewClient } from './new-client.tsx';

/** Every client by name. */
export function ClientsPage() {
  const navigate = useNavigate();
  const open = ({ id }: Client) => void navigate({ to: '/clients/$id', params: { id: String(id) } });
  return (
    <ListPage
      title="Clients"
      noun="client"
      area="clients"
      from={listClients}
      exports={exportClients}
      columns={columns}
      searchLabel="Search name, phone or e-mail"
      searchHint="Try a part of the name, the phone number or the e-mail address."
      about="Whoever orders from the studio stands here, with sessions, invoices and production."
      onOpen={open}
      adding={(close) => <NewClient onAdded={open} onClose={close} />}
    />
  );
}

const columns: readonly Column<Client>[] = [
  {
    name: 'Client',
    show: ({ id, name, phone, email, isActive }) => (
      <>
        <Link to="/clients/$id" params={{ id: String(id) }}>
          {name}
        </Link>
        {isActive ? null : <span className="quiet"> inactive</span>}
        <span className={listClasses.second}>{phone || email}</span>
      </>
    ),
  },
  { name: 'Contact', isDetail: true, width: '144px', show: ({ contactName }) => contactName },
  { name: 'Phone', isDetail: true, width: '144px', show: ({ phone }) => phone },
  { name: 'E-mail', isDetail: true, width: '240px', show: ({ email }) => email },
  { name: 'City', isDetail: true, width: '120px', show: ({ address }) => address.city },
  { name: 'Contact marks', isDetail: true, width: '180px', show: (client) => <ContactMarks client={client} /> },
];
