import { countMessages } from '@printrail/contract/messages';
import { Link } from '@tanstack/react-router';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { numberWords } from '../ui/words.ts';
import classes from './queue-nav.module.css';

/** Between what is about to happen and what was sent; and to the triggers behind both, for those who keep them. */
export function QueueNav() {
  const may = useMay();
  const { failed = 0, unconfirmed = 0 } = useAnswer(countMessages, {}).data ?? {};
  const wanting = failed + unconfirmed;
  return (
    <nav className={classes.nav} aria-label="Queue and messages">
      <Link to="/triggers" activeProps={{ 'data-here': true }}>
        Queue
      </Link>
      <Link to="/messages" activeProps={{ 'data-here': true }}>
        Messages
        {wanting > 0 ? <span className="late numbers"> {numberWords(wanting)} to look at</span> : null}
      </Link>
      {may('maintenance', 'view') ? <Link to="/settings/triggers">Edit triggers</Link> : null}
    </nav>
  );
}
