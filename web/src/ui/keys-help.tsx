import { Kbd, Modal } from '@mantine/core';
import { useOfferedKeys } from './keys.tsx';
import classes from './keys-help.module.css';

/** Every key that works on this page. */
export function KeysHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const offered = useOfferedKeys();
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys of this page" size="lg">
      <dl className={classes.list}>
        {(isOpen ? offered() : []).map(({ keys, does }) => (
          <div key={does} className={classes.key}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} size="xs">
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
