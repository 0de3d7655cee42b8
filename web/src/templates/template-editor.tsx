import { Button, TextInput } from '@mantine/core';
import type { Template } from '@printrail/contract/templates';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Refused } from '../api.ts';
import { useMay } from '../session.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { Page } from '../ui/page.tsx';
import { SaveBar } from '../ui/save-bar.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { AttachmentsField } from './attachments-field.tsx';
import { channels } from './channels.ts';
import { LeavingTemplate } from './leaving-template.tsx';
import { MergeFieldList } from './merge-field-list.tsx';
import { PartFields } from './part-fields.tsx';
import { PreviewPane } from './preview-pane.tsx';
import classes from './templates.module.css';
import { useInsertion } from './use-insertion.ts';
import { usePreview } from './use-preview.ts';
import { useRecord } from './use-record.ts';
import { useSaveTemplate } from './use-save-template.ts';

type TemplateEditorProps = { template: Template; isNew?: boolean };

/** A template as it is written, the merge fields beside it, and what it will say. */
export function TemplateEditor({ template, isNew = false }: TemplateEditorProps) {
  const draft = useDraft(template);
  const { value, isDirty } = draft;
  const may = useMay();
  const saving = useSaveTemplate(draft, isNew);
  const choice = useRecord();
  const preview = usePreview(value, choice.chosen, may('production', 'view'));
  const insertion = useInsertion();
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNew) name.current?.focus();
  }, [isNew]);
  const isReadOnly = !may('maintenance', isNew ? 'add' : 'change');
  const change = (part: Partial<Template>) => {
    saving.reset();
    draft.set(part);
  };
  const refused = saving.error instanceof Refused ? saving.error : undefined;
  const isAtField = refused?.problem.errors?.every(({ field }) => shownAt.includes(field)) === true;
  const fault = (part: 'subject' | 'text' | 'html') => preview.fault(part) ?? (refused?.at(part) ? refused : undefined);
  return (
    <Page
      fills
      title={isNew ? `New ${channels[value.channel].name.toLowerCase()} template` : template.name}
      detail={
        <>
          <Link to="/settings/templates">Templates</Link> · {channels[value.channel].name}
          {template.isActive ? '' : ' · switched off'}
        </>
      }
    >
      <div className={classes.work}>
        <div className={classes.editor}>
          {template.isActive ? null : (
            <SwitchedOff
              onActive={isReadOnly || isDirty ? undefined : () => saving.setActive(true)}
              isWaiting={saving.isSaving}
            />
          )}
          <TextInput
            ref={name}
            label="Name"
            description="For the studio alone; nobody outside reads it."
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            value={value.name}
            readOnly={isReadOnly}
            error={refused?.at('name')}
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          />
          <PartFields template={value} onChange={change} fault={fault} insertion={insertion} isReadOnly={isReadOnly} />
          {value.channel === 'email' ? (
            <AttachmentsField
              value={value.attachments}
              onChange={(attachments) => change({ attachments })}
              error={refused?.at('attachments')}
              isReadOnly={isReadOnly}
            />
          ) : null}
          {isNew || isDirty ? null : <LeavingTemplate template={template} onActive={saving.setActive} />}
        </div>
        <MergeFieldList chosen={choice.chosen} onInsert={isReadOnly ? undefined : insertion.insert} />
        <PreviewPane template={value} preview={preview} choice={choice} />
      </div>
      {isDirty ? (
        <div className={classes.foot}>
          <SaveBar
            save={isNew ? 'Add template' : 'Save template'}
            onSave={saving.save}
            onDiscard={() => {
              saving.reset();
              draft.clear();
            }}
            isSaving={saving.isSaving}
            canSave={value.name.trim() !== ''}
            error={isAtField ? null : saving.error}
          />
        </div>
      ) : null}
      <LeaveGuard isDirty={isDirty} />
    </Page>
  );
}

const shownAt = ['name', 'subject', 'text', 'html', 'attachments'];

function SwitchedOff({ onActive, isWaiting }: { onActive: (() => void) | undefined; isWaiting: boolean }) {
  return (
    <div className={classes.off}>
      <p>Switched off: triggers and messages do not offer this template.</p>
      {onActive ? (
        <Button variant="default" loading={isWaiting} onClick={onActive}>
          Switch on
        </Button>
      ) : null}
    </div>
  );
}
