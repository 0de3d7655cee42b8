import { PasswordInput } from '@mantine/core';
import { changePassword } from '@printrail/contract/people';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { useSession } from '../session.tsx';
import { Form } from '../ui/form.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { rightsWords } from './rights-field.tsx';

/** Oneself: who one is here, and the own password. */
export function AccountPage() {
  const { me } = useSession();
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
    <Page title="Your account" detail={me.user?.email}>
      <p className="quiet">
        {me.name} may do: {me.user?.isOwner ? 'everything (owner)' : rightsWords(me.rights)}.
      </p>
      <Section title="Change your password">
        <div style={{ maxWidth: 400 }}>
          <Form submit="Change the password" onSubmit={save} fields={['currentPassword', 'newPassword']}>
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
    </Page>
  );
}
