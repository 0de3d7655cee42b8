/** The parts of the API, in the order in which its description lists them. */
export const tags = {
  Studio: 'Preferences, closures and the business-day calendar.',
  People: 'Signing in, users and their rights, departments, API keys, and who changed what.',
  Clients: 'Clients and their sessions.',
  Catalog: 'Vendors and the products of the price list.',
  Cycles: 'Production order types with their status cycles, and the invoice statuses.',
  Invoices: 'What clients order from the studio: lines, payments, delivery dates.',
  'Production orders': 'What the studio orders from its vendors, and the production hub.',
  'Status changes': 'Where orders are on their cycles: changing, undoing, history and plan, one order or many.',
  Automation: 'What Printrail does by itself when orders or invoices come along.',
  Tasks: 'What people have to do: tasks and calls, by hand or made by triggers.',
  Triggers:
    'What follows from a status, at once or days around its due date, and the queue of what is about to happen.',
  Delivery: 'Messages to clients and vendors: templates, what was sent and what waits, and how it is sent.',
  Imports: 'Bringing in clients, vendors, products and invoices from the CSV files of another system.',
  Exports:
    'Taking every list out as CSV (RFC 4180), by id: dates as YYYY-MM-DD, moments in UTC, money in units of the currency.',
} as const;

export type Tag = keyof typeof tags;
