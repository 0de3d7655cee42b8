import type { InputOf } from '@printrail/contract/endpoint';
import type { FileContent } from '@printrail/contract/fields';
import type * as contract from '@printrail/contract/forms';
import type { FormKind, PaperSize } from '@printrail/contract/forms';
import { vendorsByIds } from '../catalog/vendors.queries.ts';
import { getPlan } from '../changes/plan.ts';
import { summariesOf } from '../orders/orders.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import type { Call } from '../studio/route.ts';
import { type Form, mostPages, type PrintJob } from './form.ts';
import { defaultResponsibles, detailsOfOrders, linesOfOrders } from './forms.queries.ts';
import { letterheadLines, orderFormOf, type PrintedOrder, type PrintedStep, workOrderOf } from './forms.rules.ts';
import { printedLogo } from './logo.operations.ts';
import { findLogo } from './logo.queries.ts';
import { printPdf, tooLong } from './press.ts';
import { wordsOf } from './words.rules.ts';

export async function getOrderForm(call: Call, { params, query }: InputOf<typeof contract.getOrderForm>) {
  return printOne(call, 'order_form', params.id, query.paper);
}

export async function getWorkOrder(call: Call, { params, query }: InputOf<typeof contract.getWorkOrder>) {
  return printOne(call, 'work_order', params.id, query.paper);
}

async function printOne(call: Call, kind: FormKind, id: number, paper: PaperSize | undefined): Promise<FileContent> {
  const job = await jobOf(call, kind, [id], paper);
  return fileOf(job, `${namesOf[kind].one} ${job.forms[0]?.number}`);
}

/** The forms of many orders in one file, in the order given. */
export async function printForms(call: Call, { body }: InputOf<typeof contract.printForms>): Promise<FileContent> {
  const job = await jobOf(call, body.form, body.orders, body.paper);
  return fileOf(job, `${body.orders.length} ${namesOf[body.form].many}`);
}

const namesOf = {
  order_form: { one: 'Order form', many: 'order forms' },
  work_order: { one: 'Work order', many: 'work orders' },
} as const;

async function fileOf(job: PrintJob, name: string): Promise<FileContent> {
  return { name: `${name}.pdf`, mediaType: 'application/pdf', bytes: await printPdf(job) };
}

const ordersAtOnce = 20;
// Far more than the press takes; so much is not even read.
const mostCharacters = 5_000 * mostPages;

/** Reads a few orders at a time, so that other requests have their turn. */
async function jobOf(call: Call, kind: FormKind, ids: readonly number[], paper?: PaperSize): Promise<PrintJob> {
  const head = await call.read((reading) => headOf(reading, paper));
  const forms: Form[] = [];
  let characters = 0;
  for (let from = 0; from < ids.length; from += ordersAtOnce) {
    const some = await call.read((reading) => formsOf(reading, kind, ids.slice(from, from + ordersAtOnce)));
    forms.push(...some);
    characters += JSON.stringify(some).length;
    if (characters > mostCharacters) throw tooLong();
    await new Promise(setImmediate);
  }
  return { ...head, forms };
}

export async function headOf({ db, preferences, today }: Reading, paper?: PaperSize): Promise<Omit<PrintJob, 'forms'>> {
  const words = wordsOf(preferences);
  const logo = await findLogo(db);
  return {
    paper: paper ?? preferences.paperSize,
    letterhead: {
      name: preferences.studioName,
      lines: letterheadLines(preferences, words),
      logo: logo ? printedLogo(logo) : null,
    },
    printed: `Printed ${words.date(today)}`,
  };
}

async function formsOf(reading: Reading, kind: FormKind, ids: readonly number[]): Promise<Form[]> {
  const words = wordsOf(reading.preferences);
  const printed = await printedOrders(reading, ids);
  if (kind === 'order_form') return printed.map((order) => orderFormOf(order, words));
  const defaults = await defaultResponsibles(reading.db);
  const forms: Form[] = [];
  for (const order of printed) forms.push(workOrderOf(order, await stepsOf(reading, order, defaults), words));
  return forms;
}

async function printedOrders(reading: Reading, ids: readonly number[]): Promise<PrintedOrder[]> {
  const { db } = reading;
  const orders = new Map((await summariesOf(reading, ids)).map((order) => [order.id, order]));
  const details = new Map((await detailsOfOrders(db, ids)).map((order) => [order.id, order]));
  const vendors = await vendorsByIds(db, [...new Set([...orders.values()].map(({ vendorId }) => vendorId))]);
  const lines = Map.groupBy(await linesOfOrders(db, ids), ({ orderId }) => orderId);
  return ids.map((id) => {
    const [order, its] = [orders.get(id), details.get(id)];
    const vendor = order && vendors.get(order.vendorId);
    if (!its || !vendor) throw new Refusal('order.not_found', { id });
    return { ...its, order, vendor, lines: lines.get(id) ?? [] };
  });
}

async function stepsOf(
  reading: Reading,
  { order }: PrintedOrder,
  defaults: ReadonlyMap<number, string>,
): Promise<PrintedStep[]> {
  const plan = await getPlan(reading, { params: { id: order.id }, query: undefined, body: undefined });
  const responsible = order.responsibleUserName ?? order.departmentName ?? '';
  return plan.steps.map((step) => ({
    ...step,
    responsible:
      step.place === 'current' ? responsible : step.place === 'expected' ? (defaults.get(step.statusId) ?? '') : '',
  }));
}
