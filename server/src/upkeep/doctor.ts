import { loadCycles } from '../cycles/cycles.queries.ts';
import { highestId } from '../database/chosen-ids.ts';
import type { Db } from '../database/connect.ts';
import { tablesAfter } from '../database/described-tables.ts';
import { appliedMigrations, migrationNames } from '../database/migrate.ts';
import { apart } from '../database/soundness.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Check, type Examined, type Finding, Offences, unreadable } from './findings.ts';
import { keptTextChecks } from './kept-text-checks.ts';
import { messageChecks } from './message-checks.queries.ts';
import { type OrderRule, orderRules } from './order.rules.ts';
import { type WalkedOrder, walkOrders } from './order-walk.queries.ts';
import { searchIndexRule, TrigramCount } from './search-check.ts';
import { settingsAtHand } from './settings-at-hand.ts';
import { settingsChecks } from './settings-checks.ts';
import { storageChecks } from './storage-checks.ts';
import { sumChecks } from './sum-checks.queries.ts';
import { triggerChecks } from './trigger-checks.queries.ts';

const checks: readonly Check[] = [
  ...[...storageChecks, ...settingsChecks, ...keptTextChecks, ...sumChecks, ...triggerChecks, ...messageChecks],
];
const shareOfChecks = 0.3;

export type Examining = {
  /** Only what is done in seconds at any size: the storage, the settings and the open orders. */
  isQuick?: boolean;
  progress?(what: string, share: number): void;
};

/**
 * Looks for everything that should not be so in one state of a database (a snapshot, or inside a transaction); writes
 * nothing. Gives every rule that was looked at, with the records that break it.
 */
export async function examine(db: Db, { isQuick = false, progress }: Examining = {}): Promise<Finding[]> {
  await expectNewestForm(db);
  const settings = await settingsAtHand(db);
  const examined = { db, tables: tablesAfter(migrationNames), cycles: await loadCycles(db), settings, isQuick };
  const wanted = checks.filter((check) => check.isQuick || !isQuick);
  const findings: Finding[] = [];
  for (const [at, check] of wanted.entries()) {
    progress?.(`Checking ${check.name}`, (at / wanted.length) * shareOfChecks);
    findings.push(await made(check, examined));
  }
  const walked = await examineOrders(examined, (share) => {
    progress?.('Checking the orders', shareOfChecks + share * (1 - shareOfChecks));
  });
  return [...findings, ...walked];
}

export function isSound(findings: readonly Finding[]): boolean {
  return findings.every(({ count }) => count === 0);
}

async function expectNewestForm(db: Db): Promise<void> {
  const applied = await appliedMigrations(db);
  const isNewest = applied.length === migrationNames.length && migrationNames.every((name) => applied.includes(name));
  if (!isNewest) throw new Refusal('doctor.other_form', { last: applied.at(-1) ?? 'none' });
}

/** A check that cannot be made has found something. */
async function made(check: Check, examined: Examined): Promise<Finding> {
  const offences = new Offences();
  try {
    await apart(examined.db, () => check.find(examined, offences));
  } catch (error) {
    offences.add(unreadable('the database', error));
  }
  return offences.finding(check);
}

async function examineOrders(examined: Examined, progress: (share: number) => void): Promise<Finding[]> {
  const { db, isQuick } = examined;
  const found = orderRules.map((rule) => ({ rule, offences: new Offences() }));
  const trigrams = new TrigramCount();
  const highest = await highestId(db, 'production_orders');
  for await (const orders of walkOrders(db, isQuick ? 'open' : 'all')) {
    for (const order of orders) {
      for (const { rule, offences } of found) examineOrder(rule, order, examined, offences);
      if (!isQuick) trigrams.add(order.searchText);
    }
    progress((orders.at(-1)?.id ?? 0) / highest);
  }
  const findings = found.map(({ rule, offences }) => offences.finding(rule));
  if (isQuick) return findings;
  const find: Check['find'] = (_, offences) => trigrams.compare(db, offences);
  return [...findings, await made({ ...searchIndexRule, find }, examined)];
}

function examineOrder(rule: OrderRule, order: WalkedOrder, examined: Examined, offences: Offences): void {
  const record = `production order ${order.number}`;
  try {
    const says = rule.fault(order, { cycles: examined.cycles, calendar: examined.settings.calendar });
    if (says) offences.add({ record, id: order.id, says });
  } catch (error) {
    offences.add({ ...unreadable(record, error), id: order.id });
  }
}
