import { getPreferences, type Preferences, updatePreferences } from '@printrail/contract/calendar';
import { useState } from 'react';
import { keyOf, queryClient, useChange } from '../queries.ts';
import { useMay, useSession } from '../session.tsx';
import { Form } from '../ui/form.tsx';
import { useToast } from '../ui/toast.tsx';
import classes from './preferences-form.module.css';

type Field = Exclude<keyof Preferences, 'version'>;

/** Some of the studio's preferences, as they are saved and as they are being typed. */
export function usePreferencesDraft<Name extends Field>(...fields: readonly Name[]) {
  const { preferences } = useSession();
  const [typed, setTyped] = useState<Partial<Pick<Preferences, Name>>>({});
  const saved = Object.fromEntries(fields.map((field) => [field, preferences[field]])) as Pick<Preferences, Name>;
  const draft = { ...saved, ...typed };
  const changed = fields.filter((field) => JSON.stringify(draft[field]) !== JSON.stringify(saved[field]));
  return {
    draft,
    change: (part: Partial<Pick<Preferences, Name>>) => setTyped((before) => ({ ...before, ...part })),
    changes: Object.fromEntries(changed.map((field) => [field, draft[field]])) as Partial<Pick<Preferences, Name>>,
    isChanged: changed.length > 0,
    forget: () => setTyped({}),
  };
}

/** Saves preferences from the state they were read in. */
export function useSavePreferences(): (part: Partial<Preferences>) => Promise<Preferences> {
  const { preferences } = useSession();
  const save = useChange(updatePreferences, ['People', 'Production orders', 'Status changes']);
  return async (part) => {
    const saved = await save.mutateAsync({ version: preferences.version, body: part });
    // Shown at once: until it is read anew, the page would fall back to what was before.
    queryClient.setQueryData(keyOf(getPreferences, {}), saved);
    return saved;
  };
}

type PreferencesFormProps = {
  submit: string;
  /** What is told once it is saved. */
  saved: string;
  fields: readonly string[];
  draft: { changes: Partial<Preferences>; isChanged: boolean; forget: () => void };
  onSaved?: () => void;
  children: (fault: (field: string) => string | undefined) => React.ReactNode;
};

/** A form over some preferences; without the right to change them they are only shown. */
export function PreferencesForm({ submit, saved, fields, draft, onSaved, children }: PreferencesFormProps) {
  const may = useMay();
  const save = useSavePreferences();
  const say = useToast();
  if (!may('maintenance', 'change')) {
    return (
      <fieldset disabled className={classes.shown}>
        {children(() => undefined)}
      </fieldset>
    );
  }
  const onSubmit = async () => {
    await save(draft.changes);
    draft.forget();
    say(saved);
    onSaved?.();
  };
  return (
    <div className={classes.form}>
      <Form submit={submit} fields={fields} onSubmit={onSubmit} isDisabled={!draft.isChanged}>
        {children}
      </Form>
    </div>
  );
}
