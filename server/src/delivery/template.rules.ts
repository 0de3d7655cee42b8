import type { Liquid, Template as ParsedTemplate, StaticAnalysis } from 'liquidjs';
import { exampleValues, isMergeField, itemFieldsOf, type MergeValues, mergeFields } from './merge-fields.rules.ts';
import { closestTo } from './spelling.rules.ts';

/** How a part of a template is written: in HTML what merge fields hold is escaped. */
export type Writing = 'text' | 'html';

/** What is wrong with a part of a template. */
export type TemplateFault =
  | { kind: 'unknown_field'; name: string; line: number; meant: string | undefined }
  | { kind: 'invalid'; reason: string };

/** A template that cannot be filled in. */
export class TemplateError extends Error {}

const mostCharacters = 100_000;
/** One rendering: milliseconds, characters made by filters, and steps. A template has no other way to go on without end. */
const limits = { renderLimit: 500, memoryLimit: 1_000_000, templateLimit: 20_000 };

/** Those that read other templates, and one whose variables cannot be told from its text. */
const tagsLeftOut = ['include', 'render', 'layout', 'block', 'liquid'];
/** Those that read Liquid out of a text, that write HTML unescaped, and that have no business in a letter. */
const filtersLeftOut = /_exp$|^(raw|inspect|json|jsonify|sample|hmac_sha256|sha256)$/;

const engines = new Map<Writing, Promise<Liquid>>();

function engineFor(writing: Writing): Promise<Liquid> {
  const engine = engines.get(writing) ?? makeEngine(writing);
  engines.set(writing, engine);
  return engine;
}

async function makeEngine(writing: Writing): Promise<Liquid> {
  const { Liquid } = await import('liquidjs');
  const engine = new Liquid({
    ...{ strictFilters: true, strictVariables: true, ownPropertyOnly: true, cache: false, relativeReference: false },
    // Nothing is read from anywhere, whatever name is given.
    ...{ templates: {}, parseLimit: 2 * mostCharacters, ...limits },
    outputEscape: (value: unknown) => (writing === 'html' ? escaped(textOf(value)) : textOf(value)),
  });
  for (const tag of tagsLeftOut) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) if (filtersLeftOut.test(filter)) delete engine.filters[filter];
  if (writing === 'html') {
    const withBreaks = (value: unknown) => escaped(textOf(value)).replaceAll(/\r?\n/g, '<br>\n');
    engine.registerFilter('newline_to_br', { raw: true, handler: withBreaks });
    // Everything is escaped once, by the engine.
    for (const filter of ['escape', 'escape_once', 'xml_escape']) engine.registerFilter(filter, (value) => value);
  }
  return engine;
}

function textOf(value: unknown): string {
  const text = Array.isArray(value) ? value.map(textOf).join('') : isPlain(value) ? String(value) : '';
  if (text.length > mostCharacters) throw new TemplateError('it makes a text too long');
  return text;
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/**
 * Fills a part of a template in with the values of an order or invoice. Throws a TemplateError that says why when it
 * cannot be: a field that is not there, a limit reached.
 */
export async function renderPart(source: string, values: MergeValues, writing: Writing): Promise<string> {
  if (!/\{[{%]/.test(source)) return source;
  const engine = await engineFor(writing);
  const fill = () => String(engine.parseAndRenderSync(source, values, limits));
  try {
    const text = unlessLate(fill) ?? fill();
    if (text.length > 2 * mostCharacters) throw new TemplateError('it makes a text too long');
    return text;
  } catch (error) {
    throw new TemplateError(reasonOf(error));
  }
}

/** Undefined when it took too long, which is no fault of a template while the machine stands still for a moment. */
function unlessLate(fill: () => string): string | undefined {
  try {
    return fill();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('template render limit exceeded')) return undefined;
    throw error;
  }
}

/**
 * What is wrong with a part of a template, found without an order: every merge field named anywhere in it must be one of
 * the list, whether or not it would be reached, and it must fill in with the examples.
 */
export async function faultOf(source: string, writing: Writing): Promise<TemplateFault | undefined> {
  const engine = await engineFor(writing);
  let parsed: ParsedTemplate[];
  try {
    parsed = engine.parse(source);
  } catch (error) {
    return { kind: 'invalid', reason: reasonOf(error) };
  }
  const unknown = unknownField(engine.analyzeSync(parsed), loopsIn(source));
  if (unknown) return unknown;
  try {
    await renderPart(source, exampleValues(), writing);
    return undefined;
  } catch (error) {
    return { kind: 'invalid', reason: reasonOf(error) };
  }
}

/** The names that loops give to the items of a list, with the lists: two loops may use the same name. */
function loopsIn(source: string): ReadonlyMap<string, readonly string[]> {
  const loops = source.matchAll(/\{%-?\s*(?:for|tablerow)\s+([\w-]+)\s+in\s+([\w.-]+)/g);
  const byItem = Map.groupBy(loops, ([, item = '']) => item);
  return new Map(Array.from(byItem, ([item, its]) => [item, its.map(([, , list = '']) => list)] as const));
}

function unknownField(
  { globals, variables, locals }: StaticAnalysis,
  loops: ReadonlyMap<string, readonly string[]>,
): TemplateFault | undefined {
  for (const found of Object.values(globals).flat()) {
    const path = found.segments.map((segment) => (typeof segment === 'object' ? '?' : String(segment)));
    if (!isKnownPath(path)) return unknownAt(path, found.location.row);
  }
  for (const [item, lists] of loops) {
    const known = lists.map(itemFieldsOf);
    if (known.includes(undefined) || item in locals || item in globals) continue;
    const fields = known.flatMap((each) => each ?? []);
    for (const { segments, location } of variables[item] ?? []) {
      const [, field] = segments;
      if (field === undefined || (typeof field === 'string' && fields.includes(field))) continue;
      const meant = closestTo(String(field), fields);
      return { ...unknownAt([item, String(field)], location.row), meant: meant && `${item}.${meant}` };
    }
  }
  return undefined;
}

function unknownAt(path: readonly string[], line: number): TemplateFault & { kind: 'unknown_field' } {
  const name = path.join('.');
  const names = mergeFields.filter(({ list }) => list === null).map((field) => field.name);
  return { kind: 'unknown_field', name, line, meant: closestTo(name, names) };
}

/** `client.name`, `client.name.size`, `order.lines.first.quantity`. */
function isKnownPath([group = '', field = '', ...rest]: readonly string[]): boolean {
  const name = `${group}.${field}`;
  if (!isMergeField(name)) return false;
  const [part, itemField, ...more] = rest;
  if (part === undefined) return true;
  const items = itemFieldsOf(name);
  if (!items || part === 'size') return part === 'size' && itemField === undefined;
  const isItem = /^(first|last|\d+)$/.test(part);
  return isItem && more.length === 0 && (itemField === undefined || items.includes(itemField));
}

/** The engine's own words, with the place in ours. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const [first = ''] = said.split('\n');
  return first
    .replace(/, line:(\d+), col:(\d+)$/, ' (line $1, column $2)')
    .replace(/^template limit exceeded|^render limit exceeded|^template render limit exceeded/, 'it takes too long')
    .replace(/^memory alloc limit exceeded/, 'it makes a text too long');
}
