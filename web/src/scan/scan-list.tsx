import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconLoader, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { countWords, numberWords } from '../ui/words.ts';
import { type Scan, summaryOf } from './scan.rules.ts';
import classes from './scan-page.module.css';

const signs = { waiting: IconLoader, good: IconCheck, bad: IconX, undone: IconArrowBackUp };
const colours = { waiting: 'quiet', good: 'done', bad: 'late', undone: 'quiet' };
const spoken = { waiting: 'waiting', good: 'changed', bad: 'not changed', undone: 'taken back' };

function Sign({ result, size }: { result: Scan['result']; size: number }) {
  const Icon = signs[result];
  return (
    <span className={colours[result]}>
      <Icon size={size} stroke={2.4} aria-label={spoken[result]} role="img" />
    </span>
  );
}

/** The last scan, large enough to be read from the bench. */
export function LatestScan({ scan }: { scan: Scan | undefined }) {
  return (
    <div className={classes.latest} data-result={scan?.result} role="status" aria-live="assertive">
      {scan ? (
        <>
          <Sign result={scan.result} size={44} />
          <div>
            <p className={classes.number}>{scan.number}</p>
            <p className={classes.says}>{scan.says}</p>
          </div>
        </>
      ) : (
        <p className="quiet">Every scan shows here, with a high tone when it worked and a low one when it did not.</p>
      )}
    </div>
  );
}

/** What the batch came to so far. */
export function ScanSummary({ scans, onNew }: { scans: readonly Scan[]; onNew: () => void }) {
  if (scans.length === 0) return null;
  const { scanned, changed, refused, places } = summaryOf(scans);
  return (
    <div className={classes.summary}>
      <p>
        {scanned} scanned · {numberWords(changed)} changed
        {refused > 0 ? <span className="late"> · {numberWords(refused)} not</span> : null}
        {places.length > 0 ? (
          <span className="quiet">
            {' '}
            · {places.map(({ name, count }) => `${numberWords(count)} ${name}`).join(', ')}
          </span>
        ) : null}
      </p>
      <Button variant="default" size="xs" onClick={onNew}>
        New batch
      </Button>
    </div>
  );
}

export function ScanList({ scans, onUndo }: { scans: readonly Scan[]; onUndo: (scan: Scan) => void }) {
  if (scans.length === 0) return null;
  return (
    <ol className={classes.list} aria-label={`The batch, ${countWords(scans.length, 'scan')}`} reversed>
      {scans.toReversed().map((scan) => (
        <li key={scan.key} className={classes.line}>
          <Sign result={scan.result} size={18} />
          <span className={classes.which}>
            {scan.order ? (
              <Link to="/production/orders/$id" params={{ id: String(scan.order.id) }}>
                {scan.number}
              </Link>
            ) : (
              scan.number
            )}
            {scan.order?.clientName ? <span className="quiet"> {scan.order.clientName}</span> : null}
          </span>
          <span className={scan.result === 'bad' ? 'late' : ''}>{scan.says}</span>
          {scan.result === 'good' ? (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              aria-label={`Undo ${scan.number}`}
              onClick={() => onUndo(scan)}
            >
              Undo
            </Button>
          ) : (
            <span />
          )}
        </li>
      ))}
    </ol>
  );
}
