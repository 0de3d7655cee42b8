import type { Rendered, Template, TemplateChannel } from '@printrail/contract/templates';

type Part = keyof Rendered;

/** What a template of each channel is called, and the fields it is written in. */
export const channels: Record<
  TemplateChannel,
  { name: string; many: string; about: string; labels: Partial<Record<Part, string>> }
> = {
  email: {
    ...{ name: 'E-mail', many: 'E-mails', about: 'To clients and vendors, as text and HTML' },
    labels: { subject: 'Subject', text: 'Plain text', html: 'HTML' },
  },
  sms: { name: 'Text message', many: 'Text messages', about: 'Short words to a phone', labels: { text: 'Text' } },
  letter: {
    ...{ name: 'Letter', many: 'Letters', about: 'Printed as PDF and posted' },
    labels: { subject: 'Subject', text: 'Text' },
  },
  task: {
    ...{ name: 'Task', many: 'Tasks', about: 'What someone at the studio has to do' },
    labels: { subject: 'Task', text: 'More about it' },
  },
  call: {
    ...{ name: 'Call', many: 'Calls', about: 'What someone at the studio has to call about' },
    labels: { subject: 'Call', text: 'More about it' },
  },
};

export const channelOrder = Object.keys(channels) as TemplateChannel[];

export const parts = ['subject', 'text', 'html'] as const satisfies readonly Part[];

/** A template of a channel that nothing is written in yet. */
export function blankTemplate(channel: TemplateChannel): Template {
  return { id: 0, name: '', channel, subject: '', text: '', html: '', attachments: [], isActive: true, version: 1 };
}
