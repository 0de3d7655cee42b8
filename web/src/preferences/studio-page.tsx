import { Autocomplete, Select, TextInput } from '@mantine/core';
import type { Preferences } from '@printrail/contract/calendar';
import { currencies, timeZones } from '../first-run/places.ts';
import { Page, Section } from '../ui/page.tsx';
import { locales } from './locales.ts';
import { LogoField } from './logo-field.tsx';
import classes from './preferences-form.module.css';
import { PreferencesForm, usePreferencesDraft } from './preferences-form.tsx';
import { SettingsFrame } from './settings-nav.tsx';

export function StudioPage() {
  return (
    <SettingsFrame>
      <Page title="Studio" detail="Printed on order forms and work orders">
        <Section title="Name and address">
          <Details />
        </Section>
        <Section title="Logo">
          <LogoField />
        </Section>
        <Section title="Time, language and money">
          <Region />
        </Section>
      </Page>
    </SettingsFrame>
  );
}

const contactFields = [
  { field: 'phone', label: 'Phone', type: 'tel' },
  { field: 'email', label: 'E-mail', type: 'email' },
  { field: 'website', label: 'Website', type: 'url' },
] as const;

function Details() {
  const draft = usePreferencesDraft('studioName', 'address', 'phone', 'email', 'website');
  const { draft: studio, change } = draft;
  return (
    <PreferencesForm
      submit="Save name and address"
      saved="Name and address saved."
      fields={['studioName', 'phone', 'email', 'website', ...addressFields]}
      draft={draft}
    >
      {(fault) => (
        <>
          <TextInput
            label="Name of the studio"
            autoComplete="organization"
            value={studio.studioName}
            error={fault('studioName')}
            onChange={({ currentTarget: { value: studioName } }) => change({ studioName })}
          />
          <AddressFields value={studio.address} onChange={(address) => change({ address })} fault={fault} />
          <div className={classes.pair}>
            {contactFields.map(({ field, label, type }) => (
              <TextInput
                key={field}
                label={label}
                type={type}
                value={studio[field]}
                error={fault(field)}
                onChange={({ currentTarget: { value } }) => change({ [field]: value })}
              />
            ))}
          </div>
        </>
      )}
    </PreferencesForm>
  );
}

const addressParts = [
  { part: 'street', label: 'Street' },
  { part: 'city', label: 'City' },
  { part: 'region', label: 'State or region' },
  { part: 'postalCode', label: 'Postal code' },
  { part: 'country', label: 'Country' },
] as const;
const addressFields = addressParts.map(({ part }) => `address.${part}`);

type AddressFieldsProps = {
  value: Preferences['address'];
  onChange: (address: Preferences['address']) => void;
  fault: (field: string) => string | undefined;
};

function AddressFields({ value, onChange, fault }: AddressFieldsProps) {
  const [street, ...others] = addressParts.map(({ part, label }) => (
    <TextInput
      key={part}
      label={label}
      value={value[part] ?? ''}
      error={fault(`address.${part}`)}
      onChange={({ currentTarget }) => onChange({ ...value, [part]: currentTarget.value })}
    />
  ));
  return (
    <>
      {street}
      <div className={classes.pair}>{others}</div>
    </>
  );
}

function Region() {
  const draft = usePreferencesDraft('timeZone', 'locale', 'currency');
  const { draft: studio, change } = draft;
  return (
    <PreferencesForm
      submit="Save time, language and money"
      saved="Time, language and money saved."
      fields={['timeZone', 'locale', 'currency']}
      draft={draft}
    >
      {(fault) => (
        <>
          <Select
            label="Time zone"
            description="Says which day is today. Dates already given stay."
            searchable
            limit={60}
            nothingFoundMessage="No time zone of that name"
            data={timeZones()}
            value={studio.timeZone}
            error={fault('timeZone')}
            onChange={(timeZone) => timeZone && change({ timeZone })}
          />
          <Autocomplete
            label="Language and region"
            description="How dates and amounts are written, and in which language holidays are named."
            data={locales}
            value={studio.locale}
            error={fault('locale')}
            onChange={(locale) => change({ locale })}
          />
          <Select
            label="Currency"
            description="Amounts keep their figures; nothing is converted."
            searchable
            limit={60}
            nothingFoundMessage="No currency of that name"
            data={currencies()}
            value={studio.currency}
            error={fault('currency')}
            onChange={(currency) => currency && change({ currency })}
          />
        </>
      )}
    </PreferencesForm>
  );
}
