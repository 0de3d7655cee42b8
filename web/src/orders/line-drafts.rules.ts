import type { Product } from '@printrail/contract/catalog';
import type { OrderLineChange } from '@printrail/contract/order-lines';
import type { OrderLine } from '@printrail/contract/orders';

/** A line as it is being typed: the quantity stays text until it is saved, so that nothing typed is lost. */
export type LineDraft = {
  key: string;
  id?: number;
  productId: number | null;
  description: string;
  quantity: string;
  /** Minor units; null is the product's cost. */
  cost: number | null;
  note: string;
};

const mostQuantity = 10_000_000;

export function draftsOf(lines: readonly OrderLine[]): LineDraft[] {
  return lines.map(({ id, productId, description, quantity, cost, note }) => ({
    key: `line ${id}`,
    ...{ id, productId, description, quantity: String(quantity), cost, note },
  }));
}

/** A line added by hand: of a product, at its cost, or of nothing on the price list. */
export function draftOf(product: Product | null, key: string): LineDraft {
  const description = product ? product.vendorDescription || product.name : '';
  return { key, productId: product?.id ?? null, description, quantity: '1', cost: null, note: '' };
}

/** What is wrong with a line as it is typed; undefined when it can be saved. */
export function faultOf({ quantity, description, productId }: LineDraft): string | undefined {
  if (wholeNumber(quantity) === undefined) return 'A whole number from 1';
  return productId === null && description.trim() === '' ? 'Say what it is' : undefined;
}

/**
 * The line as it is saved. The cost of a kept line is left to follow its quantity unless another was typed; that of an
 * added line comes from the price list unless typed.
 */
export function changeOf(draft: LineDraft, saved: readonly OrderLine[] = []): OrderLineChange {
  const { id, productId, description, quantity, cost, note } = draft;
  const before = saved.find((line) => line.id === id);
  const isOwnCost = cost !== null && cost !== before?.cost;
  return {
    ...(id === undefined ? (productId === null ? {} : { productId }) : { id }),
    description,
    quantity: wholeNumber(quantity) ?? 0,
    ...(isOwnCost ? { cost } : {}),
    note,
  };
}

export function isChanged(drafts: readonly LineDraft[], saved: readonly OrderLine[]): boolean {
  return JSON.stringify(drafts) !== JSON.stringify(draftsOf(saved));
}

function wholeNumber(typed: string): number | undefined {
  const number = /^\s*\d+\s*$/.test(typed) ? Number(typed) : 0;
  return number >= 1 && number <= mostQuantity ? number : undefined;
}
