import { Button } from '@mantine/core';
import { useKeys } from './keys.tsx';
import { Wrong } from './page.tsx';
import classes from './save-bar.module.css';

type SaveBarProps = {
  /** What the main button says: what will happen. */
  save: string;
  onSave: () => void;
  onDiscard: () => void;
  isSaving: boolean;
  canSave?: boolean;
  error?: Error | null;
};

/** Stands at the foot of what was changed until it is saved or given up; Ctrl S saves. */
export function SaveBar({ save, onSave, onDiscard, isSaving, canSave = true, error }: SaveBarProps) {
  const isReady = canSave && !isSaving;
  useKeys([{ keys: ['Ctrl+s'], does: save, when: isReady, run: onSave }]);
  return (
    <div className={classes.bar}>
      <div className={classes.wrong}>
        <Wrong error={error} />
      </div>
      <Button variant="default" onClick={onDiscard}>
        Discard
      </Button>
      <Button disabled={!isReady} loading={isSaving} onClick={onSave}>
        {save}
      </Button>
    </div>
  );
}
