import { Button, Group, Modal } from '@mantine/core';
import { updateDeliverySettings } from '@printrail/contract/delivery';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { Wrong } from '../ui/page.tsx';
import { ShownOnce } from '../ui/shown-once.tsx';
import classes from './delivery.module.css';
import { newWebhookSecret } from './delivery.rules.ts';

type WebhookSecretProps = { isSet: boolean; version: number; isReadOnly: boolean };

/** The signing secret, which is shown once, when it is made. */
export function WebhookSecret({ isSet, version, isReadOnly }: WebhookSecretProps) {
  const [isAsking, setIsAsking] = useState(false);
  const [made, setMade] = useState<string>();
  const save = useChange(updateDeliverySettings);
  const make = () => {
    const webhookSecret = newWebhookSecret();
    const onSuccess = () => {
      setIsAsking(false);
      setMade(webhookSecret);
    };
    save.mutate({ version, body: { webhookSecret } }, { onSuccess });
  };
  return (
    <div className={classes.secret}>
      <p className="quiet">
        Each webhook is signed with this secret, over its id, time and body, in the header{' '}
        <code>webhook-signature</code> as the{' '}
        <a href="https://www.standardwebhooks.com" target="_blank" rel="noreferrer">
          Standard Webhooks
        </a>{' '}
        say. Whoever works the signature out with the same secret knows that it comes from here, unchanged and not sent
        a second time by somebody else.
      </p>
      <Group gap="md">
        <span>{isSet ? 'A signing secret is set.' : 'No signing secret is set.'}</span>
        {isReadOnly ? null : (
          <Button variant="default" loading={save.isPending} onClick={isSet ? () => setIsAsking(true) : make}>
            {isSet ? 'Make another signing secret' : 'Make a signing secret'}
          </Button>
        )}
      </Group>
      {isAsking ? null : <Wrong error={save.error} />}
      <Modal opened={isAsking} onClose={() => setIsAsking(false)} title="Make another signing secret">
        <p>Programs that check the present secret refuse webhooks from then on, until they are given the new one.</p>
        <Wrong error={save.error} />
        <Group justify="flex-end" gap="sm" mt="lg">
          <Button variant="default" onClick={() => setIsAsking(false)}>
            Keep the present one
          </Button>
          <Button loading={save.isPending} onClick={make}>
            Make another
          </Button>
        </Group>
      </Modal>
      {made === undefined ? null : (
        <ShownOnce title="The signing secret" secret={made} noun="secret" onClose={() => setMade(undefined)}>
          It is in use from now on, and this is the only time it is shown. Keep it where the program finds it.
        </ShownOnce>
      )}
    </div>
  );
}
