import { type Step, stepsOf } from '@printrail/contract/trigger-parts';
import type { TriggerAction } from '@printrail/contract/triggers';
import { IconFileText, IconMail, IconMessage, IconPhone, IconSquareCheck, IconWebhook } from '@tabler/icons-react';
import classes from './trigger-icon.module.css';

const icons: Readonly<Record<Step, typeof IconMail>> = {
  task: IconSquareCheck,
  call: IconPhone,
  email: IconMail,
  letter: IconFileText,
  sms: IconMessage,
  webhook: IconWebhook,
};

/** The channel of one thing a trigger does; words beside it say the same. */
export function StepIcon({ step }: { step: Step }) {
  const Icon = icons[step];
  return <Icon size={16} stroke={1.6} aria-hidden />;
}

/** The channels of what a trigger does, its fallback second. */
export function TriggerIcon({ action }: { action: TriggerAction }) {
  return (
    <span className={classes.icons}>
      {stepsOf[action].map((step) => (
        <StepIcon key={step} step={step} />
      ))}
    </span>
  );
}
