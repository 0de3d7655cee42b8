import type { OrderLine } from '@printrail/contract/orders';
import type { PlannedLine } from './edit-lines.rules.ts';

const mostNamed = 10;
const texts = ['description', 'cost', 'note'] as const;

/**
 * What an edit did to the lines of an order, in words for its history: 'Added: 2 × Frame. Changed: Print 10 → 6, cost.'
 * Empty when nothing differs.
 */
export function linesEdited(before: readonly OrderLine[], after: readonly PlannedLine[]): string {
  const byId = new Map(before.map((line) => [line.id, line]));
  const keptIds = new Set(after.map(({ id }) => id));
  const added = after.filter(({ id }) => id === undefined).map(counted);
  const removed = before.filter(({ id }) => !keptIds.has(id)).map(counted);
  const changed = after.flatMap((line) => differences(byId.get(line.id ?? 0), line));
  const said = [listed('Added', added), listed('Removed', removed), listed('Changed', changed)]
    .filter(Boolean)
    .join(' ');
  if (said !== '') return said;
  return after.some((line, at) => line.id !== before[at]?.id) ? 'Lines put in another order.' : '';
}

function counted({ quantity, description }: PlannedLine | OrderLine): string {
  return `${quantity} × ${description}`;
}

function differences(before: OrderLine | undefined, after: PlannedLine): string[] {
  if (!before) return [];
  const said = [
    ...(before.quantity === after.quantity ? [] : [`${before.quantity} → ${after.quantity}`]),
    ...(before.invoiceQuantity === after.invoiceQuantity
      ? []
      : [`of the invoice ${before.invoiceQuantity} → ${after.invoiceQuantity}`]),
    ...texts.filter((field) => before[field] !== after[field]),
  ];
  if (said.length === 0) return [];
  return [`${before.description} ${said.join(', ')}`];
}

function listed(what: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const more = lines.length > mostNamed ? ` and ${lines.length - mostNamed} more` : '';
  return `${what}: ${lines.slice(0, mostNamed).join('; ')}${more}.`;
}
