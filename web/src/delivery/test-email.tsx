import { Button } from '@mantine/core';
import { sendTestEmail } from '@printrail/contract/delivery';
import { useChange } from '../queries.ts';
import { Wrong } from '../ui/page.tsx';
import classes from './delivery.module.css';

/** Sends an e-mail to oneself by the settings that are saved, and says what the server answered. */
export function TestEmail({ isSetUp, isDirty }: { isSetUp: boolean; isDirty: boolean }) {
  const test = useChange(sendTestEmail);
  if (!isSetUp && !isDirty) return null;
  return (
    <div className={classes.test}>
      <Button variant="default" loading={test.isPending} disabled={isDirty} onClick={() => test.mutate({})}>
        Send a test e-mail to yourself
      </Button>
      {isDirty ? <span className="quiet">Once the settings are saved.</span> : null}
      <div role="status" className={classes.outcome}>
        {test.data && !isDirty ? (
          <p>
            <span className="done">✓</span> Sent to {test.data.sentTo}. The mail server said: {test.data.serverSaid}
          </p>
        ) : null}
      </div>
      {isDirty ? null : <Wrong error={test.error} />}
    </div>
  );
}
