import type { ErrorObject } from 'ajv/dist/2020.js';
import { messageOf } from '../platform/validation.ts';
import type { CsvRow } from './csv.ts';
import type { PlannedField, PlannedPart, StepPlan } from './mapping.rules.ts';
import { nameOf } from './plan-source.rules.ts';
import type { RowFaults } from './row-faults.ts';
import { replaced, type Source, textOf } from './sources.rules.ts';
import type { KnownBy, Referable } from './targets.rules.ts';
import { Misread } from './values.rules.ts';

/** Another record that a field names; its id is put in before the record is written. */
export type Reference = {
  to: Referable;
  by: KnownBy;
  text: string;
  name: string;
  column: string | null;
  /** Where the mapping names it, if the mapping and not the row does. */
  place?: string;
};

/** A record as a row (or the rows of an invoice) tells it, in the form the API takes, but for its references. */
export type Draft = {
  line: number;
  record: { externalKey: string; [field: string]: unknown };
  references: Reference[];
  lines: Draft[];
};

const mostLines = 2_000;
/** Stands for the id of a record that is referred to, until that is looked up. */
const idToCome = 1;

/** Reads the rows of a step one after another; `drafts` are those in which no fault was found. */
export class RowReader {
  private readonly byKey = new Map<string, { draft: Draft; cells: readonly string[]; keys: Map<string, number> }>();
  private readonly refused = new Set<string>();
  private readonly headPlaces: readonly number[];
  private readonly plan: StepPlan;
  private readonly faults: RowFaults;

  constructor(plan: StepPlan, faults: RowFaults) {
    this.plan = plan;
    this.faults = faults;
    this.headPlaces = [
      ...new Set([plan.key, ...plan.fields.map(({ source }) => source)].flatMap(({ places }) => places)),
    ];
  }

  get drafts(): Draft[] {
    return [...this.byKey].filter(([key]) => !this.refused.has(key)).map(([, { draft }]) => draft);
  }

  /** External keys of records in whose rows there are faults. */
  get refusedKeys(): ReadonlySet<string> {
    return this.refused;
  }

  read(row: CsvRow): void {
    const { header, key, lines } = this.plan;
    const before = this.faults.count;
    if (row.cells.length !== header.length) {
      this.fault(row, null, null, `has ${row.cells.length} columns; the header has ${header.length}`);
      return;
    }
    const text = this.keyOf(row, key);
    if (text === '') return;
    const known = this.byKey.get(text);
    if (known && !lines) this.fault(row, key.column, text, `stands in line ${known.draft.line} already`);
    else if (known) this.compareHeads(row, known);
    const { draft, keys } = known ?? this.begin(row, text);
    if (lines) this.addLine(row, draft, lines, keys);
    if (this.faults.count > before) this.refused.add(text);
  }

  private begin(row: CsvRow, text: string) {
    const draft = this.readPart(row, this.plan, text);
    const { statusWhenDelivered: status, into } = this.plan.step;
    if (status !== undefined && into === 'invoices' && draft.record.deliveredDate) {
      draft.references.push({
        ...{ to: 'invoiceStatuses', by: 'name', text: status, name: 'statusId', column: null },
        place: `${this.plan.place}.statusWhenDelivered`,
      });
    }
    const begun = { draft, cells: row.cells, keys: new Map<string, number>() };
    this.byKey.set(text, begun);
    return begun;
  }

  private addLine(row: CsvRow, draft: Draft, part: PlannedPart, keys: Map<string, number>): void {
    const text = this.keyOf(row, part.key);
    if (text === '') return;
    const before = keys.get(text);
    if (before !== undefined) this.fault(row, part.key.column, text, `stands in line ${before} already`);
    keys.set(text, row.line);
    draft.lines.push(this.readPart(row, part, text));
    if (draft.lines.length === mostLines + 1)
      this.fault(row, null, null, `is beyond the ${mostLines} lines one may have`);
  }

  private keyOf(row: CsvRow, source: Source): string {
    const raw = textOf(source, row.cells);
    const text = this.tried(row, source, raw, () => replaced(source, raw)) ?? '';
    if (text === '' && raw === '') this.fault(row, source.column, raw, 'must not be empty');
    return text;
  }

  private compareHeads(row: CsvRow, { draft, cells }: { draft: Draft; cells: readonly string[] }): void {
    for (const place of this.headPlaces) {
      const [first = '', here = ''] = [cells[place]?.trim(), row.cells[place]?.trim()];
      if (first === here) continue;
      this.fault(
        row,
        nameOf(this.plan.header, place),
        here,
        `must be as in line ${draft.line} of the same record, "${first}"`,
      );
    }
  }

  private readPart(row: CsvRow, part: PlannedPart, externalKey: string): Draft {
    const draft: Draft = { line: row.line, record: { externalKey }, references: [], lines: [] };
    const before = this.faults.count;
    for (const field of part.fields) this.readField(row, field, draft);
    if (this.faults.count === before) this.validate(row, part, draft.record);
    return draft;
  }

  private readField(row: CsvRow, field: PlannedField, { record, references }: Draft): void {
    const { source, path, whenEmpty, cleared } = field;
    const raw = textOf(source, row.cells);
    const text = this.tried(row, source, raw, () => replaced(source, raw));
    if (text === undefined) return;
    if (text === '') {
      if (field.isNeeded || whenEmpty === 'refuse') this.fault(row, source.column, raw, 'must not be empty');
      else if (whenEmpty === 'clear' && cleared !== undefined) put(record, path, cleared);
    } else if ('read' in field) {
      put(
        record,
        path,
        this.tried(row, source, raw, () => field.read(text)),
      );
    } else {
      const { refersTo: to, by, place } = field;
      const named = source.constant === undefined ? {} : { place };
      const [name = ''] = path;
      references.push({ to, by, text, name, column: source.column, ...named });
      record[name] = idToCome;
    }
  }

  private tried<Value>(row: CsvRow, { column }: Source, raw: string, read: () => Value): Value | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Misread)) throw error;
      this.fault(row, column, raw, error.message);
      return undefined;
    }
  }

  /** Holds the record to the rules of the API. */
  private validate(row: CsvRow, { validate, key, hasKey, fields }: PlannedPart, record: Draft['record']): void {
    const { externalKey: _, ...withoutKey } = record;
    if (validate(hasKey ? record : withoutKey)) return;
    // A union reports each of its branches: the first says most.
    const firsts = new Map([...(validate.errors ?? [])].reverse().map((error) => [error.instancePath, error]));
    for (const error of firsts.values()) {
      const source = fields.find(({ path }) => `/${path.join('/')}` === error.instancePath)?.source ?? key;
      this.fault(row, source.column, textOf(source, row.cells), ruleOf(error));
    }
  }

  private fault({ line }: CsvRow, column: string | null, value: string | null, rule: string): void {
    this.faults.add({ file: this.plan.step.file, line, column, value, rule });
  }
}

function ruleOf(error: ErrorObject): string {
  const { comparison, limit } = error.params as { comparison?: string; limit?: number };
  if (comparison === '>=') return `must be at least ${limit}`;
  return comparison === '<=' ? `must be at most ${limit}` : messageOf(error);
}

function put(record: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', part] = path;
  if (part === undefined) record[name] = value;
  else record[name] = { ...(record[name] as object | undefined), [part]: value };
}
