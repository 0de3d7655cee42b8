import { TextInput } from '@mantine/core';
import type { Address } from '@printrail/contract/fields';

const parts = [
  ['street', 'Street'],
  ['postalCode', 'Postal code'],
  ['city', 'City'],
  ['region', 'State or region'],
  ['country', 'Country'],
] as const;

export const addressFieldNames = parts.map(([part]) => `address.${part}`);

type AddressFieldsProps = {
  value: Address;
  onChange: (address: Address) => void;
  fault: (field: string) => string | undefined;
};

/** The five parts of an address, as fields of the grid they stand in. */
export function AddressFields({ value, onChange, fault }: AddressFieldsProps) {
  return parts.map(([part, label]) => (
    <TextInput
      key={part}
      label={label}
      maxLength={500}
      value={value[part] ?? ''}
      onChange={({ currentTarget }) => onChange({ ...value, [part]: currentTarget.value })}
      error={fault(`address.${part}`)}
    />
  ));
}
