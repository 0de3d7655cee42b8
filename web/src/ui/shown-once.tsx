import { Button, Code, CopyButton, Group, Modal } from '@mantine/core';
import classes from './shown-once.module.css';

type ShownOnceProps = {
  title: string;
  secret: string;
  /** What it is called on the button: "key". */
  noun: string;
  onClose: () => void;
  /** What to do with it. */
  children: React.ReactNode;
};

/** A secret that is never shown again, so that only its own button closes the window. */
export function ShownOnce({ title, secret, noun, onClose, children }: ShownOnceProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <div className={classes.once}>
        <p>{children}</p>
        <Code block className={classes.secret}>
          {secret}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? 'Copied' : `Copy the ${noun}`}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>I have kept it</Button>
        </Group>
      </div>
    </Modal>
  );
}
