import type { DeliverySettings } from '@printrail/contract/delivery';
import type { TypedSettings } from './delivery.rules.ts';

/** What every part of the page is given: the settings as typed and as saved. */
export type FieldsProps = {
  value: TypedSettings;
  saved: DeliverySettings;
  set: (part: Partial<TypedSettings>) => void;
  fault: (field: string) => string | undefined;
  isReadOnly: boolean;
};
