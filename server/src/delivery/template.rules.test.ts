import fc from 'fast-check';
import { expect, test } from 'vitest';
import { processorMsOf } from '../testing/processor-time.ts';
import { exampleValues, type MergeValues, mergeFields } from './merge-fields.rules.ts';
import { faultOf, renderPart, TemplateError } from './template.rules.ts';

const values = exampleValues();
const named = (name: string): MergeValues => ({ ...values, client: { ...values.client, name } });

test('merge fields are filled in, lists line by line, and what is empty stays empty', async () => {
  expect(
    await renderPart(
      '{{ client.name }}: {{ order.status }}{{ order.note }}',
      { ...values, order: { status: 'A', note: '' } },
      'text',
    ),
  ).toBe('Ada & Tom Lovelace: A');
  const list =
    '{% for line in order.lines %}{{ forloop.index }}. {{ line.quantity }} × {{ line.description }}{% endfor %}';
  expect(await renderPart(list, values, 'text')).toBe('1. 2 × Album 12×12, 30 pages');
  expect(
    await renderPart('{% if invoice.is_paid %}paid{% else %}{{ invoice.balance }}{% endif %}', values, 'text'),
  ).toBe('$750.00');
});

test('every merge field can be named, and has a meaning', async () => {
  for (const { name, list, meaning } of mergeFields) {
    const source = list ? `{% for one in ${list} %}{{ one.${name} }}{% endfor %}` : `{{ ${name} }}`;
    expect(await faultOf(source, 'html'), source).toBeUndefined();
    expect(meaning).not.toBe('');
  }
});

test('two loops may call their items by the same name', async () => {
  const both = (field: string) =>
    `{% for l in order.lines %}{{ l.note }}{% endfor %}{% for l in invoice.lines %}{{ l.${field} }}{% endfor %}`;
  expect(await faultOf(both('total'), 'text')).toBeUndefined();
  expect(await faultOf(both('totl'), 'text')).toMatchObject({ name: 'l.totl', meant: 'l.total' });
});

test('a misspelt field is named with its line and the one that may be meant, wherever it stands', async () => {
  const fault = (source: string) => faultOf(source, 'text');
  expect(await fault('Hello\n{{ client.nmae }}')).toEqual({
    kind: 'unknown_field',
    name: 'client.nmae',
    line: 2,
    meant: 'client.name',
  });
  const hidden = '{% if invoice.is_paid %}{{ order.due_dat }}{% endif %}';
  expect(await fault(hidden)).toMatchObject({ name: 'order.due_dat', meant: 'order.due_date' });
  expect(await fault('{% for l in order.lines %}{{ l.qantity }}{% endfor %}')).toMatchObject({
    name: 'l.qantity',
    meant: 'l.quantity',
  });
  expect(await fault('{% for l in order.line %}{{ l.quantity }}{% endfor %}')).toMatchObject({
    name: 'order.line',
    meant: 'order.lines',
  });
  for (const source of [
    '{{ client }}',
    '{{ name }}',
    '{{ client.name.first.x }}',
    '{{ client[order.number] }}',
    '{{ order.lines.first.price }}',
  ]) {
    expect(await fault(source), source).toMatchObject({ kind: 'unknown_field' });
  }
  for (const source of [
    "{{ client['name'] }}",
    '{{ order.lines.first.note }}',
    '{% assign who = client.name | upcase %}{{ who.size }}',
  ]) {
    expect(await fault(source), source).toBeUndefined();
  }
});

test('what is no Liquid is told with its place', async () => {
  expect(await faultOf('a\n{{ client.name', 'text')).toMatchObject({
    kind: 'invalid',
    reason: expect.stringContaining('(line 2'),
  });
  for (const source of [
    '{% if %}',
    '{% nothing %}',
    '{{ client.name | nofilter }}',
    '{% for x in %}{% endfor %}',
    '{% if a %}',
  ]) {
    expect(await faultOf(source, 'text'), source).toMatchObject({ kind: 'invalid' });
  }
});

test('a template cannot reach files or other templates, nor write HTML unescaped', async () => {
  const sources = [
    '{% include "/etc/passwd" %}',
    '{% render "../package.json" %}',
    '{% layout "x" %}',
    '{% block x %}{% endblock %}',
  ];
  for (const source of [...sources, '{% liquid echo client.name %}', '{{ client.name | raw }}']) {
    expect(await faultOf(source, 'html'), source).toMatchObject({ kind: 'invalid' });
  }
  for (const source of [
    '{{ client.constructor }}',
    '{{ constructor.constructor }}',
    '{{ client.__proto__.x }}',
    '{{ order.lines.constructor }}',
  ]) {
    expect(await faultOf(source, 'html'), source).toMatchObject({ kind: 'unknown_field' });
    await expect(renderPart(source, values, 'html')).rejects.toThrow(TemplateError);
  }
});

test('a template that would go on without end, or make a text without end, is stopped within a moment', async () => {
  const endless = [
    '{% for a in (1..1000000000) %}x{% endfor %}',
    '{% for a in (1..9000) %}{% for b in (1..9000) %}{% for c in (1..9000) %}{% assign d = c | times: b %}{% endfor %}{% endfor %}{% endfor %}',
    `{% assign a = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a }}`,
    `{% assign a = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}{{ a }}`,
    `{% assign a = 'x,' %}{% for i in (1..40) %}{% assign a = a | replace: 'x', 'x,x,x,x' %}{% endfor %}{{ a | split: ',' | size }}`,
    `{% for i in (1..15000) %}${'x'.repeat(10_000)}{% endfor %}`,
    '{% tablerow a in (1..100000000) %}{{ a }}{% endtablerow %}',
  ];
  for (const source of endless) {
    const taken = await processorMsOf(async () => {
      expect(await faultOf(source, 'text'), source.slice(0, 80)).toMatchObject({ kind: 'invalid' });
    });
    expect(taken).toBeLessThan(3_000);
  }
});

test('in HTML whatever a field holds is text: no tag, no attribute, no entity gets in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (name) => {
      const sources = [
        '{{ client.name }}',
        '{{ client.name | newline_to_br }}',
        '{{ client.name | escape }}',
        '{% assign a = client.name %}{{ a | append: "<" }}',
      ];
      for (const source of sources) {
        const html = (await renderPart(source, named(name), 'html')).replaceAll('<br>', '');
        expect(html).not.toMatch(/[<>"']|&(?!(amp|lt|gt|#34|#39);)/);
      }
    }),
  );
  expect(await renderPart('<p title="{{ client.name }}">', named('"><script>'), 'html')).toBe(
    '<p title="&#34;&gt;&lt;script&gt;">',
  );
  expect(await renderPart('{{ client.name | newline_to_br }}', named('a\n<b>'), 'html')).toBe('a<br>\n&lt;b&gt;');
  expect(await renderPart('{{ client.name }}', named('a & "b"'), 'text')).toBe('a & "b"');
});

test('a value that looks like a template stays text, and any text is refused or filled in', async () => {
  expect(await renderPart('{{ client.name }}', named('{{ order.number }}{% if %}'), 'text')).toBe(
    '{{ order.number }}{% if %}',
  );
  const pieces = fc.constantFrom(
    '{{',
    '}}',
    '{%',
    '%}',
    ' client.name ',
    ' order.lines ',
    'for a in',
    'endfor',
    'if',
    '|',
    'upcase',
    '\n',
    "'",
    '(1..3)',
    'é',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 12 }), async (some) => {
      const source = some.join('');
      const fault = await faultOf(source, 'text');
      if (!fault) expect(typeof (await renderPart(source, values, 'text'))).toBe('string');
    }),
    { numRuns: 500 },
  );
});
