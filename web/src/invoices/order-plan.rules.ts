import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type { createInvoiceOrders, previewInvoiceOrders } from '@printrail/contract/order-creation';
import { countWords } from '../ui/words.ts';

export type ToOrder = AnswerOf<typeof previewInvoiceOrders>;
export type VendorToOrder = ToOrder['vendors'][number];
export type OrderBody = InputOf<typeof createInvoiceOrders>['body'];

/** What someone chose for one vendor; what is left out stays as the vendor has it. */
export type Choice = { isLeftOut?: boolean; typeId?: number; number?: string; addToOrderId?: number };
export type Choices = Readonly<Record<number, Choice>>;

/** One request: for one vendor, or for all necessary ones together (without `vendorId`). */
export type OrderRequest = { vendorIds: number[]; body: OrderBody };

export function chosenVendors(vendors: readonly VendorToOrder[], choices: Choices): VendorToOrder[] {
  return vendors.filter(({ vendorId }) => !choices[vendorId]?.isLeftOut);
}

/** What is still missing before a vendor's order can be made, or nothing. */
export function missingFor(vendor: VendorToOrder, choice: Choice = {}, isTyped = false): 'type' | 'number' | undefined {
  if (choice.addToOrderId !== undefined) return undefined;
  if (vendor.typeId === null && choice.typeId === undefined) return 'type';
  return isTyped && !choice.number?.trim() ? 'number' : undefined;
}

/**
 * The requests that make what was chosen. All necessary vendors as they are go together, all or none; as soon as one is
 * left out or has something of its own, each vendor is asked for by itself.
 */
export function requestsFor(vendors: readonly VendorToOrder[], choices: Choices, orderDate?: string): OrderRequest[] {
  const chosen = chosenVendors(vendors, choices);
  const day = orderDate === undefined ? {} : { orderDate };
  const isPlain = chosen.every(({ vendorId }) => isUntouched(choices[vendorId]));
  if (isPlain && chosen.length === vendors.length && chosen.length > 1) {
    return [{ vendorIds: chosen.map(({ vendorId }) => vendorId), body: day }];
  }
  return chosen.map(({ vendorId }) => ({ vendorIds: [vendorId], body: bodyFor(vendorId, choices[vendorId], day) }));
}

/** What the button says will happen. */
export function promise(vendors: readonly VendorToOrder[], choices: Choices): string {
  const chosen = chosenVendors(vendors, choices);
  const added = chosen.filter(({ vendorId }) => choices[vendorId]?.addToOrderId !== undefined);
  const created = chosen.length - added.length;
  const names = added.flatMap(({ vendorId, openOrders }) =>
    openOrders.filter(({ id }) => id === choices[vendorId]?.addToOrderId).map(({ number }) => number),
  );
  const adding = added.length === 0 ? '' : `add to ${names.join(', ')}`;
  if (created === 0 && adding) return `A${adding.slice(1)}`;
  return `Create ${countWords(created, 'production order')}${adding ? ` and ${adding}` : ''}`;
}

/** Minor units, of all lines of a vendor. */
export function costOf({ lines }: VendorToOrder): number {
  return lines.reduce((sum, { cost }) => sum + cost, 0);
}

function isUntouched(choice: Choice = {}): boolean {
  return choice.typeId === undefined && !choice.number?.trim() && choice.addToOrderId === undefined;
}

function bodyFor(vendorId: number, choice: Choice = {}, day: { orderDate?: string }): OrderBody {
  if (choice.addToOrderId !== undefined) return { vendorId, addToOrderId: choice.addToOrderId };
  const number = choice.number?.trim();
  return {
    vendorId,
    ...day,
    ...(choice.typeId === undefined ? {} : { typeId: choice.typeId }),
    ...(number ? { number } : {}),
  };
}
