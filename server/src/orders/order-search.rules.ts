import { folded } from '../platform/folding.ts';

/** What the hub's search looks through: order number, client, invoice number and vendor, folded. */
export function searchTextOf(parts: {
  number: string;
  clientName: string | null;
  invoiceNumber: string | null;
  vendorName: string;
}): string {
  return folded([parts.number, parts.clientName, parts.invoiceNumber, parts.vendorName].filter(Boolean).join(' '));
}
