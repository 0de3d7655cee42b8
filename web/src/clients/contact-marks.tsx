import type { Client } from '@printrail/contract/clients';

/** What a client does not want. */
export function ContactMarks({ client }: { client: Pick<Client, 'doNotCall' | 'doNotMarket'> }) {
  const marks = [...(client.doNotCall ? ['do not call'] : []), ...(client.doNotMarket ? ['do not market'] : [])];
  return marks.length === 0 ? null : <span>{marks.join(' · ')}</span>;
}
