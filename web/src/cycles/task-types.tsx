import { addTaskType, deleteTaskType, listTaskTypes, updateTaskType } from '@printrail/contract/tasks';
import { call } from '../api.ts';
import { ArrangedList } from './arranged-list.tsx';
import classes from './list-row.module.css';

const adding = (isCall: boolean) => (name: string) => call(addTaskType, { body: { name, isCall } });
const adds = [
  { label: 'Add a type of tasks', add: adding(false) },
  { label: 'Add a type of calls', add: adding(true) },
];

/** The kinds of tasks and calls, in the order in which they are offered. */
export function TaskTypes() {
  return (
    <ArrangedList
      label="Types of tasks"
      list={listTaskTypes}
      update={updateTaskType}
      removal={deleteTaskType}
      adds={adds}
    >
      {({ isCall }) => <span className={`${classes.kind} quiet`}>{isCall ? 'call' : 'task'}</span>}
    </ArrangedList>
  );
}
