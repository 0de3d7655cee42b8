type SampleStatus = { name: string; duration: number | null; isSide: boolean; color: string; clientWording: string };

const step = (name: string, duration: number | null, color: string, clientWording: string): SampleStatus => ({
  name,
  duration,
  isSide: false,
  color,
  clientWording,
});
const side = (name: string, duration: number | null, clientWording: string): SampleStatus => ({
  name,
  duration,
  isSide: true,
  color: '#8a8580',
  clientWording,
});

const check = step('Quality check', 1, '#3d8b84', 'We are checking your order');
const packaging = step('Packaging', 1, '#5b8c4a', 'Your order is being packed');
const complete = step('Complete', null, '#4c7a34', 'Your order is complete');
const onHold = side('On hold', null, 'Your order is on hold');

/** The types of a new installation: ready to use, meant to be edited. Durations in business days. */
export const sampleTypes: readonly { name: string; kind: 'print' | 'generic'; statuses: readonly SampleStatus[] }[] = [
  {
    name: 'Print order',
    kind: 'print',
    statuses: [
      step('Retouching', 2, '#8a63b0', 'We are retouching your images'),
      step('Order review', 1, '#4f74b3', 'We are preparing your order'),
      step('At the lab', 5, '#c98a1b', 'Your order is being printed'),
      check,
      packaging,
      complete,
      side('Waiting on client', 5, 'We are waiting to hear from you'),
      onHold,
    ],
  },
  {
    name: 'Album order',
    kind: 'print',
    statuses: [
      step('Album design', 5, '#8a63b0', 'We are designing your album'),
      step('Client proofing', 7, '#b0588f', 'Your album design is ready for you to look at'),
      step('Final edits', 2, '#4f74b3', 'We are finishing your album design'),
      step('At the bindery', 15, '#c98a1b', 'Your album is being bound'),
      check,
      packaging,
      complete,
      onHold,
    ],
  },
  {
    name: 'In-house print',
    kind: 'print',
    statuses: [
      step('Files to prepare', 1, '#4f74b3', 'We are preparing your order'),
      step('Printing', 2, '#c98a1b', 'Your order is being printed'),
      step('Finishing', 1, '#b3703e', 'Your order is being finished'),
      check,
      complete,
      side('Reprint needed', 1, 'Your order is being printed again'),
      onHold,
    ],
  },
  {
    name: 'Frame or gift order',
    kind: 'generic',
    statuses: [
      step('To be ordered', 1, '#4f74b3', 'We are preparing your order'),
      step('With the vendor', 10, '#c98a1b', 'Your order is being made'),
      step('Inspection', 1, '#3d8b84', 'We are checking your order'),
      complete,
      onHold,
    ],
  },
];

/** The invoice statuses of a new installation; `isReady` marks the one set when production is complete. */
export const sampleInvoiceStatuses: readonly {
  name: string;
  duration: number | null;
  color: string;
  isReady?: true;
}[] = [
  { name: 'Open', duration: null, color: '#4f74b3' },
  { name: 'In production', duration: null, color: '#c98a1b' },
  { name: 'Ready for pickup', duration: 5, color: '#3d8b84', isReady: true },
  { name: 'Delivered', duration: null, color: '#4c7a34' },
];
