import type { MergeField } from '@printrail/contract/templates';
import { expect, test } from 'vitest';
import { fieldsFound, groupsOf, insertionOf, mended, textOfValues, valuesIn } from './merge-fields.rules.ts';

const field = (name: string, list: string | null = null, meaning = '', example = ''): MergeField => ({
  ...{ name, list, meaning, example },
});
const fields = [
  field('studio.name'),
  field('client.name', null, 'The client’s name', 'Ada & Tom Lovelace'),
  field('session.date'),
  field('order.due_date', null, 'By when its status should be over'),
  field('order.status'),
  field('invoice.is_paid'),
  field('order.lines', null, 'The lines of the order'),
  field('description', 'order.lines'),
  field('quantity', 'order.lines'),
  field('weather.today'),
];
const get = (name: string) => fields.find((each) => each.name === name) ?? field(name);

test('every field stands in one group, the fields of a list after it, unknown ones under others', () => {
  const groups = groupsOf(fields);
  expect(groups.map(({ name, fields: its }) => [name, its.map((each) => each.name)])).toEqual([
    ['Client', ['client.name', 'session.date']],
    ['Order', ['order.lines', 'description', 'quantity']],
    ['Statuses', ['order.status']],
    ['Due dates', ['order.due_date']],
    ['Invoice', ['invoice.is_paid']],
    ['Studio', ['studio.name']],
    ['Others', ['weather.today']],
  ]);
  expect(groups.flatMap((group) => group.fields)).toHaveLength(fields.length);
});

test('fields are found by name, meaning or example, whatever the case', () => {
  expect(fieldsFound(fields, 'lovel')).toEqual([get('client.name')]);
  expect(fieldsFound(fields, 'DUE over')).toEqual([get('order.due_date')]);
  expect(fieldsFound(fields, 'line.quant')).toEqual([get('quantity')]);
  expect(fieldsFound(fields, ' ')).toHaveLength(fields.length);
  expect(fieldsFound(fields, 'nothing')).toEqual([]);
});

test('a field is inserted as it is used: a value, a loop, a condition', () => {
  expect(insertionOf(get('client.name'), fields, 'text')).toBe('{{ client.name }}');
  expect(insertionOf(get('quantity'), fields, 'text')).toBe('{{ line.quantity }}');
  expect(insertionOf(get('invoice.is_paid'), fields, 'text')).toBe('{% if invoice.is_paid %}…{% endif %}');
  expect(insertionOf(get('order.lines'), fields, 'html')).toBe(
    '{% for line in order.lines %}{{ line.quantity }} × {{ line.description }}<br>\n{% endfor %}',
  );
});

test('the values of all fields come out of one text, also where the first and last are empty', () => {
  expect(textOfValues(fields)).toContain('{% for line in order.lines limit:1 %}{{ line.quantity }}{% endfor %}');
  const answer = fields.map(({ name }) => (name === 'client.name' ? 'Ada\nLovelace' : '')).join('\n⁂⁂\n');
  const values = valuesIn(fields, answer.trim());
  expect(values.get(get('client.name'))).toBe('Ada\nLovelace');
  expect(values.get(get('studio.name'))).toBe('');
  expect(values.get(get('weather.today'))).toBe('');
});

test('a misspelt field is mended wherever it stands as a field, and nowhere else', () => {
  const text =
    'client.nam: {{ client.nam }}, {{client.nam | upcase}} {% if client.nam != "" %}{{ client.name }}{% endif %}';
  expect(mended(text, 'client.nam', 'client.name')).toBe(
    'client.nam: {{ client.name }}, {{client.name | upcase}} {% if client.name != "" %}{{ client.name }}{% endif %}',
  );
});
