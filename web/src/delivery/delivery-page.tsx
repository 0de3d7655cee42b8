import { type DeliverySettings, getDeliverySettings, updateDeliverySettings } from '@printrail/contract/delivery';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Refused } from '../api.ts';
import { SettingsFrame } from '../preferences/settings-nav.tsx';
import { keyOf, queryClient, useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { Answer, Page, Section } from '../ui/page.tsx';
import { SaveBar } from '../ui/save-bar.tsx';
import { useToast } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { changesIn, typedOver } from './delivery.rules.ts';
import { EmailFields } from './email-fields.tsx';
import { Missing } from './missing.tsx';
import { SendingFields } from './sending-fields.tsx';
import { SmsFields } from './sms-fields.tsx';
import { TestEmail } from './test-email.tsx';
import { WebhookFields } from './webhook-fields.tsx';

/** How messages leave the studio, and when. */
export function DeliveryPage() {
  const asked = useAnswer(getDeliverySettings, {});
  return (
    <SettingsFrame>
      <Page title="Delivery" detail={<Link to="/messages">Messages sent and waiting</Link>}>
        <Answer of={asked} rows={14}>
          {(settings) => <Settings settings={settings} />}
        </Answer>
      </Page>
    </SettingsFrame>
  );
}

function Settings({ settings }: { settings: DeliverySettings }) {
  const draft = useDraft(useMemo(() => typedOver(settings), [settings]));
  const save = useChange(updateDeliverySettings);
  const say = useToast();
  const isReadOnly = !useMay()('maintenance', 'change');
  const { value, typed, version, isDirty } = draft;
  const refused = save.error instanceof Refused ? save.error : undefined;
  const fault = (field: string) => refused?.at(field);
  const onSave = () => {
    const onSuccess = (saved: DeliverySettings) => {
      // Shown at once: until it is read anew, the page would fall back to what was before.
      queryClient.setQueryData(keyOf(getDeliverySettings, {}), saved);
      draft.clear();
      say('The delivery settings are saved.');
    };
    save.mutate({ version, body: changesIn(typed) }, { onSuccess });
  };
  const onDiscard = () => {
    save.reset();
    draft.clear();
  };
  const fields = { value, saved: settings, set: draft.set, fault, isReadOnly };
  return (
    <>
      <Missing missing={settings.missing} />
      <Section title="E-mail">
        <EmailFields {...fields} />
        {isReadOnly ? null : <TestEmail isSetUp={settings.smtp !== null} isDirty={isDirty} />}
      </Section>
      <Section title="Text messages">
        <SmsFields {...fields} />
      </Section>
      <Section title="Webhooks">
        <WebhookFields {...fields} refused={refused} />
      </Section>
      <Section title="When messages are sent">
        <SendingFields {...fields} />
      </Section>
      {isDirty ? (
        <SaveBar
          save="Save delivery settings"
          onSave={onSave}
          onDiscard={onDiscard}
          isSaving={save.isPending}
          error={save.error && !isToldAtField(refused) ? save.error : null}
        />
      ) : null}
      <LeaveGuard isDirty={isDirty} />
    </>
  );
}

function isToldAtField(refused: Refused | undefined): boolean {
  return (refused?.problem.errors ?? []).some(({ field }) => field.includes('.') || field === 'phoneCountry');
}
