import type { MessageAttachment } from '@printrail/contract/messages';
import type { Rendered, Template } from '@printrail/contract/templates';
import type { Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { type AboutRecords, recordsAbout, valuesFrom } from './merge-values.ts';
import { saveFilled, unfilledMessages } from './sending.queries.ts';
import { TemplateError } from './template.rules.ts';
import { render } from './templates.operations.ts';
import { getTemplateById } from './templates.queries.ts';
import { eventBody } from './webhook-event.ts';

type Content = Rendered & { attachments: MessageAttachment[] };

/**
 * Writes out what messages say that came with only a template, or of a webhook with nothing, a few at a time and soon after
 * they were queued. One that cannot be filled in has failed, with the reason. Gives how many there were.
 */
export async function fillMessages(change: Change, limit: number, ids?: readonly number[]): Promise<number> {
  const messages = await unfilledMessages(change.tx, limit, ids);
  for (const message of messages) {
    const { reason, ...content } = await contentOrReason(change, message);
    await saveFilled(change.tx, message.id, content, reason);
  }
  change.touched(
    'message',
    messages.map(({ id }) => id),
  );
  return messages.length;
}

async function contentOrReason(change: Change, message: Row<'messages'>) {
  const nothing = { subject: message.subject, text: '', html: '', attachments: message.attachments };
  try {
    const { attachments, ...parts } = await contentOf(change, message);
    return { ...parts, attachments: JSON.stringify(attachments), reason: '' };
  } catch (error) {
    if (error instanceof TemplateError) return { ...nothing, reason: `It cannot be filled in: ${error.message}.` };
    if (error instanceof Refusal) return { ...nothing, reason: error.message };
    throw error;
  }
}

async function contentOf(change: Change, message: Row<'messages'>): Promise<Content> {
  const records = await recordsAbout(change, message);
  if (message.channel === 'webhook') {
    const event = message.subject || (records.order ? 'production_order.status' : 'invoice.status');
    return { subject: event, text: eventBody(change, event, records), html: '', attachments: [] };
  }
  if (message.templateId === null) throw new TemplateError('it has no template');
  const template = await getTemplateById(change.tx, message.templateId);
  const { subject, text, html } = await render(template, valuesFrom(change, records));
  // A fallback writes by another channel what was meant for the first.
  if (message.channel !== 'email') {
    if (text === '') throw new TemplateError(`the template ${template.name} has no plain text`);
    return { subject: message.channel === 'letter' ? subject : '', text, html: '', attachments: [] };
  }
  const kinds = JSON.parse(template.attachments) as Template['attachments'];
  const attachments = kinds.map((kind) => attachmentOf(kind, records));
  return { subject: subject || change.preferences.studioName, text, html, attachments };
}

function attachmentOf(kind: Template['attachments'][number], { order, invoice }: AboutRecords): MessageAttachment {
  if (kind === 'invoice') {
    if (!invoice) throw new TemplateError('the template attaches the invoice, and there is none');
    return { kind, invoiceId: invoice.id };
  }
  if (!order) throw new TemplateError('the template attaches a form of a production order, and there is none');
  return { kind, orderId: order.id };
}
