import { Modal } from '@mantine/core';
import { addVendor, type Vendor, type VendorInput } from '@printrail/contract/catalog';
import { useState } from 'react';
import { useChange } from '../queries.ts';
import { Form } from '../ui/form.tsx';
import { VendorFields, vendorFieldNames } from './vendor-fields.tsx';

type NewVendorProps = { onAdded: (vendor: Vendor) => void; onClose: () => void };

export function NewVendor({ onAdded, onClose }: NewVendorProps) {
  const [typed, setTyped] = useState<VendorInput>({ name: '' });
  const add = useChange(addVendor);
  const submit = async () => {
    onAdded(await add.mutateAsync({ body: { ...typed, email: typed.email || null } }));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="New vendor" size="lg">
      <Form
        submit="Add vendor"
        onSubmit={submit}
        onCancel={onClose}
        fields={vendorFieldNames}
        isDisabled={typed.name.trim() === ''}
      >
        {(fault) => (
          <VendorFields
            value={typed}
            onChange={(part) => setTyped((before) => ({ ...before, ...part }))}
            fault={fault}
          />
        )}
      </Form>
    </Modal>
  );
}
