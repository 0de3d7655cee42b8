import { Button, Checkbox } from '@mantine/core';
import { type Client, listClients } from '@printrail/contract/clients';
import { exportClients } from '@printrail/contract/exports';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../api.ts';
import { usePages } from '../pages.ts';
import { useMay } from '../session.tsx';
import { useKeys } from '../ui/keys.tsx';
import { ListBar } from '../ui/list-bar.tsx';
import listClasses from '../ui/long-list.module.css';
import { LongList } from '../ui/long-list.tsx';
import { Empty, Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import type { Column } from '../ui/table.tsx';
import { useView } from '../view.ts';
import { ContactMarks } from './contact-marks.tsx';
import { NewClient } from './new-client.tsx';

/** Every client by name. */
export function ClientsPage() {
  const [{ q = '', inactive }, setView] = useView<{ q: string; inactive: boolean }>();
  const search = String(q);
  const pages = usePages(listClients, {
    query: { ...(search ? { search } : {}), ...(inactive ? {} : { active: true }) },
  });
  const [isAdding, setIsAdding] = useState(false);
  const navigate = useNavigate();
  const mayAdd = useMay()('clients', 'add');
  const open = ({ id }: Client) => void navigate({ to: '/clients/$id', params: { id: String(id) } });
  useKeys([{ keys: ['n'], does: 'New client', when: mayAdd, run: () => setIsAdding(true) }]);
  const add = mayAdd ? <Button onClick={() => setIsAdding(true)}>New client</Button> : null;
  return (
    <Page
      fills
      title="Clients"
      actions={
        <>
          <Button
            component="a"
            variant="default"
            visibleFrom="sm"
            href={addressOf(exportClients, { query: { spreadsheet: true } })}
            download
          >
            Export
          </Button>
          {add}
        </>
      }
    >
      <ListBar>
        <SearchField label="Search name, phone or e-mail" value={search} onChange={(text) => setView({ q: text })} />
        <Checkbox
          label="Inactive ones too"
          checked={inactive === true}
          onChange={({ currentTarget }) => setView({ inactive: currentTarget.checked || undefined })}
        />
      </ListBar>
      <LongList
        label="Clients"
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        onOpen={open}
        empty={
          search ? (
            <Empty title="No client matches">Try a part of the name, the phone number or the e-mail address.</Empty>
          ) : (
            <Empty title="No clients yet" action={add}>
              Whoever orders from the studio stands here, with sessions, invoices and production.
            </Empty>
          )
        }
      />
      {isAdding ? <NewClient onAdded={open} onClose={() => setIsAdding(false)} /> : null}
    </Page>
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
