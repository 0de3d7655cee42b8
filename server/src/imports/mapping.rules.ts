import type { ImportMapping, ImportStep, ValueSource } from '@printrail/contract/imports';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { TSchema } from 'typebox';
import type { FieldError } from '../platform/refusal.ts';
import { strictTypes } from '../platform/validation.ts';
import type { Source } from './sources.rules.ts';
import {
  type Kind,
  type KnownBy,
  type Referable,
  referable,
  type Target,
  type TargetField,
  targets,
} from './targets.rules.ts';
import {
  type DateFormat,
  dateFormat,
  Misread,
  readBoolean,
  readDate,
  readDiscount,
  readScaled,
} from './values.rules.ts';

/** A field of the mapping, ready to read rows with. */
export type PlannedField = {
  source: Source;
  path: readonly string[];
  isNeeded: boolean;
  whenEmpty: 'clear' | 'keep' | 'refuse';
  /** What a cleared field holds; undefined where a field cannot be cleared and so is left out. */
  cleared: '' | null | undefined;
} & ({ read(text: string): unknown } | { refersTo: Referable; by: KnownBy; place: string });

export type PlannedPart = { validate: ValidateFunction; key: Source; fields: readonly PlannedField[] };

/** A step of the mapping, ready to read the rows of its file with. */
export type StepPlan = PlannedPart & {
  step: ImportStep;
  target: Target;
  header: readonly string[];
  lines?: PlannedPart;
  place: string;
};

type Surroundings = {
  format: Pick<ImportMapping, 'decimal' | 'thousands' | 'dates'>;
  header: readonly string[];
  file: string;
  moneyDecimals: number;
  faults: FieldError[];
};

/**
 * A step with its columns found in the header of its file. What does not fit is added to `faults`, each with its place in
 * the mapping; the plan is of use only when there are none.
 */
export function planStep(
  mapping: ImportMapping,
  index: number,
  header: readonly string[],
  moneyDecimals: number,
  faults: FieldError[],
): StepPlan {
  const step = mapping.steps[index] as ImportStep;
  const place = `steps.${index}`;
  const target = targets[step.into];
  const format = { ...mapping, ...step };
  const around = { format, header: header.map((name) => name.trim()), file: step.file, moneyDecimals, faults };
  if (format.thousands !== undefined && format.thousands === (format.decimal ?? '.')) {
    faults.push({ field: `${place}.thousands`, message: 'must be another sign than the one before the decimals' });
  }
  checkInvoiceParts(step, place, faults);
  return {
    ...planPart(target, step, place, around),
    ...(step.lines && target.lines ? { lines: planPart(target.lines, step.lines, `${place}.lines`, around) } : {}),
    ...{ step, target, header: around.header, place },
  };
}

function checkInvoiceParts(
  { into, lines, statusWhenDelivered, fields }: ImportStep,
  place: string,
  faults: FieldError[],
): void {
  if (lines && into !== 'invoices')
    faults.push({ field: `${place}.lines`, message: `is for invoices; ${into} have none` });
  if (statusWhenDelivered === undefined) return;
  const rule =
    into !== 'invoices'
      ? `is for invoices; ${into} have no status`
      : fields.status
        ? 'cannot stand beside fields.status'
        : fields.deliveredDate
          ? ''
          : 'needs fields.deliveredDate';
  if (rule) faults.push({ field: `${place}.statusWhenDelivered`, message: rule });
}

function planPart(
  target: Pick<Target, 'schema' | 'fields'>,
  { key, fields }: Pick<ImportStep, 'key' | 'fields'>,
  place: string,
  around: Surroundings,
): PlannedPart {
  const { faults } = around;
  for (const [name, field] of Object.entries(target.fields)) {
    if (field.isNeeded && !Object.hasOwn(fields, name))
      faults.push({ field: `${place}.fields.${name}`, message: 'is missing' });
  }
  const planned = Object.entries(fields).flatMap(([name, source]) => {
    const at = `${place}.fields.${name}`;
    if (Object.hasOwn(target.fields, name)) return [planField(target, name, source, at, around)];
    faults.push({
      field: at,
      message: `is not a field known here; there are ${Object.keys(target.fields).join(', ')}`,
    });
    return [];
  });
  for (const option of ['format', 'percent', 'empty', 'by'] as const) refuseOption(key, option, `${place}.key`, faults);
  return {
    validate: strictTypes.compile(target.schema),
    key: planSource(key, `${place}.key`, around, true),
    fields: planned,
  };
}

function planField(
  { schema, fields }: Pick<Target, 'schema' | 'fields'>,
  name: string,
  given: ValueSource,
  place: string,
  around: Surroundings,
): PlannedField {
  const field = fields[name] as TargetField;
  const path = field.path.split('.');
  const common = {
    source: planSource(given, place, around, false),
    path,
    isNeeded: field.isNeeded ?? false,
    whenEmpty: given.empty ?? ('clear' as const),
    cleared: clearedValue(schemaAt(schema, path)),
  };
  const kind = 'kind' in field ? field.kind : undefined;
  if (kind !== 'date') refuseOption(given, 'format', place, around.faults);
  if (kind !== 'discount') refuseOption(given, 'percent', place, around.faults);
  if ('refersTo' in field) {
    const { refersTo } = field;
    const known: readonly KnownBy[] = referable[refersTo];
    if (given.by && !known.includes(given.by)) {
      around.faults.push({ field: `${place}.by`, message: `must be ${known.join(' or ')} here` });
    }
    return { ...common, refersTo, by: given.by ?? known[0] ?? 'key', place };
  }
  refuseOption(given, 'by', place, around.faults);
  const read = readerOf(field.kind, given, place, around);
  checkConstant(given, read, place, around.faults);
  return { ...common, read };
}

function refuseOption(
  given: ValueSource,
  option: 'format' | 'percent' | 'empty' | 'by',
  place: string,
  faults: FieldError[],
): void {
  if (given[option] !== undefined)
    faults.push({ field: `${place}.${option}`, message: 'does not apply to this field' });
}

function readerOf(kind: Kind, given: ValueSource, place: string, around: Surroundings): (text: string) => unknown {
  const { decimal = '.', thousands = '', dates = 'yyyy-MM-dd' } = around.format;
  const signs = { decimal, thousands };
  if (kind === 'money') return (text) => readScaled(text, around.moneyDecimals, signs);
  if (kind === 'whole') return (text) => readScaled(text, 0, signs);
  if (kind === 'discount') return (text) => readDiscount(text, given.percent ?? false, signs);
  if (kind === 'boolean') return readBoolean;
  if (kind === 'text') return (text) => text;
  const format = checkedFormat(given.format ?? dates, `${place}.format`, around.faults);
  return (text) => readDate(text, format);
}

function checkedFormat(name: string, field: string, faults: FieldError[]): DateFormat {
  try {
    return dateFormat(name);
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    faults.push({ field, message: `${error.message} (it is "${name}")` });
    return dateFormat('yyyy-MM-dd');
  }
}

function checkConstant(
  { constant }: ValueSource,
  read: (text: string) => unknown,
  place: string,
  faults: FieldError[],
): void {
  try {
    if (constant) read(constant);
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    faults.push({ field: `${place}.constant`, message: `${error.message} (it is "${constant}")` });
  }
}

function planSource(given: ValueSource, place: string, around: Surroundings, isKey: boolean): Source {
  const { column, columns, constant, separator = '-', values } = given;
  const ways = [column, columns, constant].filter((way) => way !== undefined).length;
  const rule =
    ways !== 1 || (isKey && constant !== undefined)
      ? `must have one of column, columns${isKey ? '' : ' and constant'}`
      : constant !== undefined && values
        ? 'cannot have a constant and values for it'
        : given.separator !== undefined && !columns
          ? 'has a separator, but no columns to join'
          : '';
  if (rule) around.faults.push({ field: place, message: rule });
  const wanted = columns ?? (column === undefined ? [] : [column]);
  const places = wanted.map((each, index) =>
    placeOf(each, columns ? `${place}.columns.${index}` : `${place}.column`, around),
  );
  return {
    ...{ places, separator, isKey },
    column: constant === undefined ? places.map((each) => nameOf(around.header, each)).join(' + ') : null,
    ...(constant === undefined ? {} : { constant: constant.trim() }),
    ...(values ? { values: new Map(Object.entries(values)) } : {}),
  };
}

function placeOf(column: string | number, field: string, { header, file, faults }: Surroundings): number {
  const fault = (message: string) => faults.push({ field, message });
  if (typeof column === 'number') {
    if (column > header.length) fault(`${file} has ${header.length} columns (it is ${column})`);
    return column - 1;
  }
  const first = header.indexOf(column);
  if (first === -1) fault(`${file} has no column ${JSON.stringify(column)}; it has ${header.join(', ')}`);
  const second = header.indexOf(column, first + 1);
  if (first !== -1 && second !== -1) {
    fault(`${JSON.stringify(column)} heads columns ${first + 1} and ${second + 1} of ${file}; name one by its number`);
  }
  return first;
}

/** A column's name for a fault; with its number where the name alone does not tell. */
export function nameOf(header: readonly string[], place: number): string {
  const name = header[place] ?? '';
  const isShared = header.indexOf(name) !== header.lastIndexOf(name);
  return name && !isShared ? name : `${name} (column ${place + 1})`.trim();
}

type Plain = {
  properties?: Record<string, Plain>;
  anyOf?: Plain[];
  type?: string;
  enum?: unknown[];
  minLength?: number;
};

function schemaAt(schema: TSchema, path: readonly string[]): Plain {
  return path.reduce<Plain>((at, name) => at.properties?.[name] ?? {}, schema as Plain);
}

function clearedValue(schema: Plain): '' | null | undefined {
  if (schema.anyOf?.some(({ type }) => type === 'null')) return null;
  return schema.type === 'string' && !schema.enum && !schema.minLength && !('format' in schema) ? '' : undefined;
}
