import { Button, Group, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

type LeaveGuardProps = {
  isDirty: boolean;
  /** What the address says is open; where it is typed in, opening another is a way out as well. */
  part?: string;
};

/** Asks before a page is left on which something is typed and not saved. */
export function LeaveGuard({ isDirty, part }: LeaveGuardProps) {
  const partOf = (search: unknown) => (part === undefined ? undefined : (search as Record<string, unknown>)[part]);
  const { status, proceed, reset } = useBlocker({
    // What else a page keeps in its address may change.
    shouldBlockFn: ({ current, next }) =>
      isDirty && (current.pathname !== next.pathname || partOf(current.search) !== partOf(next.search)),
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Modal opened onClose={reset} title="Leave without saving?">
      <p>What you typed on this page is not saved yet.</p>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={proceed}>
          Leave without saving
        </Button>
        <Button data-autofocus onClick={reset}>
          Stay here
        </Button>
      </Group>
    </Modal>
  );
}
