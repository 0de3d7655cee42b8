import { Modal, TextInput } from '@mantine/core';
import { addClosure, type Closure, updateClosure } from '@printrail/contract/calendar';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { DateField } from '../ui/date-field.tsx';
import { Form } from '../ui/form.tsx';
import { useToast } from '../ui/toast.tsx';
import classes from './preferences-form.module.css';

type ClosureFormProps = { closure: Closure | undefined; onSaved: () => void; onClose: () => void };

/** One closure: a day, or from one day to another. */
export function ClosureForm({ closure, onSaved, onClose }: ClosureFormProps) {
  const say = useToast();
  const [name, setName] = useState(closure?.name ?? '');
  const [from, setFrom] = useState<string | null>(closure?.from ?? null);
  const [to, setTo] = useState<string | null>(closure && closure.to !== closure.from ? closure.to : null);
  const add = useChange(addClosure);
  const update = useChange(updateClosure);
  const save = async () => {
    const body = { name, from: from ?? '', to: to ?? from ?? '' };
    if (closure) await update.mutateAsync({ params: { id: closure.id }, version: closure.version, body });
    else await add.mutateAsync({ body });
    say(`${name} saved.`);
    onSaved();
  };
  return (
    <Modal opened onClose={onClose} title={closure ? `Change ${closure.name}` : 'Add a closure'}>
      <Form
        submit={closure ? 'Save the closure' : 'Add the closure'}
        fields={['name', 'from', 'to']}
        onSubmit={save}
        onCancel={onClose}
        isDisabled={!from || name.trim() === ''}
      >
        {(fault) => (
          <>
            <div className={classes.pair}>
              <DateField label="First day" value={from} error={fault('from')} onChange={setFrom} data-autofocus />
              <DateField
                label="Last day"
                description="Empty: one day"
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                value={to}
                error={fault('to')}
                onChange={setTo}
              />
            </div>
            <TextInput
              label="Name"
              placeholder="Summer break"
              value={name}
              error={fault('name')}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          </>
        )}
      </Form>
    </Modal>
  );
}
