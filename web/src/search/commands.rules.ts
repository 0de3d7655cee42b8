import type { Area, Level } from '@printrail/contract/endpoint';

type Command = { to: string; name: string; words: string; needs?: readonly [Area, Exclude<Level, 'none'>] };

/** Where one can go and what one can begin, by words of one's own. */
const commands: readonly Command[] = [
  { to: '/production', name: 'Production', words: 'hub orders list late due' },
  { to: '/production?layout=board', name: 'Production as a board', words: 'kanban columns status' },
  { to: '/production?layout=calendar', name: 'Production as a calendar', words: 'month due dates' },
  { to: '/production?late=true', name: 'What is late', words: 'overdue' },
  { to: '/my-work', name: 'My work', words: 'assigned to me mine tasks calls' },
  { to: '/my-work?show=tasks', name: 'My tasks and calls', words: 'to do mine' },
  { to: '/my-work?new=task', name: 'New task', words: 'add create call to do', needs: ['production', 'add'] },
  { to: '/scan', name: 'Scan barcodes', words: 'scanner barcode mode', needs: ['production', 'change'] },
  { to: '/invoices', name: 'Invoices', words: 'sales', needs: ['invoices', 'view'] },
  { to: '/invoices/new', name: 'New invoice', words: 'add create', needs: ['invoices', 'add'] },
  { to: '/production/new', name: 'New production order', words: 'add create by hand', needs: ['production', 'add'] },
  { to: '/clients', name: 'Clients', words: 'customers people', needs: ['clients', 'view'] },
  { to: '/triggers', name: 'Triggers', words: 'queue firings process skip', needs: ['production', 'view'] },
  { to: '/messages', name: 'Messages', words: 'sent e-mails sms letters webhooks', needs: ['production', 'view'] },
  { to: '/vendors', name: 'Vendors', words: 'labs framers suppliers', needs: ['catalog', 'view'] },
  { to: '/products', name: 'Price list', words: 'products prices', needs: ['catalog', 'view'] },
  { to: '/import', name: 'Import', words: 'csv files load', needs: ['maintenance', 'add'] },
  { to: '/settings', name: 'Settings', words: 'preferences maintenance' },
  { to: '/settings/studio', name: 'Studio', words: 'name address logo time zone currency' },
  { to: '/settings/calendar', name: 'Calendar', words: 'work week closures holidays' },
  { to: '/settings/production', name: 'Production preferences', words: 'due dates automation numbers' },
  { to: '/settings/cycles', name: 'Order types and status cycles', words: 'steps durations maintenance' },
  {
    to: '/settings/lists',
    name: 'Statuses and reasons',
    words: 'maintenance lists invoice types of tasks calls reorder',
  },
  {
    to: '/settings/triggers',
    name: 'Trigger settings',
    words: 'maintenance status happens by itself',
    needs: ['maintenance', 'view'],
  },
  { to: '/settings/templates', name: 'Templates', words: 'e-mail sms letter text', needs: ['maintenance', 'view'] },
  {
    to: '/settings/delivery',
    name: 'Delivery',
    words: 'smtp mail server sms sending hours',
    needs: ['maintenance', 'view'],
  },
  { to: '/settings/people', name: 'People and departments', words: 'users rights', needs: ['people', 'view'] },
  { to: '/settings/api-keys', name: 'API keys', words: 'integration', needs: ['people', 'view'] },
  { to: '/settings/account', name: 'Your account', words: 'password sign in' },
];

type May = (area: Area, level: Exclude<Level, 'none'>) => boolean;

/**
 * The places whose name or words hold every word typed, of those that one may see; `named` are those whose name begins
 * so, once enough is typed to mean a place and not someone's initials.
 */
export function commandsFor(typed: string, may: May): { named: Command[]; others: Command[] } {
  const text = typed.trim().toLowerCase();
  const words = text.split(/\s+/).filter(Boolean);
  const found = commands.filter(({ name, words: more, needs }) => {
    const held = `${name} ${more}`.toLowerCase();
    return words.every((word) => held.includes(word)) && (!needs || may(...needs));
  });
  const isNamed = ({ name }: Command) => text.length >= fewestLetters && name.toLowerCase().startsWith(text);
  return { named: found.filter(isNamed), others: found.filter((command) => !isNamed(command)) };
}

const fewestLetters = 3;
