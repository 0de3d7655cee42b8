import { Modal, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { addType, type ProductionType } from '@printrail/contract/cycles';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { Form } from '../ui/form.tsx';
import { copyOf, firstStatuses } from './cycle.rules.ts';
import { usePeopleChoices } from './people-choices.ts';

type Named = Pick<ProductionType, 'name' | 'kind'>;
type Fault = (field: string) => string | undefined;

/** A new type with a short cycle to build on, or with a copy of another's. */
export function NewType({
  types,
  from,
  onClose,
}: {
  types: readonly ProductionType[];
  from?: ProductionType;
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const add = useChange(addType);
  const { isActiveDefault } = usePeopleChoices();
  const [named, setNamed] = useState<Named>({ name: '', kind: from?.kind ?? 'print' });
  const [source, setSource] = useState(String(from?.id ?? ''));
  const save = async () => {
    const copied = types.find(({ id }) => String(id) === source);
    const statuses = copied ? copyOf(copied, isActiveDefault) : firstStatuses;
    const { id } = await add.mutateAsync({ body: { ...named, statuses } });
    onClose();
    await navigate({ to: '/settings/cycles/$id', params: { id: String(id) } });
  };
  return (
    <Modal opened onClose={onClose} title="Add an order type">
      <Form
        submit="Add the type"
        onSubmit={save}
        onCancel={onClose}
        fields={['name']}
        isDisabled={named.name.trim() === ''}
      >
        {(fault) => (
          <>
            <NameAndKind value={named} onChange={setNamed} fault={fault} />
            <NativeSelect
              label="Its cycle begins as"
              data={[
                { value: '', label: 'Two statuses to build on' },
                ...types.map(({ id, name }) => ({ value: String(id), label: `A copy of ${name}` })),
              ]}
              value={source}
              onChange={({ currentTarget }) => setSource(currentTarget.value)}
            />
          </>
        )}
      </Form>
    </Modal>
  );
}

type EditTypeProps = { type: ProductionType; onSave: (named: Named) => Promise<unknown>; onClose: () => void };

export function EditType({ type, onSave, onClose }: EditTypeProps) {
  const [named, setNamed] = useState<Named>({ name: type.name, kind: type.kind });
  const save = async () => {
    await onSave(named);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Rename ${type.name}`}>
      <Form
        submit="Save the type"
        onSubmit={save}
        onCancel={onClose}
        fields={['name']}
        isDisabled={named.name.trim() === ''}
      >
        {(fault) => <NameAndKind value={named} onChange={setNamed} fault={fault} />}
      </Form>
    </Modal>
  );
}

function NameAndKind({ value, onChange, fault }: { value: Named; onChange: (named: Named) => void; fault: Fault }) {
  return (
    <>
      <TextInput
        label="Name"
        placeholder="Canvas order"
        data-autofocus
        value={value.name}
        error={fault('name')}
        onChange={({ currentTarget }) => onChange({ ...value, name: currentTarget.value })}
      />
      <Radio.Group
        label="Kind"
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind as Named['kind'] })}
      >
        <Stack gap="sm" mt={6}>
          <Radio value="print" label="Print" description="Images belong to it." />
          <Radio value="generic" label="Generic" description="Frames, gifts and everything else." />
        </Stack>
      </Radio.Group>
    </>
  );
}
