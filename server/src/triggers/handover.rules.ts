import { type Step, stepsOf } from '@printrail/contract/trigger-parts';
import type { Trigger } from './firing-plan.rules.ts';

/** A client or vendor as one can be reached; `address` is the postal one, empty when it is not complete. */
export type Party = { id: number; name: string; email: string | null; phone: string; address: string };
export type Person = { id: number; name: string; email: string };

/** What is known of the order or invoice that a firing is about. */
export type About = {
  client: (Party & { doNotCall: boolean; doNotMarket: boolean }) | null;
  vendor: Party | null;
  responsible: Person | null;
  /** The members of the department that the trigger is for. */
  members: readonly Person[];
};

export type Recipient = { key: string; name: string; address: string; isToClient: boolean };

/** What processing a firing comes to. */
export type Handover =
  | { does: Step; to: readonly Recipient[]; reason: '' }
  | { does: 'excluded'; to: readonly []; reason: string }
  | { does: 'nothing'; to: readonly []; reason: string };

type Reachable = { key: string; name: string; addresses: Partial<Record<Step, string>> };

/**
 * What a trigger does for an order or invoice as things stand: the first of its steps for which there is an address; for
 * a client who is excluded by a mark nothing; without any address nothing either, and why.
 */
export function handoverOf(trigger: Trigger, about: About): Handover {
  const { client } = about;
  const excluded = client && markOf(trigger, client);
  if (excluded) return { does: 'excluded', to: [], reason: `${client.name} is marked “${excluded}”` };
  const steps = stepsOf[trigger.action];
  const [only = 'task'] = steps;
  if (only === 'task') return { does: only, to: [], reason: '' };
  if (only === 'webhook') {
    const { address } = trigger;
    return { does: only, to: [{ key: 'webhook', name: hostOf(address), address, isToClient: false }], reason: '' };
  }
  const parties = partiesOf(trigger, about);
  if (typeof parties === 'string') return { does: 'nothing', to: [], reason: parties };
  for (const step of steps) {
    const to = parties.flatMap(({ key, name, addresses }): Recipient[] => {
      const address = addresses[step]?.trim();
      return address ? [{ key, name, address, isToClient: key === 'client' }] : [];
    });
    if (to.length > 0) return { does: step, to, reason: '' };
  }
  const missing = steps.map((step) => addressWords[step]).join(' and no ');
  return { does: 'nothing', to: [], reason: `${parties.map(({ name }) => name).join(', ')} has no ${missing}` };
}

function markOf(trigger: Trigger, client: { doNotCall: boolean; doNotMarket: boolean }): string | undefined {
  if (trigger.isDoNotCallExcluded && client.doNotCall) return 'do not call';
  return trigger.isDoNotMarketExcluded && client.doNotMarket ? 'do not market' : undefined;
}

/** Those the trigger is for, or why there are none. */
function partiesOf({ recipient, address }: Trigger, about: About): Reachable[] | string {
  if (recipient === 'fixed') {
    return [
      { key: 'fixed', name: address, addresses: { email: address, sms: address, call: address, letter: address } },
    ];
  }
  if (recipient === 'responsible') {
    return about.responsible ? [personReachable(about.responsible)] : 'nobody is responsible';
  }
  if (recipient === 'department') {
    return about.members.length > 0 ? about.members.map(personReachable) : 'the department has no active members';
  }
  const key = recipient === 'vendor' ? 'vendor' : 'client';
  const party = about[key];
  if (!party) return `there is no ${key}`;
  const { name, email, phone, address: postal } = party;
  return [{ key, name, addresses: { email: email ?? '', sms: phone, call: phone, letter: postal } }];
}

function personReachable({ id, name, email }: Person): Reachable {
  return { key: `user:${id}`, name, addresses: { email } };
}

const addressWords: Readonly<Record<Step, string>> = {
  task: 'address',
  webhook: 'address',
  email: 'e-mail address',
  sms: 'phone number',
  call: 'phone number',
  letter: 'postal address',
};

type Postal = { street: string; city: string; region: string; postalCode: string; country: string };

/** A postal address as it stands on a letter; empty without street and city. */
export function postalAddress({ street, city, region, postalCode, country }: Postal): string {
  if (street.trim() === '' || city.trim() === '') return '';
  const place = [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return [street, place, country].filter(Boolean).join('\n');
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
