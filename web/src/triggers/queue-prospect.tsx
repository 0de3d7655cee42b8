import type { Firing } from '@printrail/contract/firings';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './queue.module.css';
import { prospectOf } from './queue.rules.ts';

/** What will be sent to whom, or why nothing can be. */
export function Prospect({ firing }: { firing: Firing }) {
  const { words, detail, isHindered } = prospectOf(firing);
  if (isHindered) {
    return (
      <span className={`${classes.mark} risk`} title={words}>
        <IconAlertTriangle size={14} stroke={1.6} aria-hidden />
        <span className="cut">{words}</span>
      </span>
    );
  }
  return (
    <span title={[words, detail].filter(Boolean).join(', ')}>
      {words}
      {detail ? <span className="quiet"> {detail}</span> : null}
    </span>
  );
}
