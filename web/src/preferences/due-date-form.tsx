import { Radio, Stack } from '@mantine/core';
import type { Preferences } from '@printrail/contract/calendar';
import { previewRecalculation } from '@printrail/contract/recalculation';
import { useAnswer } from '../queries.ts';
import { countWords } from '../ui/words.ts';
import classes from './due-date-form.module.css';
import { DueExample } from './due-example.tsx';
import { PreferencesForm, usePreferencesDraft } from './preferences-form.tsx';

type Method = Preferences['dueDateMethod'];
type Counts = Preferences['backwardCounts'];

/** Forward or backward, with what it comes to before it is saved. */
export function DueDateForm({ onSaved }: { onSaved: () => void }) {
  const draft = usePreferencesDraft('dueDateMethod', 'backwardCounts');
  const { dueDateMethod, backwardCounts } = draft.draft;
  return (
    <div className={classes.due}>
      <PreferencesForm
        submit="Save how due dates are counted"
        saved="Due dates are counted anew from now on."
        fields={['dueDateMethod', 'backwardCounts']}
        draft={draft}
        onSaved={onSaved}
      >
        {() => (
          <>
            <Radio.Group
              label="Counted"
              value={dueDateMethod}
              onChange={(method) => draft.change({ dueDateMethod: method as Method })}
            >
              <Stack gap="sm" mt={6}>
                <Radio
                  value="forward"
                  label="Forward"
                  description="From the day an order comes to a status, as many business days as the status takes."
                />
                <Radio
                  value="backward"
                  label="Backward"
                  description="From the invoice’s delivery date, so that the later steps still have their days."
                />
              </Stack>
            </Radio.Group>
            {dueDateMethod === 'backward' ? (
              <Radio.Group
                label="The days of the later steps are"
                value={backwardCounts}
                onChange={(counts) => draft.change({ backwardCounts: counts as Counts })}
              >
                <Stack gap="sm" mt={6}>
                  <Radio value="business_days" label="Business days" />
                  <Radio
                    value="calendar_days"
                    label="Calendar days"
                    description="A date on a closed day goes to the business day before it."
                  />
                </Stack>
              </Radio.Group>
            ) : null}
            {draft.isChanged ? <Effect preferences={draft.changes} /> : null}
          </>
        )}
      </PreferencesForm>
      <DueExample method={draft.draft} />
    </div>
  );
}

function Effect({ preferences }: { preferences: Partial<Pick<Preferences, 'dueDateMethod' | 'backwardCounts'>> }) {
  const { data } = useAnswer(previewRecalculation, { body: { whatIf: { preferences } } }, { keepPrevious: true });
  if (!data) return null;
  const text =
    data.count === 0
      ? 'No open order would get another due date.'
      : `${countWords(data.count, 'open order')} would get another due date. They keep theirs until you have them recalculated.`;
  return (
    <p className="quiet" role="status">
      {text}
    </p>
  );
}
