import { addTemplate, getTemplate, type Template, updateTemplate } from '@printrail/contract/templates';
import { useNavigate } from '@tanstack/react-router';
import { keyOf, queryClient, useChange } from '../queries.ts';
import { useToast } from '../ui/toast.tsx';
import type { Draft } from '../ui/use-draft.ts';
import { channels, parts } from './channels.ts';

/** Adds a template that was written, or saves what was changed of one. */
export function useSaveTemplate(draft: Draft<Template>, isNew: boolean) {
  const add = useChange(addTemplate);
  const update = useChange(updateTemplate);
  const navigate = useNavigate();
  const say = useToast();
  const { value, typed, version, clear } = draft;
  // Shown at once: until it is read anew, the page would fall back to what was before.
  const keep = (saved: Template) => queryClient.setQueryData(keyOf(getTemplate, { params: { id: saved.id } }), saved);
  const params = { id: value.id };
  const onAdded = (added: Template) => {
    keep(added);
    say(`${added.name} is added.`);
    const to = { to: '/settings/templates/$id', params: { id: String(added.id) } } as const;
    void navigate({ ...to, replace: true, ignoreBlocker: true });
  };
  const onSaved = (saved: Template) => {
    keep(saved);
    clear();
    say(`${saved.name} is saved.`);
  };
  return {
    save: () => {
      if (isNew) add.mutate({ body: inputOf(value) }, { onSuccess: onAdded });
      else update.mutate({ params, version, body: typed }, { onSuccess: onSaved });
    },
    setActive: (isActive: boolean) => {
      const onSuccess = (saved: Template) => {
        keep(saved);
        say(isActive ? `${saved.name} is switched on.` : `${saved.name} is switched off.`);
      };
      update.mutate({ params, version, body: { isActive } }, { onSuccess });
    },
    reset: () => {
      add.reset();
      update.reset();
    },
    isSaving: add.isPending || update.isPending,
    error: add.error ?? update.error,
  };
}

function inputOf({ name, channel, attachments, ...written }: Template) {
  const taken = parts.filter((part) => channels[channel].labels[part]);
  return {
    ...{ name, channel, ...Object.fromEntries(taken.map((part) => [part, written[part]])) },
    ...(channel === 'email' ? { attachments } : {}),
  };
}
