import type { FileContent } from '@printrail/contract/fields';
import type { MessageAttachment } from '@printrail/contract/messages';
import { getOrderForm, getWorkOrder, headOf } from '../forms/forms.operations.ts';
import { printPdf } from '../forms/press.ts';
import { wordsOf } from '../forms/words.rules.ts';
import { system } from '../studio/change.ts';
import type { Call } from '../studio/route.ts';
import type { Studio } from '../studio/studio.ts';
import { invoiceFormOf } from './invoice-form.rules.ts';
import { recordsAbout } from './merge-values.ts';

export type File = FileContent & { bytes: Uint8Array };

/** Makes the files of a message, as the records are now. */
export async function filesOf(studio: Studio, attachments: readonly MessageAttachment[]): Promise<File[]> {
  const files: File[] = [];
  for (const attachment of attachments) files.push(await fileOf(callOf(studio), attachment));
  return files;
}

async function fileOf(call: Call, attachment: MessageAttachment): Promise<File> {
  if (attachment.kind === 'invoice') return invoiceFile(call, attachment.invoiceId);
  const print = attachment.kind === 'order_form' ? getOrderForm : getWorkOrder;
  const file = await print(call, { params: { id: attachment.orderId }, query: {}, body: undefined });
  return { ...file, bytes: file.bytes as Uint8Array };
}

async function invoiceFile(call: Call, invoiceId: number): Promise<File> {
  const job = await call.read(async (reading) => {
    const form = invoiceFormOf(await recordsAbout(reading, { invoiceId }), wordsOf(reading.preferences));
    return { ...(await headOf(reading)), forms: [form] };
  });
  const name = `Invoice ${job.forms[0]?.number}.pdf`;
  return { name, mediaType: 'application/pdf', bytes: await printPdf(job) };
}

/** What forms are printed through, for Printrail itself. */
function callOf(studio: Studio): Call {
  return {
    ...{ actor: system, remote: '', token: undefined, setToken: () => undefined },
    read: (operation) => studio.read(system, operation),
    write: (operation, options) => studio.write(system, 'automation', operation, options),
  };
}
