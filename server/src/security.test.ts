import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs');
const page = readFileSync(join(folder, 'security.md'), 'utf8');

/** The level of each requirement of ASVS 5.0.0, section by section: in 1.1 are two, both of level 2. */
const levels: Readonly<Record<string, string>> = {
  ...{ 1.1: '22', 1.2: '1111122223', 1.3: '112222222223', 1.4: '222', 1.5: '123' },
  ...{ 2.1: '122', 2.2: '112', 2.3: '12223', 2.4: '23' },
  ...{ 3.1: '3', 3.2: '113', 3.3: '12223', 3.4: '11222233', 3.5: '11122333', 3.6: '3', 3.7: '22333' },
  ...{ 4.1: '12233', 4.2: '23333', 4.3: '22', 4.4: '1222' },
  ...{ 5.1: '2', 5.2: '112333', 5.3: '113', 5.4: '222' },
  ...{ 6.1: '122', 6.2: '111111112222', 6.3: '11223333', 6.4: '112233', 6.5: '22222333', 6.6: '2223', 6.7: '33' },
  ...{ 6.8: '2222', 7.1: '222', 7.2: '1111', 7.3: '22', 7.4: '11222', 7.5: '223', 7.6: '22' },
  ...{ 8.1: '1233', 8.2: '1123', 8.3: '133', 8.4: '23', 9.1: '111', 9.2: '1222' },
  ...{ 10.1: '22', 10.2: '223', 10.3: '22223', 10.4: '1111122222233333', 10.5: '22222', 10.6: '22', 10.7: '222' },
  ...{ 11.1: '2233', 11.2: '22233', 11.3: '11233', 11.4: '1222', 11.5: '23', 11.6: '23', 11.7: '33' },
  ...{ 12.1: '12233', 12.2: '11', 12.3: '22223' },
  ...{ 13.1: '2333', 13.2: '222223', 13.3: '2233', 13.4: '1222233' },
  ...{ 14.1: '22', 14.2: '12223333', 14.3: '122' },
  ...{ 15.1: '12233', 15.2: '12233', 15.3: '1222222', 15.4: '3333' },
  ...{ 16.1: '2', 16.2: '22222', 16.3: '2222', 16.4: '222', 16.5: '2223' },
  ...{ 17.1: '23', 17.2: '22223333', 17.3: '22' },
};

/** Requirements of levels 1 and 2, each with its level. */
const asked = new Map<string, string>(
  Object.entries(levels).flatMap(([section, each]) =>
    [...each].map((level, at) => [`${section}.${at + 1}`, level] as const).filter(([, level]) => level !== '3'),
  ),
);
/** The rows of the tables: one requirement with its level, or several that do not apply. */
const rows = page
  .split('\n')
  .map((line) => line.split(' | '))
  .map(([first = '', level = '']) => ({ numbers: first.match(/\b\d+\.\d+\.\d+\b/g) ?? [], first, level }))
  .filter(({ numbers, first }) => numbers.length > 0 && first.startsWith('| '));

test('every requirement of levels 1 and 2 stands in one table, with its level, in their order', () => {
  expect(asked.size).toBe(253);
  expect([...asked.values()].filter((level) => level === '1')).toHaveLength(70);
  const answered = rows.flatMap(({ numbers }) => numbers);
  expect(answered.filter((number, at) => answered.indexOf(number) !== at)).toEqual([]);
  expect(answered.toSorted(byNumber)).toEqual([...asked.keys()].toSorted(byNumber));
  const wrong = rows.filter(({ numbers: [number = ''], level }) => /^\d$/.test(level) && asked.get(number) !== level);
  expect(wrong).toEqual([]);
  for (const table of page.split('\n## ').slice(1)) {
    const numbers = [...table.matchAll(/^\| (\d+\.\d+\.\d+) \|/gm)].map(([, number = '']) => number);
    expect(numbers).toEqual(numbers.toSorted(byNumber));
  }
});

test('what is given as evidence is there: each file, each test by its name, each name in the code, each part of the page', () => {
  const evidence = [...page.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)((?:,? (?:“[^”]+”|`[^`]+`))*)/g)];
  const missing = evidence.flatMap(([, path = '', part, names = '']) => {
    if (path.startsWith('https://')) return [];
    const file = path === '' ? join(folder, 'security.md') : join(folder, path);
    if (!existsSync(file)) return [`no file ${path}`];
    const text = readFileSync(file, 'utf8');
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) =>
      words.toLowerCase().replaceAll(' ', '-'),
    );
    return [
      ...(part !== undefined && !headings.includes(part) ? [`no part #${part}`] : []),
      ...within(names, /“([^”]+)”/g).filter((name) => !isTestIn(text, name)),
      ...within(names, /`([^`]+)`/g).filter((name) => !text.includes(name)),
    ].map((what) => `${path}: ${what}`);
  });
  expect(missing).toEqual([]);
  expect(evidence.length).toBeGreaterThan(200);
  // A test is named nowhere but behind its file.
  expect(within(evidence.map(([all]) => all).join(' '), /“/g)).toHaveLength(within(page, /“/g).length);
  const claims = page.slice(page.indexOf('\n## Met\n'), page.indexOf('\n## Left'));
  const bare = claims.split('\n').filter((line) => /^\| \d/.test(line) && !line.includes(']('));
  expect(bare).toEqual([]);
});

test('nothing runs another program or a text, writes markup or uses weak chance or hashes', () => {
  const forbidden = [
    ...[/child_process/, /node:vm/, /\beval\(/, /new Function\b/, /setTimeout\(['"`]/],
    ...[/dangerouslySetInnerHTML/, /\.(inner|outer)HTML\b/, /insertAdjacentHTML/, /document\.write/],
    ...[/Math\.random/, /createHash\((?!'sha256'\))/, /createHmac\((?!'sha256',)/, /createCipher/],
    ...[/rejectUnauthorized/, /NODE_TLS/],
  ];
  const found = sources('{contract,server,web}/src/**/*.{ts,tsx}').flatMap(({ path, text }) =>
    forbidden.filter((each) => each.test(text)).map((each) => `${path} has ${each}`),
  );
  expect(found).toEqual([]);
});

test('a browser keeps how things are shown, and nothing of what', () => {
  const texts = sources('web/src/**/*.{ts,tsx}').map(({ text }) => text);
  const kept = texts.flatMap((text) => within(text, /localStorage\.setItem\(([^,]+),/g));
  expect(new Set(kept)).toEqual(new Set(["'rail'", 'keptColumns', "'scan-sound'"]));
  expect(texts.filter((text) => /sessionStorage|indexedDB|document\.cookie|caches\.open/.test(text))).toEqual([]);
});

/** The files of the program itself, without its tests. */
function sources(pattern: string): { path: string; text: string }[] {
  return globSync(pattern, { cwd: root })
    .filter((path) => !/\.test\.tsx?$/.test(path) && !path.startsWith('server/src/testing/'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function isTestIn(text: string, name: string): boolean {
  return [`'${name}'`, `"${name}"`, `\`${name}\``].some((quoted) => text.includes(quoted));
}

function within(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([all, name = all]) => name);
}

function byNumber(a: string, b: string): number {
  const [left, right] = [a, b].map((number) => number.split('.').map(Number));
  const at = left?.findIndex((part, index) => part !== right?.[index]) ?? -1;
  return at < 0 ? 0 : (left?.[at] ?? 0) - (right?.[at] ?? 0);
}
