/** What an order would order again of one invoice line. */
export type LineToReopen = { invoiceLineId: number; productName: string; invoiceQuantity: number };

/**
 * The lines of which an invoice no longer has as many left to order as a cancelled order had ordered, in words. None means
 * that the order can be reopened, and what it orders is taken off `left`, so that of several cancelled orders of one
 * invoice only so many can be reopened as it has room for.
 * @param left how many of each invoice line are not ordered by any other order; changed.
 */
export function linesOverInvoice(lines: readonly LineToReopen[], left: Map<number, number>): string[] {
  const asked = new Map<number, LineToReopen>();
  for (const line of lines) {
    const before = asked.get(line.invoiceLineId)?.invoiceQuantity ?? 0;
    asked.set(line.invoiceLineId, { ...line, invoiceQuantity: before + line.invoiceQuantity });
  }
  const leftOf = (id: number) => left.get(id) ?? 0;
  const over = [...asked.values()].filter(
    ({ invoiceLineId, invoiceQuantity }) => invoiceQuantity > leftOf(invoiceLineId),
  );
  if (over.length === 0) {
    for (const { invoiceLineId: id, invoiceQuantity } of asked.values()) left.set(id, leftOf(id) - invoiceQuantity);
  }
  return over.map(
    (line) => `${line.invoiceQuantity} × ${line.productName} (${leftOf(line.invoiceLineId) || 'none'} left)`,
  );
}
