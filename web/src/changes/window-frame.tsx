import { Modal } from '@mantine/core';
import { StatusName } from '../ui/attention.tsx';
import classes from './window.module.css';

type FrameProps = {
  title: string;
  from?: { name: string; color: string } | undefined;
  onClose: () => void;
  onSave: () => Promise<void>;
  children: React.ReactNode;
};

/** The window itself: what will happen, from where, and a form that Enter sends. */
export function WindowFrame({ title, from, onClose, onSave, children }: FrameProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      padding="lg"
      title={
        <span className={classes.title}>
          {title}
          {from ? (
            <span className={classes.from}>
              from <StatusName name={from.name} color={from.color} />
            </span>
          ) : null}
        </span>
      }
      styles={{ title: { fontSize: 16, fontWeight: 600 } }}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void onSave();
        }}
      >
        {children}
      </form>
    </Modal>
  );
}
