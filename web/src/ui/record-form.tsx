import type { Area } from '@printrail/contract/endpoint';
import { useNavigate } from '@tanstack/react-router';
import { type AnyEndpoint, Refused, type Sent } from '../api.ts';
import { useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Leaving } from './leaving.tsx';
import { SaveBar } from './save-bar.tsx';
import { useToast } from './toast.tsx';
import { useDraft } from './use-draft.ts';

type Kept = { id: number; name: string; version: number; email?: string | null; isActive?: boolean };

type RecordFormProps<Record extends Kept> = {
  record: Record;
  /** What it is: "client", "vendor". */
  noun: string;
  area: Area;
  update: AnyEndpoint;
  /** How one that nothing refers to is deleted, and where the others of its kind are. */
  leaving?: { remove: AnyEndpoint; listedAt: string };
  fields: (form: {
    value: Record;
    onChange: (part: Partial<Record>) => void;
    fault: (field: string) => string | undefined;
    isReadOnly: boolean;
  }) => React.ReactNode;
};

/** The fields of a record, typed over and then saved together; below them the ways to part with it. */
export function RecordForm<Record extends Kept>({
  record,
  noun,
  area,
  update,
  leaving,
  fields,
}: RecordFormProps<Record>) {
  const { value, typed, set, isDirty, version, clear } = useDraft(record);
  // Names of records stand in lists of orders and invoices.
  const save = useChange(update, ['Production orders', 'Invoices']);
  const say = useToast();
  const may = useMay();
  const change = (body: object) => ({ params: { id: record.id }, version, body }) as unknown as Sent<AnyEndpoint>;
  const onSave = () =>
    save.mutate(change('email' in typed ? { ...typed, email: typed.email || null } : typed), {
      onSuccess: () => {
        clear();
        say(`${value.name} is saved.`);
      },
    });
  const discard = () => {
    clear();
    save.reset();
  };
  return (
    <>
      {fields({
        value,
        onChange: set,
        fault: (field) => (save.error instanceof Refused ? save.error.at(field) : undefined),
        isReadOnly: !may(area, 'change'),
      })}
      {isDirty ? (
        <SaveBar
          save={`Save ${noun}`}
          onSave={onSave}
          onDiscard={discard}
          isSaving={save.isPending}
          canSave={value.name.trim() !== ''}
          error={save.error}
        />
      ) : null}
      {leaving && !isDirty ? (
        <LeavingRecord
          {...{ record, noun, area, ...leaving }}
          onActive={(isActive) => save.mutate(change({ isActive }))}
        />
      ) : null}
    </>
  );
}

type LeavingRecordProps = {
  record: Kept;
  noun: string;
  area: Area;
  remove: AnyEndpoint;
  listedAt: string;
  onActive: (isActive: boolean) => void;
};

function LeavingRecord({ record, noun, area, remove, listedAt, onActive }: LeavingRecordProps) {
  const removing = useChange(remove);
  const navigate = useNavigate();
  const say = useToast();
  const may = useMay();
  const sent = { params: { id: record.id }, version: record.version } as unknown as Sent<AnyEndpoint>;
  const onDelete = () =>
    removing.mutate(sent, {
      onSuccess: () => {
        say(`${record.name} is deleted.`);
        void navigate({ to: listedAt });
      },
    });
  return (
    <Leaving
      what={noun}
      isActive={record.isActive !== false}
      onActive={may(area, 'change') ? onActive : undefined}
      onDelete={may(area, 'delete') ? onDelete : undefined}
      isDeleting={removing.isPending}
      error={removing.error}
    />
  );
}
