import { Checkbox, Textarea, TextInput } from '@mantine/core';
import type { ClientInput } from '@printrail/contract/clients';
import { AddressFields, addressFieldNames } from '../ui/address-fields.tsx';
import { Fields, Wide } from '../ui/fields.tsx';

export const clientFieldNames = ['name', 'email', 'phone', 'contactName', 'notes', ...addressFieldNames];

type ClientFieldsProps = {
  value: ClientInput;
  onChange: (part: Partial<ClientInput>) => void;
  fault: (field: string) => string | undefined;
  isReadOnly?: boolean;
};

export function ClientFields({ value, onChange, fault, isReadOnly = false }: ClientFieldsProps) {
  const text = (field: 'name' | 'email' | 'phone' | 'contactName' | 'notes') => ({
    value: value[field] ?? '',
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onChange({ [field]: currentTarget.value }),
    error: fault(field),
  });
  const mark = (field: 'doNotCall' | 'doNotMarket') => ({
    checked: value[field] ?? false,
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement>) => onChange({ [field]: currentTarget.checked }),
  });
  return (
    <Fields label="Client" isReadOnly={isReadOnly}>
      <TextInput label="Name" data-autofocus maxLength={200} {...text('name')} />
      <TextInput label="Contact" maxLength={500} {...text('contactName')} />
      <TextInput label="E-mail" type="email" maxLength={254} {...text('email')} />
      <TextInput label="Phone" type="tel" maxLength={500} {...text('phone')} />
      <AddressFields value={value.address ?? {}} onChange={(address) => onChange({ address })} fault={fault} />
      <Wide>
        <Textarea label="Notes" autosize minRows={2} {...text('notes')} />
      </Wide>
      <Checkbox label="Do not call" {...mark('doNotCall')} />
      <Checkbox label="Do not market" {...mark('doNotMarket')} />
    </Fields>
  );
}
