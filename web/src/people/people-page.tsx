import { Button } from '@mantine/core';
import { listDepartments, listUsers, type User } from '@printrail/contract/people';
import { useState } from 'react';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Answer, Page, Section } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Departments } from './departments.tsx';
import { rightsWords } from './rights-field.tsx';
import { UserForm } from './user-form.tsx';

/** Who works here, and what each may do. */
export function PeoplePage() {
  const may = useMay();
  const users = useAnswer(listUsers, { query: { limit: 500 } });
  const departments = useAnswer(listDepartments, { query: { limit: 500 } });
  const [edited, setEdited] = useState<User | 'new'>();
  const items = departments.data?.items ?? [];
  const nameOf = (id: number) => items.find((department) => department.id === id)?.name;
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
    { name: 'May do', show: ({ isOwner, rights }) => (isOwner ? 'everything (owner)' : rightsWords(rights)) },
    {
      name: 'Edit',
      show: (user) =>
        may('people', 'change') ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={`Edit ${user.name}`}
            onClick={() => setEdited(user)}
          >
            Edit
          </Button>
        ) : null,
    },
  ];
  return (
    <Page
      title="People"
      actions={may('people', 'add') ? <Button onClick={() => setEdited('new')}>Add a user</Button> : null}
    >
      <Answer of={users}>
        {({ items: all }) => <Table label="Users" columns={columns} rows={all} keyOf={({ id }) => id} />}
      </Answer>
      <Section title="Departments">
        <p className="quiet">Work can be given to a department; everyone in it finds it under My work.</p>
        <Answer of={departments}>{({ items: all }) => <Departments departments={all} />}</Answer>
      </Section>
      {edited ? (
        <UserForm
          user={edited === 'new' ? undefined : edited}
          departments={items}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
    </Page>
  );
}
