import type { Rendered, TemplateChannel } from '@printrail/contract/templates';
import { Refusal } from '../platform/refusal.ts';
import { faultOf } from './template.rules.ts';

/** What each kind of template has, and what it cannot do without. */
const partsOf: Record<TemplateChannel, { has: readonly (keyof Rendered)[]; needs: readonly (keyof Rendered)[] }> = {
  email: { has: ['subject', 'text', 'html'], needs: ['subject'] },
  letter: { has: ['subject', 'text'], needs: ['text'] },
  sms: { has: ['text'], needs: ['text'] },
  task: { has: ['subject', 'text'], needs: ['subject'] },
  call: { has: ['subject', 'text'], needs: ['subject'] },
};

/**
 * Refuses a template that lacks a part of its channel or has one too many, that is no Liquid, or that names a merge field
 * which is not there; a misspelt field is told with the one that may be meant.
 */
export async function checkParts(channel: TemplateChannel, parts: Rendered): Promise<void> {
  const { has, needs } = partsOf[channel];
  for (const part of ['subject', 'text', 'html'] as const) {
    const source = parts[part];
    if (source.trim() === '') {
      if (needs.includes(part)) throw new Refusal('template.incomplete', { channel, needed: `a ${part}` }).at(part);
      continue;
    }
    if (!has.includes(part)) throw new Refusal('template.no_such_part', { channel, part }).at(part);
    await checkPart(part, source);
  }
  if (channel === 'email' && `${parts.text}${parts.html}`.trim() === '') {
    throw new Refusal('template.incomplete', { channel, needed: 'a text, as plain text or HTML' }).at('text');
  }
}

/** Refuses attachments where there is no e-mail to attach them to. */
export function checkAttachments(channel: TemplateChannel, attachments: readonly string[]): void {
  if (channel === 'email' || attachments.length === 0) return;
  throw new Refusal('template.no_such_part', { channel, part: 'attachments' }).at('attachments');
}

async function checkPart(part: keyof Rendered, source: string): Promise<void> {
  const fault = await faultOf(source, part === 'html' ? 'html' : 'text');
  if (fault?.kind === 'unknown_field') {
    const { name, line, meant } = fault;
    const suggestion = meant === undefined ? '' : ` Is ${meant} meant?`;
    throw new Refusal('template.unknown_field', { name, line, suggestion, meant }).at(part);
  }
  if (fault) throw new Refusal('template.invalid', { part, reason: fault.reason }).at(part);
}
