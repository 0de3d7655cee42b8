import type { Product } from '@printrail/contract/catalog';
import type { InvoiceLine, InvoiceLineChange } from '@printrail/contract/invoices';

/** A line as it is being typed: numbers stay text until they are saved, so that nothing typed is lost. */
export type LineDraft = {
  key: string;
  id?: number;
  productId: number;
  productName: string;
  description: string;
  quantity: string;
  /** Minor units; null while the field is empty. */
  price: number | null;
  /** Percent, empty for none. */
  discount: string;
  /** `product`: whoever the product is ordered from; `none`: not ordered from anyone; else the id of a vendor. */
  vendor: string;
  /** Whom the product is ordered from by itself; null: nobody yet; undefined: not known here. */
  productVendorName: string | null | undefined;
  /** The vendor that is saved for the line, which may have become inactive since. */
  ownVendor: { id: number; name: string } | null;
  orderedQuantity: number;
};

const mostQuantity = 1_000_000;
const wholePrice = 10_000;

export function draftsOf(lines: readonly InvoiceLine[]): LineDraft[] {
  return lines.map((line) => ({
    key: `line ${line.id}`,
    id: line.id,
    productId: line.productId,
    productName: line.productName,
    description: line.description,
    quantity: String(line.quantity),
    price: line.price,
    discount: line.discount === 0 ? '' : String(Math.round(line.discount * wholePrice) / 100),
    vendor: line.isNotOrdered ? 'none' : line.vendorId === null ? 'product' : String(line.vendorId),
    productVendorName: line.vendorId === null && !line.isNotOrdered ? line.orderFromVendorName : undefined,
    ownVendor:
      line.vendorId === null ? null : { id: line.vendorId, name: line.orderFromVendorName ?? 'Its own vendor' },
    orderedQuantity: line.orderedQuantity,
  }));
}

/** A new line of a product, one of it, at its price. */
export function draftOf(product: Product, key: string): LineDraft {
  return {
    key,
    productId: product.id,
    productName: product.name,
    description: '',
    quantity: '1',
    price: product.price,
    discount: '',
    vendor: product.isNotOrdered ? 'none' : 'product',
    productVendorName: product.preferredVendorName,
    ownVendor: null,
    orderedQuantity: 0,
  };
}

/** What is wrong with a line as it is typed, by field; nothing when it can be saved. */
export function faultsOf({
  quantity,
  price,
  discount,
}: LineDraft): Partial<Record<'quantity' | 'price' | 'discount', string>> {
  return {
    ...(wholeNumber(quantity) === undefined ? { quantity: 'A whole number from 1' } : {}),
    ...(price === null || price < 0 ? { price: 'An amount of 0 or more' } : {}),
    ...(discountOf(discount) === undefined ? { discount: 'From 0 to 100 %' } : {}),
  };
}

export function isSound(draft: LineDraft): boolean {
  return Object.keys(faultsOf(draft)).length === 0;
}

/** The line as it is saved. */
export function changeOf(draft: LineDraft): InvoiceLineChange {
  const { id, productId, description, quantity, price, discount, vendor } = draft;
  return {
    ...(id === undefined ? {} : { id }),
    productId,
    description,
    quantity: wholeNumber(quantity) ?? 0,
    ...(price === null ? {} : { price }),
    discount: (discountOf(discount) ?? 0) / wholePrice,
    vendorId: vendor === 'product' || vendor === 'none' ? null : Number(vendor),
    isNotOrdered: vendor === 'none',
  };
}

/** Minor units: round(price × quantity × (1 − discount)), halves away from zero; undefined while it cannot be told. */
export function totalOf({ price, quantity, discount }: LineDraft): number | undefined {
  const [count, off] = [wholeNumber(quantity), discountOf(discount)];
  if (price === null || price < 0 || count === undefined || off === undefined) return undefined;
  const exact = BigInt(price) * BigInt(count) * BigInt(wholePrice - off);
  return Number((exact + BigInt(wholePrice / 2)) / BigInt(wholePrice));
}

/** What all lines cost together, in minor units; lines that cannot be told count nothing. */
export function sumOf(drafts: readonly LineDraft[]): number {
  return drafts.reduce((sum, draft) => sum + (totalOf(draft) ?? 0), 0);
}

/** Whether the lines differ from those that are saved. */
export function isChanged(drafts: readonly LineDraft[], saved: readonly InvoiceLine[]): boolean {
  return JSON.stringify(drafts.map(changeOf)) !== JSON.stringify(draftsOf(saved).map(changeOf));
}

function wholeNumber(typed: string): number | undefined {
  const number = /^\s*\d+\s*$/.test(typed) ? Number(typed) : 0;
  return number >= 1 && number <= mostQuantity ? number : undefined;
}

/** Ten-thousandths of the price, from percent as they are typed. */
function discountOf(typed: string): number | undefined {
  const plain = typed.replace('%', '').replace(',', '.').trim();
  if (plain === '') return 0;
  const part = /^\d*\.?\d+$|^\d+\.$/.test(plain) ? Math.round(Number(plain) * 100) : -1;
  return part >= 0 && part <= wholePrice ? part : undefined;
}
