import { NativeSelect } from '@mantine/core';
import { type Area, areas, type Level, levels } from '@printrail/contract/endpoint';
import type { Rights } from '@printrail/contract/people';
import classes from './people.module.css';

const areaWords: Record<Area, string> = {
  clients: 'Clients and sessions',
  catalog: 'Vendors and price list',
  invoices: 'Invoices and payments',
  production: 'Production orders',
  maintenance: 'Preferences and cycles',
  people: 'Users and API keys',
};
const levelWords: Record<Level, string> = {
  none: 'nothing',
  view: 'view',
  add: 'view and add',
  change: 'view, add and change',
  delete: 'view, add, change and delete',
};

/** What someone may do, area by area; each level includes those before it. */
export function RightsField({ rights, onChange }: { rights: Rights; onChange: (rights: Rights) => void }) {
  return (
    <fieldset className={classes.rights}>
      <legend>May do</legend>
      {areas.map((area) => (
        <NativeSelect
          key={area}
          label={areaWords[area]}
          size="xs"
          data={levels.map((level) => ({ value: level, label: levelWords[level] }))}
          value={rights[area] ?? 'none'}
          onChange={({ currentTarget }) => onChange({ ...rights, [area]: currentTarget.value as Level })}
        />
      ))}
    </fieldset>
  );
}
