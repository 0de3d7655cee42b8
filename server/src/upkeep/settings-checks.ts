import { areas, levels } from '@printrail/contract/endpoint';
import { faultIn } from '../cycles/arrangement.rules.ts';
import { checkCurrency, checkLocale, checkTimeZone } from '../studio/preferences.rules.ts';
import type { Check, Examined, Offences } from './findings.ts';
import { unreadable } from './findings.ts';

type Arranged = Parameters<typeof faultIn>[0];

/** What the studio's settings and people must be for it to work at all. */
export const settingsChecks: readonly Check[] = [
  {
    name: 'settings',
    rule: 'The studio has one set of preferences, and they and its calendar can be read.',
    isQuick: true,
    find: async ({ db, settings }, offences) => {
      const preferences = { record: 'the studio', id: 1 };
      for (const says of settings.faults) offences.add({ ...preferences, says });
      const rows = await db.selectFrom('studio').select('id').execute();
      if (rows.length !== 1) offences.add({ ...preferences, says: `there are ${rows.length} sets of preferences` });
      const { timeZone, locale, currency } = settings.preferences;
      const checks = [() => checkTimeZone(timeZone), () => checkLocale(locale), () => checkCurrency(currency)];
      for (const check of checks) whetherIt(check, 'the studio', offences);
    },
  },
  {
    name: 'cycles',
    rule: 'Each type has one initial and one final status, both active and on its track, the final one last and without duration; so have invoices.',
    isQuick: true,
    find: async ({ cycles }, offences) => {
      for (const { type, statuses } of cycles.all) {
        const says = faultInCycle(statuses);
        if (says) offences.add({ record: `the type ${type.name}`, id: type.id, says });
      }
      const says = faultInCycle(cycles.invoiceStatuses);
      if (says) offences.add({ record: 'the invoice statuses', id: null, says });
    },
  },
  {
    name: 'owner',
    rule: 'Where users can sign in, one of them is an active owner.',
    isQuick: true,
    find: async ({ db }, offences) => {
      const all = db.selectFrom('users').select(['isOwner', 'isActive']);
      const users = await all.where('passwordHash', '<>', '').execute();
      if (users.length === 0 || users.some(({ isOwner, isActive }) => isOwner && isActive)) return;
      offences.add({ record: 'the users', id: null, says: 'none of those who can sign in is an active owner' });
    },
  },
  {
    name: 'rights',
    rule: 'The rights of users and API keys are levels by area.',
    isQuick: true,
    find: async (examined, offences) => {
      for (const { table, record } of holders) await checkRights(examined, table, record, offences);
    },
  },
];

const holders = [
  { table: 'users', record: 'user' },
  { table: 'apiKeys', record: 'API key' },
] as const;

async function checkRights(
  { db }: Examined,
  table: (typeof holders)[number]['table'],
  record: string,
  offences: Offences,
): Promise<void> {
  for (const { id, name, rights } of await db
    .selectFrom(table)
    .select(['id', 'name', 'rights'])
    .orderBy('id')
    .execute()) {
    whetherIt(() => expectRights(rights), `${record} ${name}`, offences, id);
  }
}

function expectRights(json: string): void {
  for (const [area, level] of Object.entries(JSON.parse(json) as Record<string, unknown>)) {
    const isKnown = areas.some((each) => each === area) && levels.some((each) => each === level);
    if (!isKnown) throw new Error(`there is no right to ${String(level)} in ${area}`);
  }
}

function whetherIt(holds: () => void, record: string, offences: Offences, id: number | null = null): void {
  try {
    holds();
  } catch (error) {
    offences.add({ ...unreadable(record, error), id });
  }
}

function faultInCycle(statuses: Arranged): string | undefined {
  const roles = [
    ['initial', statuses.filter(({ isInitial }) => isInitial).length],
    ['final', statuses.filter(({ isFinal }) => isFinal).length],
  ] as const;
  const wrong = roles.find(([, many]) => many !== 1);
  if (wrong) return `it has ${wrong[1]} ${wrong[0]} statuses`;
  const fault = faultIn(statuses);
  return fault && `${fault.name}, the ${fault.role} status: ${fault.rule}`;
}
