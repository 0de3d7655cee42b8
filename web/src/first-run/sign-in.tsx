import { PasswordInput, TextInput } from '@mantine/core';
import { signIn } from '@printrail/contract/people';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.ts';
import { queryClient } from '../queries.ts';
import { Form } from '../ui/form.tsx';
import { useTitle } from '../ui/page.tsx';
import { Doorway } from './doorway.tsx';

export function SignIn() {
  useTitle('Sign in');
  const navigate = useNavigate();
  const { to = '/production' } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = async () => {
    await call(signIn, { body: { email, password } });
    queryClient.clear();
    await navigate({ href: /^\/(?![/\\])/.test(to) ? to : '/production' });
  };
  return (
    <Doorway title="Sign in">
      <Form submit="Sign in" onSubmit={enter}>
        {() => (
          <>
            <TextInput
              label="E-mail"
              type="email"
              autoComplete="username"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              data-autofocus
              autoFocus
            />
            <PasswordInput
              label="Password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </>
        )}
      </Form>
    </Doorway>
  );
}
