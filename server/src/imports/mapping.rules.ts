import type { ImportMapping, ImportStep, ValueSource } from '@printrail/contract/imports';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { TSchema } from 'typebox';
import type { FieldError } from '../platform/refusal.ts';
import { strictTypes } from '../platform/validation.ts';
import { type InFile, planSource } from './plan-source.rules.ts';
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
  readMoment,
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

export type PlannedPart = {
  validate: ValidateFunction;
  key: Source;
  /** Whether the key is one of the records, or only tells the rows of the file apart. */
  hasKey: boolean;
  fields: readonly PlannedField[];
};

/** A step of the mapping, ready to read the rows of its file with. */
export type StepPlan = PlannedPart & {
  step: ImportStep;
  target: Target;
  header: readonly string[];
  lines?: PlannedPart;
  place: string;
};

type Surroundings = InFile & {
  format: Pick<ImportMapping, 'decimal' | 'thousands' | 'dates'>;
  moneyDecimals: number;
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
  checkParts(step, place, faults);
  return {
    ...planPart(target, step, place, around),
    ...(step.lines && target.lines ? { lines: planPart(target.lines, step.lines, `${place}.lines`, around) } : {}),
    ...{ step, target, header: around.header, place },
  };
}

function checkParts(
  { into, key, lines, statusWhenDelivered, fields }: ImportStep,
  place: string,
  faults: FieldError[],
): void {
  const { isKeyOptional, lines: linesOf } = targets[into];
  if (!key && !isKeyOptional) faults.push({ field: `${place}.key`, message: 'is missing' });
  if (lines && !linesOf)
    faults.push({ field: `${place}.lines`, message: `is for invoices and productionOrders; ${into} have none` });
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
  return {
    validate: strictTypes.compile(target.schema),
    key: planKey(key, planned, place, around),
    ...{ hasKey: key !== undefined, fields: planned },
  };
}

/** Where there is no key, what all fields hold tells one record from another. */
function planKey(
  key: ValueSource | undefined,
  fields: readonly PlannedField[],
  place: string,
  around: Surroundings,
): Source {
  if (!key) {
    const places = fields.flatMap(({ source }) => source.places);
    return { places, separator: ' ', isKey: false, column: fields.map(({ source }) => source.column).join(' + ') };
  }
  for (const option of ['format', 'percent', 'empty', 'by'] as const) {
    refuseOption(key, option, `${place}.key`, around.faults);
  }
  return planSource(key, `${place}.key`, around, true);
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
  if (kind !== 'date' && kind !== 'moment') refuseOption(given, 'format', place, around.faults);
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
  return (text) => (kind === 'moment' ? readMoment(text, format) : readDate(text, format));
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

/** The column that a field of a record is read from, by its path in what the API takes. */
export function columnOf(part: PlannedPart | undefined, path: readonly string[]): string | null {
  const name = path.join('.');
  if (name === 'externalKey') return part?.key.column ?? null;
  return part?.fields.find((field) => field.path.join('.') === name)?.source.column ?? null;
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
