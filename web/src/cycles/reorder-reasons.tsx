import {
  addReorderReason,
  deleteReorderReason,
  listReorderReasons,
  updateReorderReason,
} from '@printrail/contract/reorders';
import { call } from '../api.ts';
import { CheckCell } from '../ui/cells.tsx';
import { ArrangedList } from './arranged-list.tsx';
import classes from './list-row.module.css';

const add = (name: string) => call(addReorderReason, { body: { name, isCharged: false } });

/** Why orders are made again, in the order in which the reasons are offered. */
export function ReorderReasons() {
  return (
    <ArrangedList
      label="Reorder reasons"
      list={listReorderReasons}
      update={updateReorderReason}
      removal={deleteReorderReason}
      adds={[{ label: 'Add a reorder reason', add }]}
    >
      {({ id, name, isCharged }, { change, disabled }) => (
        <CheckCell
          className={classes.days ?? ''}
          label="The vendor charges"
          aria-label={`The vendor charges: ${name}`}
          checked={isCharged}
          disabled={disabled}
          onSave={(to) => change(id, { isCharged: to })}
        />
      )}
    </ArrangedList>
  );
}
