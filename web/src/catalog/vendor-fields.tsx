import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import type { VendorInput } from '@printrail/contract/catalog';
import { listTypes } from '@printrail/contract/cycles';
import { useAnswer } from '../queries.ts';
import { AddressFields, addressFieldNames } from '../ui/address-fields.tsx';
import { Fields, Wide } from '../ui/fields.tsx';

const textFields = ['name', 'contactName', 'email', 'phone', 'website', 'accountNumber', 'notes'] as const;
export const vendorFieldNames = [...textFields, 'defaultTypeId', ...addressFieldNames];

type VendorFieldsProps = {
  value: VendorInput;
  onChange: (part: Partial<VendorInput>) => void;
  fault: (field: string) => string | undefined;
  isReadOnly?: boolean;
};

export function VendorFields({ value, onChange, fault, isReadOnly = false }: VendorFieldsProps) {
  const types = useAnswer(listTypes, {}).data?.items ?? [];
  const offered = types.filter(({ id, isActive }) => isActive || id === value.defaultTypeId);
  const text = (field: (typeof textFields)[number]) => ({
    value: value[field] ?? '',
    maxLength: field === 'name' ? 200 : 500,
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement>) => onChange({ [field]: currentTarget.value }),
    error: fault(field),
  });
  return (
    <Fields label="Vendor" isReadOnly={isReadOnly}>
      <TextInput label="Name" data-autofocus {...text('name')} />
      <Select
        label="Type of its orders"
        placeholder="Chosen for each order"
        clearable
        clearButtonProps={{ 'aria-label': 'No type' }}
        disabled={isReadOnly}
        data={offered.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={value.defaultTypeId ? String(value.defaultTypeId) : null}
        onChange={(id) => onChange({ defaultTypeId: id === null ? null : Number(id) })}
        error={fault('defaultTypeId')}
      />
      <Select
        label="Order numbers"
        allowDeselect={false}
        disabled={isReadOnly}
        data={[
          { value: 'pattern', label: 'By the studio’s pattern' },
          { value: 'typed', label: 'Typed by hand' },
        ]}
        value={value.orderNumbers ?? 'pattern'}
        onChange={(orderNumbers) => onChange({ orderNumbers: orderNumbers as 'pattern' | 'typed' })}
      />
      <TextInput label="Our account number" {...text('accountNumber')} />
      <TextInput label="Contact" {...text('contactName')} />
      <TextInput label="E-mail" type="email" {...text('email')} />
      <TextInput label="Phone" type="tel" {...text('phone')} />
      <TextInput label="Website" type="url" {...text('website')} />
      <AddressFields value={value.address ?? {}} onChange={(address) => onChange({ address })} fault={fault} />
      <Wide>
        <Textarea
          label="Notes"
          autosize
          minRows={2}
          value={value.notes ?? ''}
          onChange={({ currentTarget }) => onChange({ notes: currentTarget.value })}
          error={fault('notes')}
        />
      </Wide>
      <Wide>
        <Checkbox
          label="In-house: a department of the studio"
          checked={value.isInHouse ?? false}
          onChange={({ currentTarget }) => onChange({ isInHouse: currentTarget.checked })}
        />
      </Wide>
    </Fields>
  );
}
