import { Button, UnstyledButton } from '@mantine/core';
import type { Task } from '@printrail/contract/tasks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { Pages } from '../pages.ts';
import { useMay } from '../session.tsx';
import { Done } from '../ui/attention.tsx';
import { momentWords } from '../ui/words.ts';
import classes from './tasks-tab.module.css';
import type { TaskWork } from './use-task-work.tsx';

/** What was done, folded away until it is asked for. */
export function FinishedTasks({ done, work }: { done: Pages<Task>; work: TaskWork }) {
  const [isShown, setIsShown] = useState(false);
  if (done.rows.length === 0) return null;
  const Chevron = isShown ? IconChevronDown : IconChevronRight;
  return (
    <section className={classes.finished} aria-label="Finished">
      <UnstyledButton className={classes.fold} aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
        <Chevron size={16} stroke={1.6} aria-hidden />
        Finished <span className="quiet">{`${done.rows.length}${done.hasMore ? '+' : ''}`}</span>
      </UnstyledButton>
      {isShown ? (
        <>
          <ul className={classes.rows} aria-label="Finished tasks and calls">
            {done.rows.map((task) => (
              <FinishedRow key={task.id} task={task} work={work} />
            ))}
          </ul>
          {done.hasMore ? (
            <Button variant="subtle" color="gray" onClick={done.more}>
              Show more
            </Button>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

function FinishedRow({ task, work }: { task: Task; work: TaskWork }) {
  const mayChange = useMay()('production', 'change');
  const { typeName, description, outcome, status, doneAt, doneByName } = task;
  const when = doneAt ? momentWords(doneAt) : '';
  return (
    <li className={classes.row}>
      <div className={classes.told}>
        <p>
          <span className={classes.type}>{typeName}</span> {description}
        </p>
        {outcome ? <p className={classes.outcome}>{outcome}</p> : null}
      </div>
      <span className={`${classes.when} quiet`}>
        {status === 'done' ? <Done>{when}</Done> : `cancelled ${when}`}
        {doneByName ? ` · ${doneByName}` : ''}
      </span>
      {mayChange ? (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={`Reopen ${description ? `${typeName}: ${description}` : typeName}`}
          onClick={() => work.reopen(task)}
        >
          Reopen
        </Button>
      ) : null}
    </li>
  );
}
