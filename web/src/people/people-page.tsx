import { Button } from '@mantine/core';
import { type Department, listDepartments, listUsers, type User } from '@printrail/contract/people';
import { useState } from 'react';
import { SettingsFrame } from '../preferences/settings-nav.tsx';
import { useAnswer } from '../queries.ts';
import { useMay, useSession } from '../session.tsx';
import { Answer, Page, Section } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Departments } from './departments.tsx';
import { rightsWords } from './rights-words.rules.ts';
import { UserForm } from './user-form.tsx';

/** Who works here, what each may do, and the departments they work in. */
export function PeoplePage() {
  const may = useMay();
  const users = useAnswer(listUsers, { query: { limit: 500 } });
  const departments = useAnswer(listDepartments, { query: { limit: 500 } });
  const [edited, setEdited] = useState<User | 'new'>();
  const known = departments.data?.items ?? [];
  return (
    <SettingsFrame>
      <Page
        title="People"
        actions={may('people', 'add') ? <Button onClick={() => setEdited('new')}>Add a user</Button> : null}
      >
        <Answer of={users}>
          {({ items }) => <Users users={items} departments={known} onEdit={(user) => setEdited(user)} />}
        </Answer>
        <Section title="Departments">
          <p className="quiet">Work can be given to a department; everyone in it finds it under My work.</p>
          <Answer of={departments}>{({ items }) => <Departments departments={items} />}</Answer>
        </Section>
        {edited ? (
          <UserForm
            user={edited === 'new' ? undefined : edited}
            departments={known}
            onClose={() => setEdited(undefined)}
          />
        ) : null}
      </Page>
    </SettingsFrame>
  );
}

type UsersProps = { users: readonly User[]; departments: readonly Department[]; onEdit: (user: User) => void };

function Users({ users, departments, onEdit }: UsersProps) {
  const may = useMay();
  const { me } = useSession();
  const nameOf = (id: number) => departments.find((department) => department.id === id)?.name;
  const mayEdit = ({ isOwner }: User) => may('people', 'change') && (!isOwner || me.user?.isOwner === true);
  const columns: Column<User>[] = [
    {
      name: 'Name',
      show: ({ name, isActive }) => (
        <>
          {name}
          {isActive ? '' : <span className="quiet"> · inactive</span>}
        </>
      ),
    },
    { name: 'E-mail', isDetail: true, show: ({ email }) => email },
    { name: 'Departments', isDetail: true, show: ({ departmentIds }) => departmentIds.map(nameOf).join(', ') || '–' },
    { name: 'May do', show: ({ isOwner, rights }) => (isOwner ? 'everything, as an owner' : rightsWords(rights)) },
  ];
  const edit: Column<User> = {
    name: 'Edit',
    show: (user) =>
      mayEdit(user) ? (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-label={`Edit ${user.name}`}
          onClick={() => onEdit(user)}
        >
          Edit
        </Button>
      ) : null,
  };
  return (
    <Table
      label="Users"
      columns={may('people', 'change') ? [...columns, edit] : columns}
      rows={users}
      keyOf={({ id }) => id}
      {...(may('people', 'change') ? { onOpen: (user: User) => mayEdit(user) && onEdit(user) } : {})}
    />
  );
}
