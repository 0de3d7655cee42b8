import type { InputOf } from '@printrail/contract/endpoint';
import type * as api from '@printrail/contract/invoices';
import type { Invoice } from '@printrail/contract/invoices';
import { cyclesOf } from '../cycles/cycles.queries.ts';
import { audit } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { differs } from '../studio/keyed-records.ts';
import { expectVersion } from '../studio/versions.ts';
import { startingStatus } from './change-invoice-status.ts';
import { changedDetails, checkDetails, type Details, headChanges, headColumns, newDetails } from './details.rules.ts';
import { linesOf, orderableLines, orderingsOf, saveLines } from './invoice-lines.queries.ts';
import { nextInvoiceNumbers } from './invoice-numbers.ts';
import { invoiceChanged } from './invoices.events.ts';
import { invoiceById, refuseTakenNames } from './invoices.operations.ts';
import * as queries from './invoices.queries.ts';
import { knownTo } from './known.queries.ts';
import { asTheyAre, checkOrdered, hasChanges, lineChanges, wholeList } from './lines.rules.ts';
import { placeAt } from './place.rules.ts';

export async function addInvoice(change: Change, { body }: InputOf<typeof api.addInvoice>): Promise<Invoice> {
  const { tx, calendar } = change;
  const { statusId, lines: given = [], ...rest } = body;
  const details = changedDetails(newDetails(body.clientId, change.today), rest);
  const known = await knownTo(tx, [{ details, lines: given }]);
  checkDetails(details, known);
  const status = startingStatus(await cyclesOf(change), statusId);
  const planned = wholeList([], given, known);
  const head = headColumns(await numbered(change, details), planned);
  await refuseTakenNames(tx, [{ after: head }]);
  const place = placeAt(calendar, status, head.date, head);
  const id = await queries.insertInvoice(tx, { ...head, ...place, paid: 0, createdAt: change.now });
  await saveLines(tx, new Map([[id, lineChanges([], planned)]]));
  const after = await invoiceById(tx, id);
  await audit(change, { action: 'invoice.added', record: 'invoice', recordId: id, after });
  const created = { statusId: status.id, lineCount: planned.length, total: head.total };
  await invoiceChanged.tell(change, [{ invoiceId: id, what: 'created', ...created }]);
  return invoiceById(tx, id);
}

export async function updateInvoice(change: Change, input: InputOf<typeof api.updateInvoice>): Promise<Invoice> {
  const { tx } = change;
  const { id } = input.params;
  const { lines: given, ...rest } = input.body;
  const invoice = await queries.lockedInvoice(tx, id);
  expectVersion(invoice, input.version);
  const details = changedDetails(invoice, rest);
  const known = await knownTo(tx, [{ details, lines: given ?? [] }]);
  checkDetails(details, known);
  const lines = await linesOf(tx, [id]);
  const planned = given ? wholeList(lines, given, known) : asTheyAre(lines);
  const changes = lineChanges(lines, planned);
  checkOrdered(changes, await orderingsOf(tx, [id]));
  const head = headColumns(details, planned);
  const before = await invoiceById(tx, id);
  if (!differs(invoice, head) && !hasChanges(changes)) return before;
  await refuseTakenNames(tx, [{ before: invoice, after: head }]);
  const hadLeftToOrder = (await orderableLines(tx, [id])).some(({ left, isNotOrdered }) => left > 0 && !isNotOrdered);
  await queries.saveInvoice(tx, id, head);
  await saveLines(tx, new Map([[id, changes]]));
  const after = await invoiceById(tx, id);
  await audit(change, { action: 'invoice.changed', record: 'invoice', recordId: id, before, after });
  const lineCounts = { lineCountBefore: lines.length, lineCountAfter: planned.length, hadLeftToOrder };
  await invoiceChanged.tell(change, [
    ...headChanges(invoice, head),
    ...(hasChanges(changes) ? [{ invoiceId: id, what: 'lines' as const, ...lineCounts }] : []),
  ]);
  // What follows from the change may have ordered its lines, or completed it.
  return invoiceById(tx, id);
}

async function numbered(change: Change, details: Details): Promise<Details> {
  if (details.number !== '') return details;
  const [number = ''] = await nextInvoiceNumbers(change, [details.date]);
  return { ...details, number };
}
