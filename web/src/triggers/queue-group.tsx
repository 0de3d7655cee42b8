import { Button, Menu, UnstyledButton } from '@mantine/core';
import type { QueueGroup } from '@printrail/contract/firings';
import { IconBolt, IconChevronDown, IconChevronRight, IconDots } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useMay, useSession } from '../session.tsx';
import { dayWords } from '../ui/words.ts';
import classes from './queue.module.css';
import { type Act, countedWords, countsOf, dayIn } from './queue.rules.ts';
import { useQueueActs } from './queue-acts.ts';
import { QueueFirings } from './queue-firings.tsx';
import { QueueWindow } from './queue-window.tsx';

type GroupProps = {
  group: QueueGroup;
  isOpen: boolean;
  onToggle: () => void;
  onAlong: (along: { next: () => void; previous: () => void }) => void;
};

/** A trigger with what it is about to do: its sentence and counts, and within, one firing a row. */
export function QueueGroupSection({ group, isOpen, onToggle, onAlong }: GroupProps) {
  const { sentence, isAutomatic, nextDueAt, later } = group;
  const { timeZone } = useSession().preferences;
  const part = useId();
  const counts = countsOf(group);
  const next = nextDueAt && later > 0 ? `next ${dayWords(dayIn(timeZone, nextDueAt))}` : '';
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <section className={classes.group} aria-label={sentence}>
      <header className={classes.head}>
        <h2>
          <UnstyledButton
            className={classes.sentence}
            aria-expanded={isOpen}
            aria-controls={isOpen ? part : undefined}
            onClick={onToggle}
          >
            <Chevron size={16} stroke={1.6} aria-hidden />
            <span>{sentence}</span>
          </UnstyledButton>
        </h2>
        <p className={`${classes.counts} numbers`}>
          {isAutomatic ? (
            <span className={classes.mark} title="Done by itself when its time has come">
              <IconBolt size={14} stroke={1.6} aria-hidden /> by itself
            </span>
          ) : null}
          <span className={group.cannotBeSent > 0 ? 'risk' : 'quiet'}>{counts.join(' · ')}</span>
          {next ? <span className="quiet">{next}</span> : null}
        </p>
        <GroupActs group={group} />
      </header>
      {isOpen ? (
        <div id={part}>
          <QueueFirings group={group} onAlong={onAlong} />
        </div>
      ) : null}
    </section>
  );
}

function GroupActs({ group }: { group: QueueGroup }) {
  const may = useMay();
  const [asking, setAsking] = useState<Act>();
  const { act, isBusy } = useQueueActs();
  const { triggerId, sentence, due, action } = group;
  if (!may('production', 'change')) return null;
  const makesMessage = !['task', 'call'].includes(action);
  return (
    <div className={classes.acts}>
      {due > 0 ? (
        <Button
          size="compact-sm"
          variant="default"
          loading={isBusy}
          aria-label={`Process ${countedWords(due)} due: ${sentence}`}
          onClick={() => void act('process', { triggerId, includingLater: false }, { makesMessage })}
        >
          Process {countedWords(due)}
        </Button>
      ) : null}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <UnstyledButton className={classes.more} aria-label={`All of: ${sentence}`}>
            <IconDots size={18} stroke={1.6} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsking('process')}>Process all…</Menu.Item>
          <Menu.Item onClick={() => setAsking('skip')}>Skip all…</Menu.Item>
          {may('production', 'delete') ? <Menu.Item onClick={() => setAsking('delete')}>Delete all…</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
      {asking ? <QueueWindow what={asking} of={{ group }} onClose={() => setAsking(undefined)} /> : null}
    </div>
  );
}
