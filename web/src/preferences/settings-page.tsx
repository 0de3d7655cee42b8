import { Page, Section } from '../ui/page.tsx';
import { SettingsLink, useSettingsPlaces } from './settings-nav.tsx';
import classes from './settings-page.module.css';

export function SettingsPage() {
  const groups = useSettingsPlaces();
  return (
    <Page title="Settings">
      {groups.map(({ group, places }) => (
        <Section key={group} title={group}>
          <ul className={classes.list}>
            {places.map((place) => (
              <li key={place.to} className={classes.place}>
                <SettingsLink place={place} className={classes.name} />
                <span className="quiet">{place.about}</span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  );
}
