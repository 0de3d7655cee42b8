import { listTriggers } from '@printrail/contract/triggers';
import { IconBolt } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import classes from './trigger-entrance.module.css';

export type TriggersOf = { statusId: number } | { invoiceStatusId: number };

/** How many triggers a status has; undefined for those who may not see them, and until it is known. */
export function useTriggerCount(): (of: TriggersOf) => number | undefined {
  const isAllowed = useMay()('maintenance', 'view');
  const triggers = useAnswer(listTriggers, {}, { enabled: isAllowed }).data?.items;
  return (of) =>
    triggers?.filter((trigger) =>
      'statusId' in of ? trigger.statusId === of.statusId : trigger.invoiceStatusId === of.invoiceStatusId,
    ).length;
}

/** Where the triggers of a status stand. */
export function triggersOf(of: TriggersOf) {
  const search = 'statusId' in of ? { status: of.statusId } : { invoiceStatus: of.invoiceStatusId };
  return { to: '/settings/triggers', search: search as never } as const;
}

/** Leads from a status to what follows from it; nothing where nothing does. */
export function TriggersLink({ name, of, count }: { name: string; of: TriggersOf; count: number | undefined }) {
  if (!count) return null;
  return (
    <Link {...triggersOf(of)} className={classes.link} title="Triggers">
      <IconBolt size={14} stroke={1.6} aria-hidden />
      <span className="only-read-aloud">Triggers of {name}: </span>
      {count}
    </Link>
  );
}
