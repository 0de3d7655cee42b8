import { Radio } from '@mantine/core';
import { setUp } from '@printrail/contract/people';
import { createSample } from '@printrail/contract/sample';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, Refused } from '../api.ts';
import { queryClient } from '../queries.ts';
import { Form } from '../ui/form.tsx';
import { useTitle } from '../ui/page.tsx';
import { Doorway } from './doorway.tsx';
import { OwnerFields } from './owner-fields.tsx';
import { guessedStudio, StudioFields } from './studio-fields.tsx';
import classes from './welcome.module.css';

const sampleOrders = 500;
const fields = ['name', 'email', 'password', 'studioName', 'timeZone', 'currency', 'workWeek'];

/** The first run: the owner, the studio, and whether to start empty or with a sample. */
export function Welcome() {
  useTitle('Welcome');
  const navigate = useNavigate();
  const [person, setPerson] = useState({ name: '', email: '', password: '' });
  const [studio, setStudio] = useState(guessedStudio);
  const [start, setStart] = useState('empty');
  const [isFilling, setIsFilling] = useState(false);

  const create = async () => {
    await call(setUp, { body: { ...person, ...studio } }).catch(ownedByNow);
    queryClient.clear();
    if (start === 'sample') {
      setIsFilling(true);
      await call(createSample, { body: { orders: sampleOrders } }).finally(() => setIsFilling(false));
    }
    await navigate({ to: '/production' });
  };

  return (
    <Doorway title="Set up your studio" isWide>
      <Form submit={isFilling ? 'Filling the studio …' : 'Create the studio'} onSubmit={create} fields={fields}>
        {(fault) => (
          <>
            <div className={classes.parts}>
              <section className={classes.part} aria-label="You, the owner">
                <h2>You, the owner</h2>
                <OwnerFields
                  person={person}
                  fault={fault}
                  onChange={(part) => setPerson((before) => ({ ...before, ...part }))}
                />
              </section>
              <section className={classes.part} aria-label="The studio">
                <h2>The studio</h2>
                <StudioFields
                  studio={studio}
                  fault={fault}
                  onChange={(part) => setStudio((before) => ({ ...before, ...part }))}
                />
              </section>
            </div>
            <Radio.Group label="Start with" value={start} onChange={setStart} className={classes.start}>
              <div className={classes.ways}>
                <Radio
                  value="empty"
                  size="xs"
                  label="An empty studio"
                  description="Add or import your own clients and invoices."
                />
                <Radio
                  value="sample"
                  size="xs"
                  label="A sample studio"
                  description={`Months of made-up work, ${sampleOrders} production orders, to look around in.`}
                />
              </div>
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
