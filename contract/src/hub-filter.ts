import { type Static, Type } from 'typebox';
import { Fields, Id, IsoDate, OneOf } from './fields.ts';
import { orderStates } from './orders.ts';

const Ids = Type.Array(Id, { minItems: 1, maxItems: 100 });

/** Which production orders: every condition given must hold; a list means any of its values. */
export const hubFilterFields = {
  search: Type.Optional(
    Type.String({
      maxLength: 200,
      description:
        'Words of number, client, invoice or vendor, all of which must be found; any part of a word, ignoring case and accents. Outside open orders, words of one or two characters are found at the beginning of a word.',
    }),
  ),
  state: Type.Optional(OneOf([...orderStates, 'all'], 'Open unless told.')),
  typeId: Type.Optional(Ids),
  statusId: Type.Optional(Ids),
  vendorId: Type.Optional(Ids),
  responsibleUserId: Type.Optional(Ids),
  departmentId: Type.Optional(Ids),
  clientId: Type.Optional(Id),
  sessionId: Type.Optional(Id),
  invoiceId: Type.Optional(Id),
  dueFrom: Type.Optional(IsoDate),
  dueTo: Type.Optional(IsoDate),
  late: Type.Optional(Type.Literal(true)),
  atRisk: Type.Optional(Type.Literal(true)),
  unassigned: Type.Optional(Type.Literal(true)),
  mine: Type.Optional(
    Type.Literal(true, {
      description:
        'I am the responsible user, or the order lies at one of my departments with nobody named. None for an API key.',
    }),
  ),
};
export const HubFilter = Fields(hubFilterFields, 'HubFilter');
export type HubFilter = Static<typeof HubFilter>;
