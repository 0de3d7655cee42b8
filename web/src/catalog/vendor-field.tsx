import { Select, type SelectProps } from '@mantine/core';
import { useVendors } from './use-vendors.ts';

type VendorFieldProps = Omit<SelectProps, 'value' | 'onChange' | 'data'> & {
  value: { id: number; name: string } | null;
  onPick: (vendorId: number | null) => void;
};

/** One of the studio's vendors; the one that is chosen stays on offer when it has become inactive. */
export function VendorField({ value, onPick, ...rest }: VendorFieldProps) {
  const vendors = useVendors();
  const offered = vendors.map(({ id, name }) => ({ value: String(id), label: name }));
  const isMissing = value !== null && !vendors.some(({ id }) => id === value.id);
  return (
    <Select
      searchable
      nothingFoundMessage="No vendor of that name"
      {...rest}
      data={isMissing ? [...offered, { value: String(value.id), label: value.name }] : offered}
      value={value ? String(value.id) : null}
      onChange={(id) => onPick(id === null ? null : Number(id))}
    />
  );
}
