import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { searchEverything } from '@printrail/contract/search';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Wrong } from '../ui/page.tsx';
import { commandsFor } from './commands.rules.ts';
import classes from './palette.module.css';

type Choice = { kind: string; title: string; detail: string; to: string };

const kinds = [
  ['orders', 'Order', '/production/orders/'],
  ['invoices', 'Invoice', '/invoices/'],
  ['clients', 'Client', '/clients/'],
  ['sessions', 'Session', '/sessions/'],
  ['vendors', 'Vendor', '/vendors/'],
] as const;

/** Search of anything and a way to anywhere: type, arrow, Enter. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      withCloseButton={false}
      size="lg"
      padding={0}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': 'Search' } }}
    >
      {isOpen ? <Finder onClose={onClose} /> : null}
    </Modal>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  // What the arrows or the mouse marked stays marked while the list changes around it.
  const [marked, setMarked] = useState<string>();
  // Enter pressed before the answer is here waits for it: a scanner types faster than that.
  const [isGoing, setIsGoing] = useState(false);
  const navigate = useNavigate();
  const listId = useId();
  const { choices, error, isWaiting } = useChoices(typed);
  const markedAt = choices.findIndex(({ to }) => to === marked);
  const chosen = Math.max(0, markedAt);
  useEffect(() => {
    document.getElementById(`${listId}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, listId]);

  const go = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    void navigate({ href: choice.to });
  };
  useEffect(() => {
    if (!isGoing || isWaiting) return;
    setIsGoing(false);
    go(choices[0]);
  });
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setMarked(choices[(chosen + step + choices.length) % Math.max(1, choices.length)]?.to);
    }
    if (event.key === 'Enter' && isWaiting && markedAt === -1) setIsGoing(true);
    else if (event.key === 'Enter') go(choices[chosen]);
  };

  return (
    <>
      <TextInput
        aria-label="Search orders, clients, invoices, vendors, or go anywhere"
        placeholder="A number, a name, or where to go"
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
        size="md"
        variant="unstyled"
        className={classes.field}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setMarked(undefined);
          setIsGoing(false);
        }}
        onKeyDown={onKeyDown}
        autoFocus
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={choices.length > 0 ? `${listId}-${chosen}` : undefined}
      />
      <div className={classes.list} id={listId} role="listbox" aria-label="Found">
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the active one
          <div
            key={choice.to}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={classes.choice}
            onMouseMove={() => setMarked(choice.to)}
            onClick={() => go(choice)}
          >
            <span className="cut">{choice.title}</span>
            <span className={`${classes.detail} quiet cut`}>{choice.detail}</span>
            <span className={`${classes.kind} quiet`}>{choice.kind}</span>
          </div>
        ))}
      </div>
      {error ? <Wrong error={error} /> : null}
      {choices.length === 0 && !isWaiting ? (
        <p className={`${classes.none} quiet`}>Nothing has all of these words.</p>
      ) : null}
    </>
  );
}

function placeOf({ name, to }: { name: string; to: string }): Choice {
  return { kind: 'Go to', title: name, detail: '', to };
}

function useChoices(typed: string): { choices: Choice[]; error: Error | null; isWaiting: boolean } {
  const may = useMay();
  const [text] = useDebouncedValue(typed.trim(), 90);
  const { data, error, isFetching } = useAnswer(
    searchEverything,
    { query: { text } },
    { enabled: text !== '', keepPrevious: true },
  );
  const found = kinds.flatMap(([name, kind, to]) =>
    (text && data ? data[name] : []).map(({ id, title, detail }) => ({ kind, title, detail, to: `${to}${id}` })),
  );
  const { named, others } = commandsFor(typed, may);
  const choices = [...named.map(placeOf), ...found, ...others.map(placeOf)];
  return { choices, error, isWaiting: isFetching || text !== typed.trim() };
}
