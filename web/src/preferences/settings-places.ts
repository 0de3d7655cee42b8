import type { Area } from '@printrail/contract/endpoint';

export type SettingsPlace = {
  to: string;
  name: string;
  /** What is decided there, in a line. */
  about: string;
  /** Shown to those who may at least look into this area; to everyone where none is named. */
  area?: Area;
  /** Served by the server itself, not a page of the application. */
  isOutside?: boolean;
};

export const settingsPlaces: readonly { group: string; places: readonly SettingsPlace[] }[] = [
  {
    group: 'How the studio works',
    places: [
      { to: '/settings/studio', name: 'Studio', about: 'Name, address, logo, time zone, language and currency' },
      { to: '/settings/calendar', name: 'Calendar', about: 'Days of the work week, closures, public holidays' },
      {
        to: '/settings/production',
        name: 'Production',
        about: 'How due dates are counted, what happens by itself, how orders are numbered',
      },
      {
        to: '/settings/cycles',
        name: 'Order types and cycles',
        about: 'The steps each type of production order goes through, and how long they take',
      },
      {
        to: '/settings/lists',
        name: 'Statuses and reasons',
        about: 'Invoice statuses, types of tasks, and why orders are made again',
      },
    ],
  },
  {
    group: 'What happens by itself',
    places: [
      {
        to: '/triggers',
        name: 'Queue and messages',
        about: 'What is about to happen, and what was sent',
        area: 'production',
      },
      {
        to: '/settings/triggers',
        name: 'Triggers',
        about: 'The tasks, calls and messages that follow from a status',
        area: 'maintenance',
      },
      {
        to: '/settings/templates',
        name: 'Templates',
        about: 'What e-mails, texts, letters, tasks and calls say',
        area: 'maintenance',
      },
      {
        to: '/settings/delivery',
        name: 'Delivery',
        about: 'The mail server, the SMS provider, webhooks and sending hours',
        area: 'maintenance',
      },
    ],
  },
  {
    group: 'Whom and what it works with',
    places: [
      {
        to: '/vendors',
        name: 'Vendors',
        about: 'Labs, framers, album makers and your own departments',
        area: 'catalog',
      },
      { to: '/products', name: 'Price list', about: 'What clients order, and who makes it', area: 'catalog' },
      { to: '/import', name: 'Import', about: 'Clients, vendors, products and orders from another system' },
    ],
  },
  {
    group: 'People and access',
    places: [
      {
        to: '/settings/people',
        name: 'People',
        about: 'Who works here, what each may do, departments',
        area: 'people',
      },
      { to: '/settings/api-keys', name: 'API keys', about: 'Access for other programs', area: 'people' },
      { to: '/settings/account', name: 'Your account', about: 'Your name, e-mail address and password' },
      { to: '/api/v1/', name: 'API reference', about: 'Everything other programs can do here', isOutside: true },
    ],
  },
];
