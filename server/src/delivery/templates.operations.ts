import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/templates';
import type { Rendered, Template } from '@printrail/contract/templates';
import { lockRows, type Row } from '../database/rows.ts';
import { refuseUnlessViewing } from '../people/rights.rules.ts';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { decodeCursor, type NameCursor, pageOf, pageSize } from '../studio/pages.ts';
import type { Call } from '../studio/route.ts';
import { expectVersion } from '../studio/versions.ts';
import { exampleValues, type MergeValues, mergeFields } from './merge-fields.rules.ts';
import { type About, mergeValuesOf } from './merge-values.ts';
import { smsParts } from './phone.rules.ts';
import { renderPart, TemplateError } from './template.rules.ts';
import { checkAttachments, checkParts } from './template-parts.rules.ts';
import * as queries from './templates.queries.ts';

export async function listTemplates(
  { db }: Reading,
  { query }: InputOf<typeof contract.listTemplates>,
): Promise<AnswerOf<typeof contract.listTemplates>> {
  const { after, limit = pageSize, ...filter } = query;
  const rows = await queries.templatesByName(db, filter, decodeCursor<NameCursor>(after, 'sn'), limit + 1);
  return pageOf(rows, limit, ({ nameKey, id }) => [nameKey, id], answerOf);
}

export async function listMergeFields(): Promise<AnswerOf<typeof contract.listMergeFields>> {
  return { items: [...mergeFields] };
}

export async function getTemplate({ db }: Reading, { params }: InputOf<typeof contract.getTemplate>) {
  return answerOf(await queries.getTemplateById(db, params.id));
}

/** The parts are tried out before the transaction, which then has nothing to wait for. */
export async function addTemplate(call: Call, { body }: InputOf<typeof contract.addTemplate>): Promise<Template> {
  const { name, channel, attachments = [], isActive = true } = body;
  const parts = { ...noParts, ...partsIn(body) };
  await checkParts(channel, parts);
  checkAttachments(channel, attachments);
  return call.write(async (change) => {
    const columns = { ...named(name), channel, ...parts, attachments: JSON.stringify(attachments), isActive };
    await refuseTakenName(change, columns);
    const after = answerOf(await queries.insertTemplate(change.tx, columns));
    await audit(change, { action: 'template.added', record: 'template', recordId: after.id, after });
    return after;
  });
}

export async function updateTemplate(
  call: Call,
  { params, body, version }: InputOf<typeof contract.updateTemplate>,
): Promise<Template> {
  const { id } = params;
  const seen = await call.read(({ db }) => queries.getTemplateById(db, id));
  await checkParts(seen.channel, { ...seen, ...partsIn(body) });
  checkAttachments(seen.channel, body.attachments ?? []);
  return call.write(async (change) => {
    const { tx } = change;
    await lockRows(tx, 'templates', [id]);
    const row = await queries.getTemplateById(tx, id);
    expectVersion(row, version);
    const before = answerOf(row);
    const { name, channel, subject, text, html, attachments, isActive } = { ...before, ...body };
    const columns = {
      ...named(name),
      channel,
      subject,
      text,
      html,
      attachments: JSON.stringify(attachments),
      isActive,
    };
    if (columns.nameKey !== row.nameKey) await refuseTakenName(change, columns);
    const after = answerOf(await queries.saveTemplate(tx, id, columns));
    await audit(change, { action: 'template.changed', record: 'template', recordId: id, before, after });
    return after;
  });
}

export async function deleteTemplate(
  change: Change,
  { params, version }: InputOf<typeof contract.deleteTemplate>,
): Promise<null> {
  const { tx } = change;
  await lockRows(tx, 'templates', [params.id]);
  const row = await queries.getTemplateById(tx, params.id);
  expectVersion(row, version);
  const count = await queries.usesOfTemplate(tx, params.id);
  if (count > 0) throw new Refusal('template.in_use', { name: row.name, count });
  await queries.removeTemplate(tx, params.id);
  const before = answerOf(row);
  await audit(change, { action: 'template.deleted', record: 'template', recordId: params.id, before });
  return null;
}

export async function previewTemplate(
  call: Call,
  { body }: InputOf<typeof contract.previewTemplate>,
): Promise<AnswerOf<typeof contract.previewTemplate>> {
  const { channel, orderId, invoiceId } = body;
  const parts = { ...noParts, ...partsIn(body) };
  await checkParts(channel, parts);
  const isReal = orderId !== undefined || invoiceId !== undefined;
  // Merge fields hold what is known of the invoice and the client, also where only an order is named.
  if (isReal) refuseUnlessViewing(call.actor, ['invoices', 'clients']);
  const about: About = { ...(orderId ? { orderId } : {}), ...(invoiceId ? { invoiceId } : {}) };
  const values = isReal ? await call.read((reading) => mergeValuesOf(reading, about)) : exampleValues();
  const rendered = await render(parts, values).catch((error) => {
    throw error instanceof TemplateError
      ? new Refusal('template.invalid', { part: 'text', reason: error.message }).at('text')
      : error;
  });
  const named = [values.order?.number, values.invoice?.number].filter((number) => number !== '');
  return { ...rendered, about: named.join(', '), sms: channel === 'sms' ? smsParts(rendered.text) : null };
}

/** Fills a template in; throws a TemplateError when it cannot be. */
export async function render(parts: Rendered, values: MergeValues): Promise<Rendered> {
  const subject = (await renderPart(parts.subject, values, 'text')).replaceAll(/\s+/g, ' ').trim();
  return {
    subject: subject.slice(0, 500),
    text: (await renderPart(parts.text, values, 'text')).trim(),
    html: (await renderPart(parts.html, values, 'html')).trim(),
  };
}

const noParts: Rendered = { subject: '', text: '', html: '' };

function partsIn({ subject, text, html }: { [Part in keyof Rendered]?: string }): Partial<Rendered> {
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
  };
}

async function refuseTakenName({ tx }: Change, { name, nameKey }: { name: string; nameKey: string }): Promise<void> {
  if (await queries.findTemplateByName(tx, nameKey)) throw new Refusal('template.name_taken', { name }).at('name');
}

function named(name: string): { name: string; nameKey: string } {
  return { name: name.trim(), nameKey: folded(name) };
}

function answerOf({ nameKey: _, attachments, ...template }: Row<'templates'>): Template {
  return { ...template, attachments: JSON.parse(attachments) as Template['attachments'] };
}
