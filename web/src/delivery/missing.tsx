import type { DeliverySettings } from '@printrail/contract/delivery';
import { countWords } from '../ui/words.ts';
import classes from './delivery.module.css';

type Channel = DeliverySettings['missing'][number]['channel'];

const notSetUp: Record<Channel, string> = {
  email: 'E-mail is not set up',
  sms: 'Text messages are not set up',
  webhook: 'Webhooks are not set up',
};

/** What is still to be set, with what waits for it; a studio may do without text messages and webhooks. */
export function Missing({ missing }: { missing: DeliverySettings['missing'] }) {
  const told = missing.filter(({ channel, waiting }) => waiting > 0 || channel === 'email');
  const isWaiting = told.some(({ waiting }) => waiting > 0);
  if (told.length === 0) return null;
  return (
    <section className={classes.missing} aria-label="Still to be set up" data-waiting={isWaiting || undefined}>
      {told.map(({ channel, says, waiting }) => (
        <p key={channel}>
          <strong>{notSetUp[channel]}</strong>
          {waiting > 0 ? (
            <span className="today">
              : {countWords(waiting, 'message')} {waiting === 1 ? 'waits' : 'wait'}
            </span>
          ) : null}
          <span className="quiet">. {says}</span>
        </p>
      ))}
      {isWaiting ? <p className="quiet">None is lost: they go out once this is set.</p> : null}
    </section>
  );
}
