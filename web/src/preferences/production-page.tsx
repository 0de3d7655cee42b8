import { Select, TextInput } from '@mantine/core';
import { Page, Section } from '../ui/page.tsx';
import { today } from '../ui/words.ts';
import { AutomationForm } from './automation-form.tsx';
import { DueDateForm } from './due-date-form.tsx';
import { exampleNumber } from './number-pattern.rules.ts';
import classes from './preferences-form.module.css';
import { PreferencesForm, usePreferencesDraft } from './preferences-form.tsx';
import { useRecalculationOffer } from './recalculation-offer.tsx';
import { SettingsFrame } from './settings-nav.tsx';

export function ProductionPage() {
  const { ask, offer } = useRecalculationOffer();
  return (
    <SettingsFrame>
      <Page title="Production">
        <Section title="Due dates">
          <DueDateForm onSaved={ask} />
        </Section>
        <Section title="What happens by itself">
          <AutomationForm />
        </Section>
        <Section title="Numbers and paper">
          <NumbersForm />
        </Section>
        {offer}
      </Page>
    </SettingsFrame>
  );
}

const patterns = [
  { field: 'orderNumberPattern', label: 'Numbers of production orders' },
  { field: 'invoiceNumberPattern', label: 'Numbers of invoices' },
] as const;

function NumbersForm() {
  const draft = usePreferencesDraft('orderNumberPattern', 'invoiceNumberPattern', 'paperSize');
  const { draft: given, change } = draft;
  return (
    <PreferencesForm
      submit="Save numbers and paper"
      saved="Numbers and paper saved."
      fields={['orderNumberPattern', 'invoiceNumberPattern', 'paperSize']}
      draft={draft}
    >
      {(fault) => (
        <>
          <p className="quiet">
            {
              '{n} is the running number, {n:5} the same with at least five digits; {yyyy}, {yy} and {mm} are year and month.'
            }
          </p>
          <div className={classes.pair}>
            {patterns.map(({ field, label }) => (
              <TextInput
                key={field}
                label={label}
                description={`Such as ${exampleNumber(given[field], today())}`}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                value={given[field]}
                error={fault(field)}
                onChange={({ currentTarget: { value } }) => change({ [field]: value })}
              />
            ))}
          </div>
          <Select
            label="Paper of order forms and work orders"
            data={['A4', 'Letter']}
            allowDeselect={false}
            value={given.paperSize}
            error={fault('paperSize')}
            onChange={(paperSize) => paperSize && change({ paperSize: paperSize as typeof given.paperSize })}
          />
        </>
      )}
    </PreferencesForm>
  );
}
