import type { MergeField, Rendered } from '@printrail/contract/templates';

export type MergeGroup = { name: string; fields: MergeField[] };

const statuses = ['order.status', 'order.client_status', 'order.previous_status', 'invoice.status'];
const dueDates = ['order.due_date', 'invoice.due_date', 'invoice.delivery_date'];
const groupOfPrefix: Record<string, string> = {
  client: 'Client',
  session: 'Client',
  order: 'Order',
  invoice: 'Invoice',
  vendor: 'Vendor',
  studio: 'Studio',
};
const groupNames = ['Client', 'Order', 'Statuses', 'Due dates', 'Invoice', 'Vendor', 'Studio', 'Others'];

/** Merge fields by what they tell of, in the order given; the fields of a list stand after it. */
export function groupsOf(fields: readonly MergeField[]): MergeGroup[] {
  const byGroup = Map.groupBy(fields, groupOf);
  const groups = groupNames.map((name) => ({ name, fields: listsInOrder(byGroup.get(name) ?? []) }));
  return groups.filter((group) => group.fields.length > 0);
}

function groupOf({ name, list }: MergeField): string {
  const whole = list ?? name;
  if (statuses.includes(whole)) return 'Statuses';
  if (dueDates.includes(whole)) return 'Due dates';
  return groupOfPrefix[whole.split('.')[0] ?? ''] ?? 'Others';
}

function listsInOrder(fields: readonly MergeField[]): MergeField[] {
  return fields
    .filter(({ list }) => list === null)
    .flatMap((field) => [field, ...fields.filter(({ list }) => list === field.name)]);
}

/** The fields whose name, meaning or value holds every word typed. */
export function fieldsFound(fields: readonly MergeField[], search: string): MergeField[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return fields.filter((field) => {
    const text =
      `${shownName(field)} ${field.name} ${field.list ?? ''} ${field.meaning} ${field.example}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** As it is written in a template: `client.name`, and `line.quantity` within a list. */
export function shownName({ name, list }: MergeField): string {
  return list === null ? name : `line.${name}`;
}

/** What is put into a template for a field: a list as a loop over its items, yes or no as a condition. */
export function insertionOf(field: MergeField, all: readonly MergeField[], part: keyof Rendered): string {
  const items = all.filter(({ list }) => list === field.name);
  if (items.length > 0) {
    const names = items.map(({ name }) => name).filter((name) => name !== 'quantity');
    const count = items.length > names.length ? '{{ line.quantity }} × ' : '';
    const lineEnd = part === 'html' ? '<br>' : '';
    return `{% for line in ${field.name} %}${count}{{ line.${names[0] ?? 'quantity'} }}${lineEnd}\n{% endfor %}`;
  }
  if (field.name.includes('.is_')) return `{% if ${field.name} %}…{% endif %}`;
  return `{{ ${shownName(field)} }}`;
}

// Nobody's name or note holds this.
const between = '\n⁂⁂\n';

/** A text that fills in with the value of every field, to be taken apart by `valuesIn`; of a list's field the first item's. */
export function textOfValues(fields: readonly MergeField[]): string {
  return fields.map((field) => filledIn(field, fields)).join(between);
}

function filledIn(field: MergeField, all: readonly MergeField[]): string {
  if (all.some(({ list }) => list === field.name)) return '';
  const value = `{{ ${shownName(field)} }}`;
  return field.list === null ? value : `{% for line in ${field.list} limit:1 %}${value}{% endfor %}`;
}

/** The values of fields out of what `textOfValues` filled in; empty where one has none. */
export function valuesIn(fields: readonly MergeField[], text: string): Map<MergeField, string> {
  const values = `\n${text}\n`.split(between);
  return new Map(fields.map((field, at) => [field, (values[at] ?? '').trim()]));
}

/** A text in which one merge field stands wherever another, misspelt one stood. */
export function mended(text: string, misspelt: string, meant: string): string {
  const letters = misspelt.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return text.replaceAll(new RegExp(`(\\{[{%][^}]*?)(?<![\\w.])${letters}(?![\\w.])`, 'g'), `$1${meant}`);
}
