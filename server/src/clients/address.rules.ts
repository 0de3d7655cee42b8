import type { WholeAddress } from '@printrail/contract/clients';
import type { Address } from '@printrail/contract/fields';
import { folded } from '../platform/folding.ts';

/** An address as the API gives it, always with its five parts, from the columns of its record. */
export function addressOf({ street, city, region, postalCode, country }: WholeAddress): WholeAddress {
  return { street, city, region, postalCode, country };
}

/** The columns of an address; a part that is not given is empty. */
export function addressColumns(address: Address = {}): WholeAddress {
  const { street = '', city = '', region = '', postalCode = '', country = '' } = address;
  return { street, city, region, postalCode, country };
}

/** The folded text in which a person or company is looked for; phone numbers also as bare digits. */
export function contactSearchText(texts: readonly (string | null)[], phone: string): string {
  return folded([...texts, phone, phone.replace(/\D/g, '')].filter(Boolean).join(' '));
}
