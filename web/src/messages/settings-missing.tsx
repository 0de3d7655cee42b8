import { getDeliverySettings } from '@printrail/contract/delivery';
import { listMessages } from '@printrail/contract/messages';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { countWords } from '../ui/words.ts';
import classes from './messages.module.css';

/** When messages wait because it is not set how they are sent: what to set, or whom to ask. */
export function SettingsMissing() {
  const maySee = useMay()('maintenance', 'view');
  return maySee ? <WhatToSet /> : <SomebodyMustSet />;
}

function WhatToSet() {
  const missing = useAnswer(getDeliverySettings, {}).data?.missing ?? [];
  const wanted = missing.filter(({ waiting }) => waiting > 0);
  if (wanted.length === 0) return null;
  return (
    <section className={classes.missing} aria-label="What to set">
      {wanted.map(({ channel, says, waiting }) => (
        <p key={channel}>
          <IconAlertTriangle size={16} stroke={1.6} aria-hidden className="risk" />
          <span>
            {countWords(waiting, 'message')} {waiting === 1 ? 'waits' : 'wait'}. {says}{' '}
            <Link to="/settings/delivery">Set up delivery</Link>
          </span>
        </p>
      ))}
    </section>
  );
}

function SomebodyMustSet() {
  const waiting = useAnswer(listMessages, { query: { state: 'waiting', limit: 100 } }).data?.items ?? [];
  if (!waiting.some(({ waitsFor }) => waitsFor === 'settings')) return null;
  return (
    <section className={classes.missing} aria-label="What to set">
      <p>
        <IconAlertTriangle size={16} stroke={1.6} aria-hidden className="risk" />
        <span>
          Messages wait because it is not set how they are sent. Nothing is lost: ask whoever keeps the settings of the
          studio to set up delivery.
        </span>
      </p>
    </section>
  );
}
