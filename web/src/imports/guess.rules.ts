import type { ImportField, ImportStep, ImportTarget, TargetOfImport, ValueSource } from '@printrail/contract/imports';
import { lineKeys, nouns, opposites, synonyms } from './synonyms.ts';
import { likelyDateFormat, likelySigns } from './values.rules.ts';

/** A file as its first rows show it. */
export type Sheet = { header: readonly string[]; rows: readonly (readonly string[])[] };

export type Guess = Pick<
  Partial<ImportStep>,
  'key' | 'fields' | 'lines' | 'statusWhenDelivered' | 'dates' | 'decimal' | 'thousands'
> & { fields: Record<string, ValueSource> };

type Columns = { sheet: Sheet; names: readonly string[]; own: readonly string[] };

/** What a file most likely holds, by its own name and the names of its columns; nothing where too little speaks for any. */
export function likelyTarget(file: string, sheet: Sheet, targets: readonly TargetOfImport[]): ImportTarget | null {
  const name = folded(file.replace(/\.\w+$/, ''));
  const scored = targets.map((target) => ({ into: target.into, score: score(name, sheet, target) }));
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (before, each) => (before && before.score >= each.score ? before : each),
    undefined,
  );
  return best && best.score > 0 ? best.into : null;
}

function score(name: string, sheet: Sheet, target: TargetOfImport): number {
  const columns = columnsOf(sheet, target.into);
  const found = new Set<number>();
  let points = nouns[target.into].some((noun) => name.includes(noun)) ? 3 : 0;
  for (const field of [...target.fields, ...(target.lines?.fields ?? [])]) {
    const place = placeFor(field.name, columns, found);
    if (place === undefined) points -= field.isNeeded && target.fields.includes(field) ? 2 : 0;
    else points += field.isNeeded ? 2 : 0.5;
    if (place !== undefined) found.add(place);
  }
  return points;
}

/** A mapping of a file by the names of its columns, and its formats by how the values look. */
export function guessMapping(target: TargetOfImport, sheet: Sheet, locale: string): Guess {
  const columns = columnsOf(sheet, target.into);
  const used = new Set<number>();
  const fields = guessFields(target.fields, columns, used);
  const lines = target.lines ? guessFields(target.lines.fields, columns, used) : {};
  const areLines = (target.lines?.fields ?? []).every(({ name, isNeeded }) => !isNeeded || lines[name]);
  const lineKey = placeOf(lineKeys, columns) ?? lines.product ?? lines.invoiceLine;
  const key = guessKey(target, columns, fields);
  const all = { ...fields, ...(areLines ? lines : {}) };
  const kinds = new Map([...target.fields, ...(target.lines?.fields ?? [])].map(({ name, kind }) => [name, kind]));
  const textsOf = (...wanted: string[]) =>
    Object.entries(all).flatMap(([name, source]) =>
      wanted.includes(kinds.get(name) ?? '') ? texts(sheet, source) : [],
    );
  return {
    ...(key ? { key } : {}),
    fields: withDateFormats(fields, kinds, sheet, locale),
    ...(areLines && lineKey ? { lines: { key: plainSource(lineKey), fields: lines } } : {}),
    ...{ dates: likelyDateFormat(textsOf('date'), locale) ?? 'yyyy-MM-dd' },
    ...likelySigns(textsOf('money', 'discount')),
  };
}

function guessFields(fields: readonly ImportField[], columns: Columns, used: Set<number>): Record<string, ValueSource> {
  const sources: Record<string, ValueSource> = {};
  // What is needed chooses first.
  for (const field of fields.toSorted((one, other) => Number(other.isNeeded) - Number(one.isNeeded))) {
    const place = placeFor(field.name, columns, used);
    if (place === undefined) continue;
    used.add(place);
    sources[field.name] = sourceFor(field, place, columns);
  }
  return sources;
}

function sourceFor(field: ImportField, place: number, { sheet, names }: Columns): ValueSource {
  const source: ValueSource = { column: columnName(sheet.header, place) };
  const name = names[place] ?? '';
  const values = texts(sheet, source);
  if (field.kind === 'reference') {
    const told = field.knownBy.find((by) => name.endsWith(by) && by !== field.knownBy[0]);
    const isName = field.knownBy[0] === 'email' && values.length > 0 && !values.some((text) => text.includes('@'));
    return told || isName ? { ...source, by: told ?? 'name' } : source;
  }
  if (field.kind === 'discount' && values.some((text) => Number(text.replace(',', '.')) > 1))
    return { ...source, percent: true };
  return field.kind === 'boolean' && opposites.includes(name) ? { ...source, values: turnedRound } : source;
}

const turnedRound = { 0: 'true', 1: 'false', false: 'true', true: 'false', no: 'true', yes: 'false' };

function guessKey(target: TargetOfImport, columns: Columns, fields: Record<string, ValueSource>) {
  const { own, sheet } = columns;
  const ends = ['externalkey', 'key', 'id', 'number', 'no', 'nr', 'code', ''];
  const found = placeOf([...ends.flatMap((end) => [end, ...own.map((noun) => noun + end)]).filter(Boolean)], columns);
  if (!found) return undefined;
  const values = texts(sheet, found);
  const parent = target.fields.find(({ name, kind, isNeeded }) => kind === 'reference' && isNeeded && fields[name]);
  const whole = parent ? fields[parent.name]?.column : undefined;
  // "1, 2, 3" within each order tells nothing apart by itself.
  if (target.lines || new Set(values).size === values.length || whole === undefined) return found;
  return whole === found.column ? found : { columns: [whole, found.column as string | number] };
}

function withDateFormats(
  fields: Record<string, ValueSource>,
  kinds: ReadonlyMap<string, string>,
  sheet: Sheet,
  locale: string,
): Record<string, ValueSource> {
  const entries = Object.entries(fields).map(([name, source]) => {
    const format = kinds.get(name) === 'moment' ? likelyDateFormat(texts(sheet, source), locale) : undefined;
    return [name, format ? { ...source, format } : source];
  });
  return Object.fromEntries(entries);
}

function columnsOf(sheet: Sheet, into: ImportTarget): Columns {
  return { sheet, names: sheet.header.map(folded), own: nouns[into] };
}

function placeFor(field: string, { names, own }: Columns, used: ReadonlySet<number>): number | undefined {
  const known = synonyms[field] ?? [folded(field)];
  const wanted = known.flatMap((word) => [word, ...own.map((noun) => noun + word)]);
  for (const word of wanted) {
    const place = names.findIndex((name, index) => name === word && !used.has(index));
    if (place !== -1) return place;
  }
  return undefined;
}

function placeOf(wanted: readonly string[], { names, sheet }: Columns): ValueSource | undefined {
  const place = wanted.map((word) => names.indexOf(word)).find((index) => index !== -1);
  return place === undefined ? undefined : { column: columnName(sheet.header, place) };
}

function plainSource({ column }: ValueSource): ValueSource {
  return column === undefined ? {} : { column };
}

/** What a mapping calls a column: its name, or its place counted from 1 where the name does not tell. */
export function columnName(header: readonly string[], place: number): string | number {
  const name = (header[place] ?? '').trim();
  const same = header.filter((other) => other.trim() === name).length;
  return name === '' || same > 1 ? place + 1 : name;
}

/** Where a column stands, counted from 0; -1 where the file has no such column. */
export function placeOfColumn(header: readonly string[], column: string | number): number {
  if (typeof column === 'string') return header.findIndex((name) => name.trim() === column);
  return column <= header.length ? column - 1 : -1;
}

/** What the first rows hold in the column of a source, without empty ones. */
export function texts({ header, rows }: Sheet, { column, columns, separator = '-' }: ValueSource): string[] {
  const places = (columns ?? (column === undefined ? [] : [column])).map((each) => placeOfColumn(header, each));
  return rows
    .map((row) =>
      places
        .map((place) => (row[place] ?? '').trim())
        .filter(Boolean)
        .join(separator),
    )
    .filter(Boolean);
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}
