import { PasswordInput, Radio, Select, Stack, TextInput } from '@mantine/core';
import { setUp } from '@printrail/contract/people';
import { createSample } from '@printrail/contract/sample';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, Refused } from '../api.ts';
import { queryClient } from '../queries.ts';
import { Form } from '../ui/form.tsx';
import { useTitle } from '../ui/page.tsx';
import { WeekDays } from '../ui/week-days.tsx';
import { Doorway } from './doorway.tsx';
import { currencies, likelyCurrency, likelyPaper, timeZones } from './places.ts';

const sampleOrders = 500;

/** The first run: the owner, the studio, and whether to start empty or with a sample. */
export function Welcome() {
  useTitle('Welcome');
  const navigate = useNavigate();
  const [person, setPerson] = useState({ name: '', email: '', password: '' });
  const [studio, setStudio] = useState(guessedStudio);
  const [start, setStart] = useState('empty');
  const [isFilling, setIsFilling] = useState(false);
  const change = <Part extends object>(set: (update: (before: Part) => Part) => void, part: Partial<Part>) =>
    set((before) => ({ ...before, ...part }));

  const create = async () => {
    await call(setUp, { body: { ...person, ...studio } }).catch(ownedByNow);
    queryClient.clear();
    if (start === 'sample') {
      setIsFilling(true);
      await call(createSample, { body: { orders: sampleOrders } });
    }
    await navigate({ to: '/production' });
  };

  return (
    <Doorway title="Set up your studio">
      <Form
        submit={isFilling ? 'Filling the studio …' : 'Create the studio'}
        onSubmit={create}
        fields={['name', 'email', 'password', 'studioName', 'timeZone', 'currency', 'workWeek']}
      >
        {(fault) => (
          <>
            <h2>You, the owner</h2>
            <TextInput
              label="Your name"
              autoComplete="name"
              required
              value={person.name}
              error={fault('name')}
              onChange={({ currentTarget }) => change(setPerson, { name: currentTarget.value })}
            />
            <TextInput
              label="E-mail"
              description="You sign in with it."
              type="email"
              autoComplete="username"
              required
              value={person.email}
              error={fault('email')}
              onChange={({ currentTarget }) => change(setPerson, { email: currentTarget.value })}
            />
            <PasswordInput
              label="Password"
              autoComplete="new-password"
              required
              value={person.password}
              error={fault('password')}
              onChange={({ currentTarget }) => change(setPerson, { password: currentTarget.value })}
            />
            <h2>The studio</h2>
            <TextInput
              label="Name of the studio"
              autoComplete="organization"
              required
              value={studio.studioName}
              error={fault('studioName')}
              onChange={({ currentTarget }) => change(setStudio, { studioName: currentTarget.value })}
            />
            <Select
              label="Time zone"
              searchable
              data={timeZones()}
              value={studio.timeZone}
              error={fault('timeZone')}
              onChange={(timeZone) => timeZone && change(setStudio, { timeZone })}
            />
            <Select
              label="Currency"
              searchable
              data={currencies()}
              value={studio.currency}
              error={fault('currency')}
              onChange={(currency) => currency && change(setStudio, { currency })}
            />
            <WeekDays
              label="Days of the work week"
              description="Due dates count these days."
              value={studio.workWeek}
              error={fault('workWeek')}
              onChange={(workWeek) => change(setStudio, { workWeek })}
            />
            <Radio.Group label="Start with" value={start} onChange={setStart}>
              <Stack gap={6} mt={4}>
                <Radio
                  value="empty"
                  label="An empty studio"
                  description="Add or import your own clients and invoices."
                />
                <Radio
                  value="sample"
                  label="A sample studio"
                  description={`Months of made-up work, ${sampleOrders} production orders, to look around in.`}
                />
              </Stack>
            </Radio.Group>
          </>
        )}
      </Form>
    </Doorway>
  );
}

/** The studio was made by the try before, and only its sample failed: go on from there. */
function ownedByNow(error: unknown): void {
  if (!(error instanceof Refused && error.code === 'studio.already_set_up')) throw error;
}

function guessedStudio() {
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  return {
    studioName: '',
    timeZone,
    locale,
    currency: likelyCurrency(locale),
    paperSize: likelyPaper(locale),
    workWeek: [1, 2, 3, 4, 5],
  };
}
