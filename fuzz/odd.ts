import type { Random } from '../server/src/sample/random.rules.ts';

/** Texts that hardly anybody writes, and that go wrong where text is taken for what it is not. */
export const oddTexts: readonly string[] = [
  ...['', ' ', '\t\n', '\0', 'a\0b', '\ud800', '\udfff x', '\ufeff', '\u200b', '\u202egnp.exe', '\u2028'],
  ...[
    'مرحبا بالعالم',
    'שלום',
    '🦋',
    '👩‍👩‍👧‍👦',
    '𝒳'.repeat(50),
    'İ\u0307ẞ',
    'a\u0301'.repeat(30),
    'Z\u0351\u0344\u036b'.repeat(20),
  ],
  ...["'; drop table clients; --", '" or 1=1', '%_\\%', '<script>alert(1)</script>', '{{ order.number }}', '{{#x}}'],
  ...['../../etc/passwd', '$(reboot)', '=1+1', '{n:5}', '{n:99999999}', '{', '%00', '%ZZ', '\r\nX-Evil: 1'],
  ...['NaN', 'Infinity', '-0', '1e999', '0x10', '1.0', '+1', 'null', 'undefined', 'true', '__proto__', 'constructor'],
  ...['2026-02-30', '0000-00-00', '9999-12-31', '2026-11-23T25:61:00Z', '24:00', 'Europe/Nowhere', 'xx-XX', 'ZZZ'],
];

/** Values of every type, at and beyond what a number or a list may be. */
const oddValues: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -0,
    -1,
    1,
    1.5,
    0.1 + 0.2,
    1e308,
    -1e308,
    2 ** 31,
    2 ** 53 - 1,
    2 ** 53,
    -(2 ** 53),
    5e-324,
  ],
  ...[[], [null], [[]], [1, 1], {}, { id: 1 }, { id: null }, { length: 1e9 }, { toString: 1 }],
];

const manyChars = 1_000_000;

export function oddValue(random: Random): unknown {
  if (random.chance(0.5)) return random.pick(oddTexts);
  if (random.chance(0.8)) return random.pick(oddValues);
  return random.pick([huge, deep, long])(random);
}

/** Text of a megabyte where it is rare, so that a run does not spend its time on sending it. */
function huge(random: Random): unknown {
  const size = random.chance(0.1) ? manyChars : manyChars / 50;
  return random.pick(['x', '🦋', '\\', '"', '\u202e']).repeat(size);
}

function deep(random: Random): unknown {
  let value: unknown = 1;
  for (let left = random.pick([49, 51, 1_000]); left > 0; left--) value = random.chance(0.5) ? [value] : { a: value };
  return value;
}

function long(random: Random): unknown {
  return Array.from({ length: random.pick([101, 5_000]) }, (_, at) => at);
}

/** The value with something wrong, or merely odd, at one place of it. */
export function spoilt(random: Random, value: unknown): unknown {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (names.length === 0 || random.chance(0.1)) return oddValue(random);
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) };
  const name = random.pick(names);
  const what = random.next();
  if (what < 0.1) delete copy[name];
  else if (what < 0.2) copy[random.pick(['misspelt', 'id', 'isOwner', 'constructor', '\u202e', ''])] = oddValue(random);
  else copy[name] = spoilt(random, copy[name]);
  return copy;
}
