import type { AnswerOf } from '@printrail/contract/endpoint';
import type { getPlan } from '@printrail/contract/history';
import type { OrderSummary } from '@printrail/contract/orders';
import type { Row as DatabaseRow } from '../database/rows.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { StoredPreferences } from '../studio/preferences.rules.ts';
import type { Form, Row, Table } from './form.ts';
import { joined, type Words } from './words.rules.ts';

/** An order as it is printed. */
export type PrintedOrder = {
  order: OrderSummary;
  sessionName: string | null;
  enteredByName: string | null;
  studioNotes: string;
  vendorNotes: string;
  vendor: DatabaseRow<'vendors'>;
  lines: readonly PrintedLine[];
};

export type PrintedLine = {
  description: string;
  productName: string | null;
  quantity: number;
  /** Of the whole line, in minor units; 0 where no cost is known. */
  cost: number;
  note: string;
};

/** A step of the cycle on a work order. */
export type PrintedStep = AnswerOf<typeof getPlan>['steps'][number] & { responsible: string };

/** What is sent to the vendor: no studio notes, nothing of what the client pays, of the client only the name. */
export function orderFormOf(printed: PrintedOrder, words: Words): Form {
  const { order, vendor, vendorNotes } = printed;
  return {
    title: 'Order form',
    number: order.number,
    mark: markOf(order),
    addressee: {
      label: 'To',
      lines: [
        ...[vendor.name, vendor.contactName, ...words.addressLines(vendor), vendor.phone, vendor.email ?? ''],
      ].filter((line) => line !== ''),
    },
    facts: facts({
      'Order date': words.date(order.orderDate),
      Type: order.typeName,
      'Account number': vendor.accountNumber,
      // The date of the step at which the order stands; a date alone would look like the vendor's own.
      [`Due · ${order.statusName}`]: words.date(order.state === 'open' ? order.dueDate : null),
      Reference: order.clientName ?? '',
      'Your order number': order.vendorOrderNumber,
    }),
    tables: printed.lines.length > 0 ? [costTable(printed.lines, words)] : [],
    notes: notes({ Notes: vendorNotes }),
  };
}

/** What travels with the order in-house: every note, and the steps of its cycle to tick off. */
export function workOrderOf(printed: PrintedOrder, steps: readonly PrintedStep[], words: Words): Form {
  const { order, vendor } = printed;
  return {
    title: 'Work order',
    number: order.number,
    mark: markOf(order),
    addressee: null,
    facts: facts({
      Client: order.clientName ?? '',
      Session: printed.sessionName ?? '',
      Invoice: order.invoiceNumber ?? '',
      'Delivery date': words.date(order.deliveryDate),
      Type: order.typeName,
      'Order date': words.date(order.orderDate),
      Status: order.statusName,
      Due: words.date(order.state === 'open' ? order.dueDate : null),
      Responsible: joined([order.responsibleUserName, order.departmentName], ', '),
      Vendor: vendor.name,
      'Vendor’s order number': order.vendorOrderNumber,
      'Entered by': printed.enteredByName ?? '',
    }),
    tables: [...(printed.lines.length > 0 ? [workTable(printed.lines, words)] : []), trackTable(steps, words)],
    notes: notes({ 'Studio notes': printed.studioNotes, 'Notes for the vendor': printed.vendorNotes }),
  };
}

function markOf({ state }: OrderSummary): string {
  return state === 'cancelled' ? 'CANCELLED' : '';
}

function facts(values: Record<string, string>): Form['facts'] {
  const known = Object.entries(values).filter(([, value]) => value.trim() !== '');
  return known.map(([label, value]) => ({ label, value }));
}

function notes(texts: Record<string, string>): Form['notes'] {
  const written = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  return written.map(([label, text]) => ({ label, text }));
}

const quantity = { title: 'Quantity', width: 44, align: 'right' } as const;
const description = { title: 'Description', width: 'rest' } as const;

function costTable(lines: readonly PrintedLine[], words: Words): Table {
  const total = lines.reduce((sum, { cost }) => sum + cost, 0);
  const described = (line: PrintedLine) => [
    { text: words.number(line.quantity) },
    { text: line.description || line.productName || '', below: line.note },
  ];
  if (total === 0) return { columns: [quantity, description], rows: lines.map((line) => ({ cells: described(line) })) };
  return {
    columns: [quantity, description, { title: 'Cost', width: 90, align: 'right' }],
    rows: lines.map((line) => ({ cells: [...described(line), { text: words.money(line.cost) }] })),
    sum: { cells: [{ text: '' }, { text: 'Total' }, { text: words.money(total) }], isBold: true },
  };
}

function workTable(lines: readonly PrintedLine[], words: Words): Table {
  return {
    columns: [{ title: '', width: 10 }, quantity, description],
    rows: lines.map((line) => {
      const text = line.description || line.productName || '';
      const product = line.productName === text ? '' : line.productName;
      return {
        cells: ['box', { text: words.number(line.quantity) }, { text, below: joined([product, line.note], '\n') }],
      };
    }),
  };
}

function trackTable(steps: readonly PrintedStep[], words: Words): Table {
  return {
    columns: [
      { title: '', width: 10 },
      { title: 'Step', width: 'rest' },
      { title: 'Due', width: 92 },
      { title: 'Responsible', width: 92 },
      { title: 'Done on', width: 92 },
      { title: 'By', width: 60 },
    ],
    rows: steps.map((step) => trackRow(step, words)),
  };
}

function trackRow(
  { statusName, place, completedDate, dueDate, expectedDate, responsible }: PrintedStep,
  words: Words,
): Row {
  const due: IsoDate | null = place === 'expected' ? expectedDate : dueDate;
  const isOver = place === 'done' || place === 'skipped';
  return {
    cells: [
      isOver ? { text: place === 'done' ? '✓' : '–' } : 'box',
      { text: statusName },
      { text: words.date(due) },
      { text: responsible },
      isOver ? { text: words.date(completedDate) } : 'room',
      isOver ? { text: '' } : 'room',
    ],
    isBold: place === 'current',
  };
}

/** The head of every form: the studio's name, address and where to reach it. */
export function letterheadLines(preferences: StoredPreferences, words: Words): string[] {
  const { address, phone, email, website } = preferences;
  return [...words.addressLines(address), phone, joined([email, website], ' · ')].filter((line) => line !== '');
}
