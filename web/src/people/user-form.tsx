import { Checkbox, Modal, PasswordInput, TextInput } from '@mantine/core';
import { addUser, type Department, type Rights, type User, updateUser } from '@printrail/contract/people';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { useSession } from '../session.tsx';
import { Form } from '../ui/form.tsx';
import { useToast } from '../ui/toast.tsx';
import classes from './people.module.css';
import { RightsField } from './rights-field.tsx';

const firstRights: Rights = { clients: 'view', catalog: 'view', invoices: 'view', production: 'change' };

type UserFormProps = { user: User | undefined; departments: readonly Department[]; onClose: () => void };

/** A new user, or one to change; without a new password the old one stays. */
export function UserForm({ user, departments, onClose }: UserFormProps) {
  const { me } = useSession();
  const say = useToast();
  const [fields, setFields] = useState(() => fieldsOf(user));
  const [password, setPassword] = useState('');
  const add = useChange(addUser);
  const update = useChange(updateUser);
  const change = (part: Partial<typeof fields>) => setFields((before) => ({ ...before, ...part }));
  const isSelf = user !== undefined && user.id === me.user?.id;

  const offered = departments.filter(({ id, isActive }) => isActive || user?.departmentIds.includes(id));

  const save = async () => {
    const { isActive, ...about } = fields;
    if (user) {
      const body = { ...about, isActive, ...(password ? { password } : {}) };
      await update.mutateAsync({ params: { id: user.id }, version: user.version, body });
    } else await add.mutateAsync({ body: { ...about, password } });
    say(user ? `${fields.name} is saved.` : `${fields.name} can sign in as ${fields.email}.`);
    onClose();
  };

  return (
    <Modal opened onClose={onClose} title={user ? user.name : 'Add a user'} size="lg">
      <Form
        submit={user ? 'Save' : 'Add the user'}
        onSubmit={save}
        onCancel={onClose}
        fields={['name', 'email', 'password', 'departmentIds']}
      >
        {(fault) => (
          <>
            <TextInput
              label="Name"
              required
              data-autofocus
              value={fields.name}
              error={fault('name')}
              onChange={({ currentTarget }) => change({ name: currentTarget.value })}
            />
            <TextInput
              label="E-mail"
              type="email"
              required
              value={fields.email}
              error={fault('email')}
              onChange={({ currentTarget }) => change({ email: currentTarget.value })}
            />
            {isSelf ? null : (
              <PasswordInput
                label={user ? 'New password' : 'Password'}
                description={
                  user
                    ? 'Leave it empty to keep the old one.'
                    : '12 characters or more. Tell it to them; they can change it.'
                }
                required={!user}
                autoComplete="new-password"
                value={password}
                error={fault('password')}
                onChange={({ currentTarget }) => setPassword(currentTarget.value)}
              />
            )}
            {offered.length > 0 ? (
              <Checkbox.Group
                label="Departments"
                value={fields.departmentIds.map(String)}
                error={fault('departmentIds')}
                onChange={(ids) => change({ departmentIds: ids.map(Number) })}
              >
                <div className={classes.departments}>
                  {offered.map(({ id, name }) => (
                    <Checkbox key={id} value={String(id)} label={name} />
                  ))}
                </div>
              </Checkbox.Group>
            ) : null}
            {me.user?.isOwner ? (
              <Checkbox
                label="Owner: may do everything, and make others owners"
                checked={fields.isOwner}
                onChange={({ currentTarget }) => change({ isOwner: currentTarget.checked })}
              />
            ) : null}
            {fields.isOwner ? null : <RightsField rights={fields.rights} onChange={(rights) => change({ rights })} />}
            {user && !isSelf ? (
              <Checkbox
                label="Active"
                description="Someone inactive is signed out and cannot sign in; what they did stays."
                checked={fields.isActive}
                onChange={({ currentTarget }) => change({ isActive: currentTarget.checked })}
              />
            ) : null}
          </>
        )}
      </Form>
    </Modal>
  );
}

function fieldsOf(user: User | undefined) {
  const {
    name = '',
    email = '',
    isOwner = false,
    isActive = true,
    rights = firstRights,
    departmentIds = [],
  } = user ?? {};
  return { name, email, isOwner, isActive, rights, departmentIds };
}
