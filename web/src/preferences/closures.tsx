import { ActionIcon, Button, Group } from '@mantine/core';
import { addClosure, type Closure, deleteClosure } from '@printrail/contract/calendar';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Section, Wrong } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { useToast } from '../ui/toast.tsx';
import { rangeWords } from '../ui/words.ts';
import { ClosureForm } from './closure-form.tsx';
import { closuresIn } from './year-view.rules.ts';

const HolidaysForm = lazy(async () => ({ default: (await import('./holidays-form.tsx')).HolidaysForm }));

type Open = 'new' | 'holidays' | Closure | undefined;

/** The days on which the studio is closed, of one year. */
export function Closures({
  closures,
  year,
  onSaved,
}: {
  closures: readonly Closure[];
  year: number;
  onSaved: () => void;
}) {
  const may = useMay();
  const [open, setOpen] = useState<Open>();
  const { remove, error } = useRemoval(onSaved);
  const shown = closuresIn(closures, year);
  const close = () => setOpen(undefined);
  const saved = () => {
    close();
    onSaved();
  };
  const add = (
    <Group gap="sm">
      <Button variant="default" onClick={() => setOpen('holidays')}>
        Load public holidays
      </Button>
      <Button variant="default" onClick={() => setOpen('new')}>
        Add a closure
      </Button>
    </Group>
  );
  return (
    <Section title={`Closures in ${year}`} actions={may('maintenance', 'add') ? add : null}>
      <Wrong error={error} />
      {shown.length === 0 ? (
        <p className="quiet">
          The studio is closed on no day of {year}. Public holidays can be loaded for your country.
        </p>
      ) : (
        <Table
          label={`Closures in ${year}`}
          rows={shown}
          keyOf={({ id }) => id}
          columns={[
            {
              name: 'When',
              width: '240px',
              show: ({ from, to }) => <span className="numbers">{rangeWords(from, to)}</span>,
            },
            { name: 'Name', show: ({ name }) => name },
            {
              name: 'Change',
              isNumber: true,
              width: '92px',
              show: (closure) => (
                <Group gap={4} wrap="nowrap" justify="flex-end">
                  {may('maintenance', 'change') ? (
                    <ActionIcon aria-label={`Change ${closure.name}`} onClick={() => setOpen(closure)}>
                      <IconPencil size={16} />
                    </ActionIcon>
                  ) : null}
                  {may('maintenance', 'delete') ? (
                    <ActionIcon aria-label={`Delete ${closure.name}`} onClick={() => remove(closure)}>
                      <IconTrash size={16} />
                    </ActionIcon>
                  ) : null}
                </Group>
              ),
            },
          ]}
        />
      )}
      {open && open !== 'holidays' ? (
        <ClosureForm closure={open === 'new' ? undefined : open} onSaved={saved} onClose={close} />
      ) : null}
      {open === 'holidays' ? (
        <Suspense>
          <HolidaysForm year={year} onSaved={saved} onClose={close} />
        </Suspense>
      ) : null}
    </Section>
  );
}

function useRemoval(onSaved: () => void) {
  const say = useToast();
  const remove = useChange(deleteClosure);
  const add = useChange(addClosure);
  const run = ({ id, version, from, to, name }: Closure) => {
    const putBack = () => add.mutate({ body: { from, to, name } }, { onSuccess: onSaved });
    const onSuccess = () => {
      say(`${name} is a day like any other.`, { action: { label: 'Undo', run: putBack } });
      onSaved();
    };
    remove.mutate({ params: { id }, version }, { onSuccess });
  };
  return { remove: run, error: remove.error ?? add.error };
}
