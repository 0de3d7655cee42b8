import { listSessions } from '@printrail/contract/clients';
import { type Picked, Picker } from '../ui/picker.tsx';
import { dayWords } from '../ui/words.ts';

type SessionFieldProps = {
  clientId: number | undefined;
  value: Picked | null;
  onPick: (session: Picked | null) => void;
  error?: string | undefined;
};

/** One of a client's sessions. */
export function SessionField({ clientId, value, onPick, error }: SessionFieldProps) {
  return (
    <Picker
      // Another client has other sessions, and nothing typed for one fits the other.
      key={clientId ?? 0}
      label="Session"
      from={listSessions}
      query={{ clientId }}
      value={value}
      onPick={onPick}
      disabled={clientId === undefined}
      clearable
      clearButtonProps={{ 'aria-label': 'No session' }}
      error={error}
      detailOf={({ date }) => (date ? dayWords(date) : '')}
    />
  );
}
