import { Checkbox, Modal } from '@mantine/core';
import type { QueueGroup } from '@printrail/contract/firings';
import { useState } from 'react';
import { Form } from '../ui/form.tsx';
import { type Act, countedWords, countIn, firingsWords } from './queue.rules.ts';
import { useQueueActs } from './queue-acts.ts';

const verbs: Readonly<Record<Act, string>> = { process: 'Process', skip: 'Skip', delete: 'Delete' };

const meanings: Readonly<Record<Act, string>> = {
  process: 'What is planned is done now, before its time where that is still ahead.',
  skip: 'They are not done, and stand as skipped with their orders.',
  delete: 'They are not done, and stand as deleted with their orders. This cannot be taken back.',
};

type WindowProps = {
  what: Act;
  of: { group: QueueGroup } | { ids: readonly number[] };
  onClose: () => void;
  onDone?: () => void;
};

/** Asked before many firings are processed, skipped or deleted at once; says how many. */
export function QueueWindow({ what, of, onClose, onDone }: WindowProps) {
  const group = 'group' in of ? of.group : undefined;
  const [isLaterToo, setIsLaterToo] = useState(group !== undefined && countIn(group, false) === 0);
  const { act } = useQueueActs();
  const count = 'ids' in of ? of.ids.length : countIn(of.group, isLaterToo);
  const save = async () => {
    const chosen = 'ids' in of ? of : { triggerId: of.group.triggerId, includingLater: isLaterToo };
    if (!(await act(what, chosen))) return;
    onClose();
    onDone?.();
  };
  return (
    <Modal opened onClose={onClose} title={`${verbs[what]} ${group ? 'all of a trigger' : firingsWords(count)}`}>
      <Form
        submit={`${verbs[what]} ${firingsWords(count)}`}
        onSubmit={save}
        onCancel={onClose}
        isAtHand
        isDisabled={count === 0}
      >
        {() => (
          <>
            {group ? <p>{group.sentence}.</p> : null}
            <p className="quiet">{meanings[what]}</p>
            {group && group.later > 0 ? (
              <Checkbox
                label={`Also the ${countedWords(group.later)} whose time is still ahead`}
                checked={isLaterToo}
                onChange={({ currentTarget }) => setIsLaterToo(currentTarget.checked)}
              />
            ) : null}
          </>
        )}
      </Form>
    </Modal>
  );
}
