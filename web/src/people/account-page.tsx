import { PasswordInput, TextInput } from '@mantine/core';
import { changePassword, type User, updateMe } from '@printrail/contract/people';
import { useState } from 'react';
import { SettingsFrame } from '../preferences/settings-nav.tsx';
import { useChange } from '../queries.ts';
import { useSession } from '../session.tsx';
import { Form } from '../ui/form.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import classes from './people.module.css';
import { rightsWords } from './rights-words.rules.ts';

/** Oneself: who one is here, and the own password. */
export function AccountPage() {
  const { me } = useSession();
  return (
    <SettingsFrame>
      <Page title="Your account" detail={me.user?.email}>
        <p className="quiet">You may: {me.user?.isOwner ? 'do everything, as an owner' : rightsWords(me.rights)}.</p>
        {me.user ? <OwnName key={me.user.version} user={me.user} /> : null}
        <OwnPassword />
      </Page>
    </SettingsFrame>
  );
}

function OwnName({ user }: { user: User }) {
  const say = useToast();
  const update = useChange(updateMe);
  const [name, setName] = useState(user.name);
  const save = async () => {
    await update.mutateAsync({ version: user.version, body: { name } });
    say(`You are ${name.trim()} now.`);
  };
  return (
    <Section title="Your name">
      <div className={classes.narrow}>
        <Form submit="Change the name" onSubmit={save} fields={['name']} isDisabled={name === user.name}>
          {(fault) => (
            <TextInput
              label="Name"
              description="As others see it on orders and in their history."
              autoComplete="name"
              value={name}
              error={fault('name')}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          )}
        </Form>
      </div>
    </Section>
  );
}

function OwnPassword() {
  const say = useToast();
  const change = useChange(changePassword);
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const save = async () => {
    await change.mutateAsync({ body: { currentPassword, newPassword } });
    setCurrent('');
    setNew('');
    say('Your password is changed. You are signed out everywhere else.');
  };
  return (
    <Section title="Your password">
      <div className={classes.narrow}>
        <Form
          submit="Change the password"
          onSubmit={save}
          fields={['currentPassword', 'newPassword']}
          isDisabled={currentPassword === '' || newPassword === ''}
        >
          {(fault) => (
            <>
              <PasswordInput
                label="Current password"
                autoComplete="current-password"
                value={currentPassword}
                error={fault('currentPassword')}
                onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
              />
              <PasswordInput
                label="New password"
                description="12 characters or more; a few words do well."
                autoComplete="new-password"
                value={newPassword}
                error={fault('newPassword')}
                onChange={({ currentTarget }) => setNew(currentTarget.value)}
              />
            </>
          )}
        </Form>
      </div>
    </Section>
  );
}
