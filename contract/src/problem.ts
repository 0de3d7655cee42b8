import { type Static, Type } from 'typebox';

/** RFC 9457 problem details; `code` is stable, `errors` names each field, its value's fault and the rule. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    errors: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), message: Type.String() }, { additionalProperties: false })),
    ),
    details: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'Facts behind the refusal.' })),
  },
  { additionalProperties: false, title: 'Problem' },
);
export type Problem = Static<typeof Problem>;
