import type { Form } from '../forms/form.ts';
import type { Words } from '../forms/words.rules.ts';
import type { AboutRecords } from './merge-values.ts';

/** An invoice as it is sent to the client. */
export function invoiceFormOf({ invoice, invoiceLines, client }: AboutRecords, words: Words): Form {
  if (!invoice) throw new Error('There is no invoice to print.');
  const { total, paid, tax, shipping } = invoice;
  const sums = [...(tax ? [['Tax', tax] as const] : []), ...(shipping ? [['Shipping', shipping] as const] : [])];
  const row = (text: string, amount: number) => ({ cells: [{ text: '' }, { text }, { text: words.money(amount) }] });
  return {
    title: 'Invoice',
    number: invoice.number,
    mark: paid >= total && total > 0 ? 'PAID' : '',
    addressee: client ? { label: 'To', lines: [client.name, ...words.addressLines(client)] } : null,
    facts: [
      { label: 'Date', value: words.date(invoice.date) },
      ...(invoice.sessionName ? [{ label: 'Session', value: invoice.sessionName }] : []),
      { label: 'Total', value: words.money(total) },
      { label: 'Paid', value: words.money(paid) },
      { label: 'To be paid', value: words.money(Math.max(total - paid, 0)) },
    ],
    tables: [
      {
        columns: [
          { title: 'Quantity', width: 44, align: 'right' },
          { title: 'Description', width: 'rest' },
          { title: 'Amount', width: 90, align: 'right' },
        ],
        rows: [
          ...invoiceLines.map((line) => ({
            cells: [
              { text: words.number(line.quantity) },
              { text: line.productName, below: line.description },
              { text: words.money(line.total) },
            ],
          })),
          ...sums.map(([label, amount]) => row(label, amount)),
        ],
        sum: { ...row('Total', total), isBold: true },
      },
    ],
    notes: [],
  };
}
