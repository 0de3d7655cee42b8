import { parentPort } from 'node:worker_threads';
import type { PrintJob } from './form.ts';
import { openSheet, TooManyPages } from './sheet.ts';
import { typesetFooters, typesetForm } from './typeset-form.ts';

/** Prints one job after the other, away from the thread that answers requests. */
parentPort?.on('message', async ({ id, job }: { id: number; job: PrintJob }) => {
  try {
    const bytes = await print(job);
    parentPort?.postMessage({ id, bytes }, [bytes.buffer]);
  } catch (error) {
    parentPort?.postMessage(error instanceof TooManyPages ? { id, isTooLong: true } : { id, error });
  }
});

async function print({ paper, letterhead, printed, forms }: PrintJob): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = openSheet(paper);
  const { pdf } = sheet;
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.info.Title = [...new Set(forms.map(({ title }) => title))].join(', ');
  for (const form of forms) {
    typesetForm(sheet, letterhead, form);
    typesetFooters(sheet, form.number, printed);
    pdf.flushPages();
  }
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}
