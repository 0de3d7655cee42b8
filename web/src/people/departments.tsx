import { Button, Group, TextInput } from '@mantine/core';
import { addDepartment, type Department, updateDepartment } from '@printrail/contract/people';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Wrong } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import classes from './people.module.css';

/** The departments, renamed in place; one that is no longer used is made inactive. */
export function Departments({ departments }: { departments: readonly Department[] }) {
  const may = useMay();
  const [name, setName] = useState('');
  const add = useChange(addDepartment);
  const update = useChange(updateDepartment);
  const say = useToast();
  const save = async (department: Department, body: { name?: string; isActive?: boolean }) => {
    await update
      .mutateAsync({ params: { id: department.id }, version: department.version, body })
      .catch((error: Error) => {
        say(error.message, { isWrong: true });
      });
  };
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    await add.mutateAsync({ body: { name } }).then(
      () => setName(''),
      () => undefined,
    );
  };
  const columns: Column<Department>[] = [
    {
      name: 'Name',
      show: (department) => (
        <TextInput
          key={department.version}
          aria-label={`Name of ${department.name}`}
          variant="unstyled"
          disabled={!may('people', 'change')}
          defaultValue={department.name}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
          onBlur={({ currentTarget: { value } }) => {
            if (value.trim() && value !== department.name) void save(department, { name: value });
          }}
        />
      ),
    },
    {
      name: 'Active',
      show: (department) => {
        if (!may('people', 'change')) return department.isActive ? 'active' : 'inactive';
        return (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={`Make ${department.isActive ? 'inactive' : 'active'}: ${department.name}`}
            onClick={() => void save(department, { isActive: !department.isActive })}
          >
            {department.isActive ? 'Make inactive' : 'Make active'}
          </Button>
        );
      },
    },
  ];
  return (
    <>
      {departments.length > 0 ? (
        <Table label="Departments" columns={columns} rows={departments} keyOf={({ id }) => id} />
      ) : null}
      {may('people', 'add') ? (
        <form onSubmit={submit} className={classes.adding}>
          <Group gap="sm">
            <TextInput
              aria-label="Name of a new department"
              placeholder="Such as Finishing"
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={!name.trim()}>
              Add the department
            </Button>
          </Group>
          <Wrong error={add.error} />
        </form>
      ) : null}
    </>
  );
}
