import { parentPort } from 'node:worker_threads';
import type { PaperSize } from '@printrail/contract/forms';
import type { Letterhead } from '../forms/form.ts';
import { heightOf, margin, openSheet, type Sheet, TooManyPages } from '../forms/sheet.ts';
import type { Style } from '../forms/typesetting.ts';

export type Letter = { to: string; date: string; subject: string; text: string };
export type LettersJob = { paper: PaperSize; letterhead: Letterhead; letters: readonly Letter[] };

const text: Style = { size: 10.5, weight: 'regular' };
const strong: Style = { size: 10.5, weight: 'bold' };
const small: Style = { size: 8, weight: 'regular' };
const gap = 14;
const logoBox = { width: 120, height: 48 };
/** Where the address shows through the window of an envelope, folded in three. */
const addressTop = 142;

/** Prints one job after the other, away from the thread that answers requests. */
parentPort?.on('message', async ({ id, question }: { id: number; question: LettersJob }) => {
  try {
    const bytes = await print(question);
    parentPort?.postMessage({ id, answer: { bytes } }, [bytes.buffer]);
  } catch (error) {
    parentPort?.postMessage(error instanceof TooManyPages ? { id, answer: { isTooLong: true } } : { id, error });
  }
});

async function print({ paper, letterhead, letters }: LettersJob): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = openSheet(paper);
  const { pdf } = sheet;
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.info.Title = 'Letters';
  for (const letter of letters) {
    typesetLetter(sheet, letterhead, letter);
    pdf.flushPages();
  }
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

function typesetLetter(sheet: Sheet, letterhead: Letterhead, letter: Letter): void {
  sheet.addPage();
  const headBottom = typesetHead(sheet, letterhead);
  const half = sheet.width / 2;
  const addressBottom = write(sheet, letter.to, text, Math.max(headBottom + gap, addressTop), half);
  let y = Math.max(addressBottom, addressTop + 90) + gap;
  const right = { to: 'right', width: sheet.width } as const;
  y = sheet.write(sheet.lines(letter.date, text, sheet.width), text, margin, y, right) + gap;
  if (letter.subject) y = write(sheet, letter.subject, strong, y, sheet.width) + gap;
  write(sheet, letter.text, text, y, sheet.width);
}

function typesetHead(sheet: Sheet, { name, lines, logo }: Letterhead): number {
  let x = margin;
  let bottom = margin;
  if (logo) {
    const scale = Math.min(logoBox.width / logo.width, logoBox.height / logo.height);
    sheet.pdf.image(logo.dataUri, x, margin, { width: logo.width * scale, height: logo.height * scale });
    x += logo.width * scale + gap;
    bottom += logo.height * scale;
  }
  const width = margin + sheet.width - x;
  const nameBottom = sheet.write(sheet.lines(name, strong, width), strong, x, margin);
  return Math.max(bottom, sheet.write(sheet.lines(lines.join('\n'), small, width), small, x, nameBottom));
}

/** Writes a text from y on, over as many pages as it needs; gives the y below it. */
function write(sheet: Sheet, content: string, style: Style, top: number, width: number): number {
  let y = top;
  for (const line of sheet.lines(content, style, width)) {
    if (y + heightOf(style) > sheet.bottom) {
      sheet.addPage();
      y = margin;
    }
    y = sheet.write([line], style, margin, y, { to: line.isRightToLeft ? 'right' : 'left', width });
  }
  return y;
}
