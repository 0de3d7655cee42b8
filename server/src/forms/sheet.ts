import type { PaperSize } from '@printrail/contract/forms';
import PDFDocument from 'pdfkit';
import { type Bars, quietZone } from './barcode.ts';
import type { Face } from './faces.ts';
import { mostPages } from './form.ts';
import { type Line, linesOf, type Style } from './typesetting.ts';

export const margin = 42;
const footerHeight = 22;
const ruleWidth = 0.35;

/** Lines are this much higher than their letters are large. */
const leading = 1.32;

/** A job that would take more pages than are printed at once. */
export class TooManyPages extends Error {}

export type Sheet = ReturnType<typeof openSheet>;

/** The paper of a form: what can be put on it. Lengths are points, from the upper left. */
export function openSheet(paper: PaperSize) {
  const pdf = new PDFDocument({
    size: paper === 'A4' ? 'A4' : 'LETTER',
    margin: 0,
    pdfVersion: '1.7',
    autoFirstPage: false,
    bufferPages: true,
  });
  let pages = 0;
  const names = new Map<Face, string>();
  const select = (face: Face, size: number) => {
    let name = names.get(face);
    if (name === undefined) {
      name = `face ${names.size + 1}`;
      names.set(face, name);
      pdf.registerFont(name, face.font as unknown as string);
    }
    return pdf.font(name, size);
  };
  const measure = (text: string, face: Face, size: number) => select(face, size).widthOfString(text);

  return {
    pdf,
    get width() {
      return pdf.page.width - 2 * margin;
    },
    /** Where the form ends and the footer begins. */
    get bottom() {
      return pdf.page.height - margin - footerHeight;
    },
    addPage(): void {
      pages += 1;
      if (pages > mostPages) throw new TooManyPages();
      pdf.addPage();
    },
    lines: (text: string, style: Style, width: number) => linesOf(text, style, width, measure),
    /** Draws lines with their upper edge at y; gives the y below them. */
    write(lines: readonly Line[], style: Style, x: number, y: number, align: Align = { to: 'left', width: 0 }): number {
      for (const [index, line] of lines.entries()) {
        let at = align.to === 'right' ? x + align.width - line.width : x;
        // The letters stand on a line that leaves room for accents above.
        const baseline = y + index * heightOf(style) + style.size * 1.02;
        for (const { text, face, width } of line.pieces) {
          select(face, style.size);
          if (text.trim() !== '') pdf.text(text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
          at += width;
        }
      }
      return y + lines.length * heightOf(style);
    },
    rule: (x: number, y: number, width: number) =>
      void pdf
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(ruleWidth)
        .stroke(),
    box: (x: number, y: number, size: number) => void pdf.rect(x, y, size, size).lineWidth(ruleWidth).stroke(),
    bars({ widths }: Bars, x: number, y: number, module: number, height: number): void {
      let at = x + quietZone * module;
      for (const [index, width] of widths.entries()) {
        if (index % 2 === 0) pdf.rect(at, y, width * module, height);
        at += width * module;
      }
      pdf.fill();
    },
  };
}

export type Align = { to: 'left' | 'right'; width: number };

export function heightOf({ size }: Style): number {
  return size * leading;
}
