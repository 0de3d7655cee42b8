import { type Static, Type } from 'typebox';
import { areas, endpoint } from './endpoint.ts';
import { Fields, Nullable, OneOf } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const importRefusals = {
  'import.rows_refused': { status: 422, says: '{count} faults in the rows of the files; nothing was imported.' },
  'import.mapping_invalid': { status: 422, says: 'The mapping does not fit: {reason}' },
  'import.file_unreadable': { status: 422, says: '{file} cannot be read: {reason}' },
} as const satisfies RefusalTexts;

const Position = Type.Integer({ minimum: 1, maximum: 10_000 });
const Column = Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Position], {
  description: 'The name in the header, or the place counted from 1.',
});

export const ValueSource = Fields(
  {
    column: Type.Optional(Column),
    columns: Type.Optional(
      Type.Array(Column, { minItems: 2, maxItems: 10, description: 'Several columns, joined with `separator`.' }),
    ),
    separator: Type.Optional(
      Type.String({ maxLength: 10, description: 'Between the columns joined; "-" unless told.' }),
    ),
    constant: Type.Optional(
      Type.String({ maxLength: 20_000, description: 'The same text for every row, read as if it stood in the file.' }),
    ),
    values: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: 'What each text of the file stands for ("" for an empty one); any other text is refused.',
      }),
    ),
    format: Type.Optional(Type.String({ maxLength: 60, description: 'Of a date: yyyy-MM-dd, dd.MM.yyyy, M/d/yyyy …' })),
    percent: Type.Optional(Type.Boolean({ description: 'A discount in percent: 15 instead of 0.15.' })),
    empty: Type.Optional(
      OneOf(
        ['clear', 'keep', 'refuse'],
        'What an empty text does: clears the field (unless told), keeps what a known record has, or is refused.',
      ),
    ),
    by: Type.Optional(
      OneOf(
        ['key', 'name', 'code', 'number', 'email'],
        'How a record is referred to: by external key (unless told), name, code, number or e-mail address.',
      ),
    ),
  },
  'ValueSource',
);
export type ValueSource = Static<typeof ValueSource>;

const Sources = Type.Record(Type.String(), ValueSource);

const fileFormat = {
  encoding: Type.Optional(
    OneOf(['utf-8', 'windows-1252', 'latin1', 'utf-16le'], 'Of the file on disk; utf-8 unless told.'),
  ),
  delimiter: Type.Optional(
    Type.String({ minLength: 1, maxLength: 1, description: 'Between columns; a comma unless told.' }),
  ),
  decimal: Type.Optional(OneOf(['.', ','], 'Sign before the decimals; a point unless told.')),
  thousands: Type.Optional(OneOf(['.', ',', ' ', "'"], 'Sign between thousands; none unless told.')),
  dates: Type.Optional(Type.String({ maxLength: 60, description: 'Format of dates; yyyy-MM-dd unless told.' })),
};

export const importTargets = [
  ...(['clients', 'sessions', 'vendors', 'products', 'invoices', 'payments', 'closures'] as const),
  ...(['productionOrders', 'statusChanges'] as const),
] as const;
export type ImportTarget = (typeof importTargets)[number];

export const ImportStep = Fields(
  {
    file: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
    into: OneOf(importTargets),
    ...fileFormat,
    key: Type.Optional(ValueSource),
    fields: Sources,
    lines: Type.Optional(
      Fields({
        key: ValueSource,
        fields: Sources,
      }),
    ),
    statusWhenDelivered: Type.Optional(
      Type.String({ maxLength: 200, description: 'Invoice status of invoices with a delivered date.' }),
    ),
  },
  'ImportStep',
);
export type ImportStep = Static<typeof ImportStep>;

export const ImportMapping = Fields(
  {
    description: Type.Optional(Type.String({ maxLength: 2_000 })),
    ...fileFormat,
    steps: Type.Array(ImportStep, { minItems: 1, maxItems: 50 }),
  },
  'ImportMapping',
);
export type ImportMapping = Static<typeof ImportMapping>;

/** A fault in a row; a file's refusal lists the first hundred in `details.rows`. */
export const RowFault = Fields({
  file: Type.String(),
  line: Type.Integer({ description: 'Line of the file, the header being line 1.' }),
  column: Nullable(Type.String()),
  value: Nullable(Type.String()),
  rule: Type.String(),
});
export type RowFault = Static<typeof RowFault>;

const Count = Type.Integer({ minimum: 0 });

export const ImportedStep = Fields({
  file: Type.String(),
  into: OneOf(importTargets),
  rows: Count,
  records: Count,
  added: Count,
  changed: Count,
  unchanged: Count,
});
export type ImportedStep = Static<typeof ImportedStep>;

export const importFiles = endpoint({
  id: 'importFiles',
  method: 'POST',
  path: '/imports',
  tag: 'Imports',
  summary: 'Import CSV files',
  description:
    'Every row is checked first; then all is written, or nothing. Records are known by their external key, so importing again changes them instead of doubling them (closures without one are known by dates and name). An import runs no automation and no triggers. Needs the level change for each area it writes to.',
  access: { area: 'maintenance', level: 'add' },
  body: Fields({
    mapping: ImportMapping,
    files: Type.Record(Type.String(), Type.String(), { description: 'The text of each file the mapping names.' }),
    check: Type.Optional(Type.Boolean({ description: 'Only check; write nothing.' })),
  }),
  answer: Fields({ written: Type.Boolean(), steps: Type.Array(ImportedStep) }),
  refusals: ['import.rows_refused', 'import.mapping_invalid', 'import.file_unreadable', 'access.denied'],
});

/** What a field's text is read as; a reference names another record. */
export const importKinds = [
  ...(['text', 'money', 'date', 'moment', 'whole', 'discount', 'boolean', 'reference'] as const),
] as const;

const ImportField = Fields(
  {
    name: Type.String(),
    kind: OneOf(importKinds),
    refersTo: Nullable(Type.String({ description: 'The kind of record that a reference names.' })),
    knownBy: Type.Array(OneOf(['key', 'name', 'code', 'number', 'email']), {
      description: 'By what a reference may name it; the first is meant unless the mapping tells.',
    }),
    isNeeded: Type.Boolean(),
  },
  'ImportField',
);
export type ImportField = Static<typeof ImportField>;

const TargetOfImport = Fields(
  {
    into: OneOf(importTargets),
    area: OneOf(areas, 'Where the level change is needed to import them.'),
    isKeyOptional: Type.Boolean(),
    fields: Type.Array(ImportField),
    lines: Nullable(Fields({ fields: Type.Array(ImportField) })),
  },
  'TargetOfImport',
);
export type TargetOfImport = Static<typeof TargetOfImport>;

export const describeImports = endpoint({
  id: 'describeImports',
  method: 'GET',
  path: '/imports/targets',
  tag: 'Imports',
  summary: 'What can be imported, with the fields a mapping may fill',
  description: 'In the order in which a mapping best brings them in: each refers to those before it.',
  access: 'signed-in',
  answer: Fields({ items: Type.Array(TargetOfImport) }),
});
