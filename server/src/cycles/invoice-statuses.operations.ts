import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/invoice-statuses';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import { type Change, lockSettings, type Reading, settingsChanged } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import { invoiceStatusAnswer } from './answers.ts';
import {
  type Fault,
  faultIn,
  faultInRemoving,
  isSameButForPlace,
  withAdded,
  withEdited,
  withRemoved,
} from './arrangement.rules.ts';
import { checkPlace, checkRoom } from './checks.ts';
import { cyclesOf, type InvoiceStatus } from './cycles.queries.ts';
import {
  allInvoiceStatuses,
  insertInvoiceStatus,
  removeInvoiceStatus,
  saveInvoiceStatuses,
} from './maintenance.queries.ts';
import { colorAt } from './new-cycle.rules.ts';
import { isInvoiceStatusPreferred, usersOfInvoiceStatus } from './uses.queries.ts';

export async function listInvoiceStatuses(reading: Reading): Promise<AnswerOf<typeof contract.listInvoiceStatuses>> {
  return { items: (await cyclesOf(reading)).invoiceStatuses.map(invoiceStatusAnswer) };
}

export async function addInvoiceStatus(
  change: Change,
  { body: { name, duration = null, position, color } }: InputOf<typeof contract.addInvoiceStatus>,
): Promise<contract.InvoiceStatus> {
  await lockSettings(change);
  const before = await allInvoiceStatuses(change.tx);
  checkRoom(before);
  checkName(before, name);
  checkPlace(name, position, before.length + 1);
  const columns = {
    ...{ name, nameKey: folded(name), position: 0, duration, isInitial: false, isFinal: false, isActive: true },
    color: color ?? colorAt(before.length + 1),
  };
  const after = withAdded(before, { ...columns, id: 0, version: 1 }, position);
  refuse(faultIn(after));
  const place = after.findIndex((status) => status.id === 0) + 1;
  const { id } = await insertInvoiceStatus(change.tx, { ...columns, position: place });
  await saveInvoiceStatuses(
    change.tx,
    before,
    after.filter((status) => status.id !== 0),
  );
  return saved(change, before, id, 'added');
}

export async function updateInvoiceStatus(
  change: Change,
  { params: { id }, body, version }: InputOf<typeof contract.updateInvoiceStatus>,
): Promise<contract.InvoiceStatus> {
  await lockSettings(change);
  const before = await allInvoiceStatuses(change.tx);
  const status = getStatus(before, id);
  expectVersion(status, version);
  if (body.name !== undefined) checkName(before, body.name, id);
  checkPlace(status.name, body.position, before.length);
  const after = withEdited(before, id, body.name === undefined ? body : { ...body, nameKey: folded(body.name) });
  refuse(faultIn(after));
  if (body.isActive === false && (await isInvoiceStatusPreferred(change.tx, id))) {
    const rule = 'choose another in the preferences first';
    throw new Refusal('invoice_status.needed', { name: status.name, role: 'preferred', rule }).at('isActive');
  }
  await saveInvoiceStatuses(change.tx, before, after);
  return saved(change, before, id, 'changed');
}

export async function deleteInvoiceStatus(
  change: Change,
  { params: { id }, version }: InputOf<typeof contract.deleteInvoiceStatus>,
): Promise<null> {
  await lockSettings(change);
  const before = await allInvoiceStatuses(change.tx);
  const status = getStatus(before, id);
  expectVersion(status, version);
  refuse(faultInRemoving(status));
  const users = await usersOfInvoiceStatus(change.tx, id);
  if (users) throw new Refusal('invoice_status.in_use', { name: status.name, users });
  await removeInvoiceStatus(change.tx, id);
  await saveInvoiceStatuses(change.tx, before, withRemoved(before, id));
  await settingsChanged(change);
  const record = { record: 'invoice_status', recordId: id, before: invoiceStatusAnswer(status) };
  await audit(change, { action: 'invoice_status.deleted', ...record });
  return null;
}

/** Audits every status that is another than before but for its place; a moved flag is a change of two. */
async function saved(
  change: Change,
  before: readonly InvoiceStatus[],
  id: number,
  done: 'added' | 'changed',
): Promise<contract.InvoiceStatus> {
  await settingsChanged(change);
  const after = await allInvoiceStatuses(change.tx);
  for (const status of after) {
    const was = before.find((each) => each.id === status.id);
    if (was && status.id !== id && isSameButForPlace(was, status)) continue;
    const action = `invoice_status.${status.id === id ? done : 'changed'}`;
    const states = { ...(was && { before: invoiceStatusAnswer(was) }), after: invoiceStatusAnswer(status) };
    await audit(change, { action, record: 'invoice_status', recordId: status.id, ...states });
  }
  return invoiceStatusAnswer(getStatus(after, id));
}

function getStatus(statuses: readonly InvoiceStatus[], id: number): InvoiceStatus {
  const status = statuses.find((each) => each.id === id);
  if (!status) throw new Refusal('invoice_status.not_found', { id });
  return status;
}

function checkName(statuses: readonly InvoiceStatus[], name: string, ofStatusId?: number): void {
  if (statuses.some((status) => status.id !== ofStatusId && status.nameKey === folded(name))) {
    throw new Refusal('invoice_status.name_taken', { name }).at('name');
  }
}

function refuse(fault: Fault | undefined): void {
  if (fault) throw new Refusal('invoice_status.needed', { ...fault }).at(fault.field);
}
