/** Where one can go and what one can begin, by words of one's own. */
export const commands = [
  { to: '/production', name: 'Production', words: 'hub orders list late due' },
  { to: '/production?layout=board', name: 'Production as a board', words: 'kanban columns status' },
  { to: '/production?layout=calendar', name: 'Production as a calendar', words: 'month due dates' },
  { to: '/production?late=true', name: 'What is late', words: 'overdue' },
  { to: '/my-work', name: 'My work', words: 'assigned to me mine' },
  { to: '/scan', name: 'Scan barcodes', words: 'scanner barcode mode' },
  { to: '/invoices', name: 'Invoices', words: 'sales' },
  { to: '/invoices/new', name: 'New invoice', words: 'add create' },
  { to: '/production/new', name: 'New production order', words: 'add create by hand' },
  { to: '/clients', name: 'Clients', words: 'customers people' },
  { to: '/vendors', name: 'Vendors', words: 'labs framers suppliers' },
  { to: '/products', name: 'Price list', words: 'products prices' },
  { to: '/import', name: 'Import', words: 'csv files load' },
  { to: '/settings', name: 'Settings', words: 'preferences maintenance' },
  { to: '/settings/studio', name: 'Studio', words: 'name address logo time zone currency' },
  { to: '/settings/calendar', name: 'Calendar', words: 'work week closures holidays' },
  { to: '/settings/production', name: 'Production preferences', words: 'due dates automation numbers' },
  { to: '/settings/cycles', name: 'Order types and status cycles', words: 'steps durations maintenance' },
  { to: '/settings/lists', name: 'Invoice statuses and reorder reasons', words: 'maintenance lists' },
  { to: '/settings/people', name: 'People and departments', words: 'users rights' },
  { to: '/settings/api-keys', name: 'API keys', words: 'integration' },
  { to: '/settings/account', name: 'Your account', words: 'password sign in' },
] as const;

/** The commands whose name or words hold every word typed. */
export function commandsFor(typed: string): readonly (typeof commands)[number][] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ name, words: more }) => {
    const text = `${name} ${more}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
