import { type Client, listClients } from '@printrail/contract/clients';
import { useFocusHere } from '../ui/focus-here.ts';
import { type Picked, Picker } from '../ui/picker.tsx';

type ClientFieldProps = {
  value: Picked | null;
  onPick: (client: Client | null) => void;
  error?: string | undefined;
  autoFocus?: boolean;
};

/** A client, found by part of the name, phone number or e-mail address. */
export function ClientField({ value, onPick, error, autoFocus = false }: ClientFieldProps) {
  const field = useFocusHere<HTMLInputElement>();
  return (
    <Picker
      label="Client"
      flex={1}
      from={listClients}
      query={{ active: true }}
      value={value}
      onPick={onPick}
      error={error}
      ref={autoFocus ? field : undefined}
      detailOf={({ email, phone }) => [phone, email].filter(Boolean).join(' · ')}
    />
  );
}
