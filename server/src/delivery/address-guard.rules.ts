import { BlockList, isIP, isIPv6 } from 'node:net';

const internal = listOf([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
]);
// Of IPv6 only this is given to the public internet.
const publicIpv6 = listOf(['2000::/3']);

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    list.addSubnet(address, Number(bits), familyOf(address));
  }
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

/** Whether an IP address belongs to this machine, a private network, or is otherwise not of the public internet. */
export function isInternal(address: string): boolean {
  const family = familyOf(address);
  if (isIP(address) === 0 || internal.check(address, family)) return true;
  return family === 'ipv6' && !publicIpv6.check(address, 'ipv6');
}

/** What an allow-list names: a host by its name, an address, or a range such as 192.168.1.0/24. */
export function isAllowEntry(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  if (more.length > 0) return false;
  if (isIP(address) === 0) return bits === undefined && /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(address);
  const most = isIPv6(address) ? 128 : 32;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
}

/**
 * Whether a host that has an address may be spoken to: every public address, and an internal one when the allow-list
 * names the host, the address, or a range it lies in.
 */
export function mayReach(host: string, address: string, allowed: readonly string[]): boolean {
  if (!isInternal(address)) return true;
  const name = host.toLowerCase().replace(/\.$/, '');
  if (allowed.some((entry) => entry.toLowerCase() === name)) return true;
  const ranges = allowed.filter((entry) => isIP(entry.split('/')[0] ?? '') !== 0 && isAllowEntry(entry));
  const withBits = ranges.map((entry) => (entry.includes('/') ? entry : `${entry}/${isIPv6(entry) ? 128 : 32}`));
  return isIP(address) !== 0 && listOf(withBits).check(address, familyOf(address));
}

/** Why an address (URL) is not sent to, in words; undefined when nothing of it is against that. */
export function faultOfUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return 'it is not an address such as https://example.com/printrail';
  const { protocol, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return 'it must begin with https:// or http://';
  return username || password ? 'it must not hold a user name or password' : undefined;
}

/** An address (URL) as it is shown: without its query, which often holds a token, and without what else stands behind. */
export function shownUrl(url: string): string {
  if (!URL.canParse(url)) return url.replace(/[?#].*$/s, '');
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
