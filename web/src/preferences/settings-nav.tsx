import { Link } from '@tanstack/react-router';
import { useMay } from '../session.tsx';
import classes from './settings-nav.module.css';
import { type SettingsPlace, settingsPlaces } from './settings-places.ts';

/** What stands beside every page of the settings; `children` is the page. */
export function SettingsFrame({ children }: { children: React.ReactNode }) {
  const groups = useSettingsPlaces();
  return (
    <div className={classes.frame}>
      <nav className={classes.nav} aria-label="Settings">
        <Link to="/settings" className={classes.all} activeOptions={{ exact: true }}>
          All settings
        </Link>
        {groups.map(({ group, places }) => (
          <div key={group} className={classes.group}>
            {places.map((place) => (
              <SettingsLink key={place.to} place={place} className={classes.place} />
            ))}
          </div>
        ))}
      </nav>
      <div className={classes.page}>{children}</div>
    </div>
  );
}

/** The settings that who is signed in may see, by group. */
export function useSettingsPlaces(): typeof settingsPlaces {
  const may = useMay();
  return settingsPlaces
    .map(({ group, places }) => ({ group, places: places.filter(({ area }) => !area || may(area, 'view')) }))
    .filter(({ places }) => places.length > 0);
}

export function SettingsLink({ place, className }: { place: SettingsPlace; className: string | undefined }) {
  if (place.isOutside) {
    return (
      <a href={place.to} className={className}>
        {place.name}
      </a>
    );
  }
  return (
    <Link to={place.to} className={className} activeProps={{ 'data-here': true }}>
      {place.name}
    </Link>
  );
}
