import type { MergeField } from '@printrail/contract/templates';

/** What a merge field holds: a text, yes or no, or a list of items with fields of their own. */
export type MergeValue = string | boolean | readonly Readonly<Record<string, string>>[];

/** Everything that a template may name, by group: `{ client: { name: 'Ada' } }` is `client.name`. */
export type MergeValues = Readonly<Record<string, Readonly<Record<string, MergeValue>>>>;

const studioFields = {
  'studio.name': ['The studio’s name', 'Lumen Studio'],
  'studio.phone': ['The studio’s phone number', '+1 555 010 2000'],
  'studio.email': ['The studio’s e-mail address', 'hello@lumen.example'],
  'studio.website': ['The studio’s website', 'lumen.example'],
  'studio.address': ['The studio’s address in one line', '12 Harbour Street, Portland, OR 97201'],
  'studio.today': ['Today', 'Mon, Nov 23, 2026'],
} as const;

const clientFields = {
  'client.name': ['The client’s name', 'Ada & Tom Lovelace'],
  'client.contact_name': ['Whom to address; the client’s name where no contact is known', 'Ada'],
  'client.email': ['The client’s e-mail address', 'ada@client.example'],
  'client.phone': ['The client’s phone number', '+1 555 010 3000'],
  'client.address': ['The client’s address in one line', '4 Mill Lane, Salem, OR 97301'],
  'session.name': ['The session the invoice is for', 'Wedding'],
  'session.date': ['The date of the session', 'Sat, Oct 3, 2026'],
} as const;

const invoiceFields = {
  'invoice.number': ['The invoice’s number', 'INV-00042'],
  'invoice.date': ['The invoice’s date', 'Mon, Nov 2, 2026'],
  'invoice.status': ['The invoice’s status', 'In production'],
  'invoice.due_date': ['By when the invoice’s status should be over', 'Fri, Dec 4, 2026'],
  'invoice.delivery_date': ['The approximate delivery date', 'Fri, Dec 18, 2026'],
  'invoice.delivered_date': ['When it was delivered', ''],
  'invoice.total': ['What the invoice comes to', '$1,250.00'],
  'invoice.paid': ['What is paid of it', '$500.00'],
  'invoice.balance': ['What is still to be paid', '$750.00'],
  'invoice.is_paid': ['Whether nothing is left to be paid: {% if invoice.is_paid %}…{% endif %}', 'false'],
} as const;

const orderFields = {
  'order.number': ['The production order’s number', 'PO-00107'],
  'order.type': ['Its type', 'Album order'],
  'order.status': ['Its status, as the studio calls it', 'At the bindery'],
  'order.client_status': ['Its status in the wording for clients; the studio’s where there is none', 'Being bound'],
  'order.previous_status': ['The status before', 'Final edits'],
  'order.order_date': ['When it was ordered', 'Tue, Nov 3, 2026'],
  'order.due_date': ['By when its status should be over', 'Tue, Dec 1, 2026'],
  'order.vendor_order_number': ['The vendor’s order number', 'B-7781'],
  'order.vendor_notes': ['The notes for the vendor', 'Linen cover, natural.'],
  'order.responsible': ['The user or department responsible', 'Sam'],
  'vendor.name': ['The vendor’s name', 'Northern Bindery'],
  'vendor.contact_name': ['The vendor’s contact', 'Kim'],
  'vendor.email': ['The vendor’s e-mail address', 'orders@bindery.example'],
  'vendor.phone': ['The vendor’s phone number', '+1 555 010 4000'],
  'vendor.account_number': ['The studio’s account number at the vendor', 'A-1001'],
} as const;

const lists = {
  'order.lines': {
    meaning: 'The lines of the order',
    fields: {
      description: ['What is ordered', 'Album 12×12, 30 pages'],
      quantity: ['How many the vendor is asked for', '2'],
      note: ['The note of the line', ''],
    },
  },
  'invoice.lines': {
    meaning: 'The lines of the invoice',
    fields: {
      product: ['The product', 'Album 12×12'],
      description: ['The description of the line', '30 pages, linen'],
      quantity: ['How many', '1'],
      total: ['What the line comes to', '$890.00'],
    },
  },
} as const;

const plain = { ...studioFields, ...clientFields, ...invoiceFields, ...orderFields };

/** The one list of merge fields: what templates may name, in the order in which it is shown. */
export const mergeFields: readonly MergeField[] = [
  ...Object.entries(plain).map(([name, [meaning, example]]) => ({ name, meaning, example, list: null })),
  ...Object.entries(lists).flatMap(([list, { meaning, fields }]) => [
    { name: list, meaning, example: '', list: null },
    ...Object.entries(fields).map(([name, [its, example]]) => ({ name, meaning: its, example, list })),
  ]),
];

/** The fields of a list's items; undefined when it is no list. */
export function itemFieldsOf(list: string): readonly string[] | undefined {
  return Object.hasOwn(lists, list) ? Object.keys(lists[list as keyof typeof lists].fields) : undefined;
}

/** Whether the name is that of a plain field or a list. */
export function isMergeField(name: string): boolean {
  return Object.hasOwn(plain, name) || Object.hasOwn(lists, name);
}

type Group<Name extends string> = Name extends `${infer Group}.${string}` ? Group : never;
type Fields<Names extends string, Of extends string> = Names extends `${Of}.${infer Field}` ? Field : never;
type PlainNames = keyof typeof plain;
type Item<List extends keyof typeof lists> = Record<keyof (typeof lists)[List]['fields'], string>;

/** The value of every merge field; a field without a value is an empty text. */
export type Merge = {
  [G in Group<PlainNames>]: Record<Exclude<Fields<PlainNames, G>, 'is_paid'>, string> &
    (G extends 'invoice' ? { is_paid: boolean; lines: Item<'invoice.lines'>[] } : unknown) &
    (G extends 'order' ? { lines: Item<'order.lines'>[] } : unknown);
};

/** Every field with its example, for trying a template out. */
export function exampleValues(): MergeValues {
  const values: Record<string, Record<string, MergeValue>> = {};
  const put = (path: string, value: MergeValue) => {
    const [group = '', field = ''] = path.split('.');
    values[group] = { ...values[group], [field]: value };
  };
  for (const [name, [, example]] of Object.entries(plain))
    put(name, name.includes('.is_') ? (example as string) === 'true' : example);
  for (const [list, { fields }] of Object.entries(lists)) {
    put(list, [Object.fromEntries(Object.entries(fields).map(([name, [, example]]) => [name, example]))]);
  }
  return values;
}
