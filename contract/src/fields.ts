import { type Static, type TEnum, type TObject, type TProperties, type TSchema, Type } from 'typebox';

/** An object whose unknown fields are refused by name. */
export function Fields<const Properties extends TProperties>(properties: Properties, title?: string) {
  return Type.Object(properties, { additionalProperties: false, ...(title ? { title } : {}) });
}

/** Any part of an object's fields, as a change takes them; unknown fields are refused by name all the same. */
export function PartOf<const Properties extends TProperties>(fields: TObject<Properties>) {
  return Type.Partial(fields, { additionalProperties: false });
}

export function Nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

export function OneOf<const Values extends readonly string[]>(values: Values, description?: string) {
  return Type.Enum([...values], { type: 'string', ...(description ? { description } : {}) }) as unknown as TEnum<
    [...Values]
  >;
}

/** Identifier of a record: a whole number the server assigns. */
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** A calendar date without a time, 'YYYY-MM-DD', from 1900-01-01 to 2200-12-31. */
export const IsoDate = Type.String({ format: 'date' });

/** A moment, as UTC in ISO 8601. */
export const Instant = Type.String({ format: 'date-time' });

/** Money in minor units of the studio's currency (cents), so that sums are exact. */
export const Money = Type.Integer({ minimum: -99_999_999_999, maximum: 99_999_999_999 });
export const PositiveMoney = Type.Integer({ minimum: 0, maximum: 99_999_999_999 });

/** The number of times a record was changed; sent back to show which state the user saw. */
export const Version = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** A name: not blank, up to 200 characters. */
export const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

/** One line of text, possibly empty. */
export const Line = Type.String({ maxLength: 500 });

/** Free text over several lines, possibly empty. */
export const Prose = Type.String({ maxLength: 20_000 });

export const Email = Type.String({ maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' });

/** Key by which another system knows the record; unique per kind of record. */
export const ExternalKey = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

/**
 * A file as an operation gives it, whole or piece by piece; on the wire its bytes under its media type, with its name in
 * Content-Disposition.
 */
export type FileContent = { name: string; mediaType: string; bytes: Uint8Array | AsyncIterable<Uint8Array> };
export const FileContent = Type.Unsafe<FileContent>({});

export const ById = Fields({ id: Id });

/** What a list takes: where to go on, and how many rows to give. */
export const PageFields = {
  after: Type.Optional(Type.String({ maxLength: 10_000, description: 'Where to go on: `next` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'Rows of a page; 50 unless told.' })),
};

export const PageQuery = Fields(PageFields);

/** What a searchable list of small records takes. */
export const ListQuery = Fields({
  ...PageFields,
  search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of a word, ignoring case and accents.' })),
});

export function PageOf<Item extends TObject>(item: Item) {
  return Fields({
    items: Type.Array(item),
    next: Nullable(Type.String({ description: 'Pass as `after` for the following page; null at the end.' })),
  });
}

export const Address = Fields(
  {
    street: Type.Optional(Line),
    city: Type.Optional(Line),
    region: Type.Optional(Line),
    postalCode: Type.Optional(Line),
    country: Type.Optional(Line),
  },
  'Address',
);
export type Address = Static<typeof Address>;
