import { Button } from '@mantine/core';
import classes from './leaving.module.css';
import { Wrong } from './page.tsx';

type LeavingProps = {
  /** What is left: "client", "vendor". */
  what: string;
  isActive: boolean;
  /** Left out where it may not be changed. */
  onActive: ((isActive: boolean) => void) | undefined;
  onDelete: (() => void) | undefined;
  isDeleting: boolean;
  error: Error | null;
};

/** The ways to part with a record: inactive keeps everything; deleting is for one that nothing refers to. */
export function Leaving({ what, isActive, onActive, onDelete, isDeleting, error }: LeavingProps) {
  return (
    <div className={classes.leaving}>
      {onActive ? (
        <Button variant="default" onClick={() => onActive(!isActive)}>
          {isActive ? 'Make inactive' : 'Make active again'}
        </Button>
      ) : null}
      {onDelete ? (
        <Button variant="subtle" color="gray" loading={isDeleting} onClick={onDelete}>
          Delete {what}
        </Button>
      ) : null}
      <Wrong error={error} />
    </div>
  );
}
