import { type Bars, barsOf, quietZone } from './barcode.ts';
import type { Form, Letterhead } from './form.ts';
import { heightOf, margin, type Sheet } from './sheet.ts';
import { typesetTable } from './typeset-table.ts';
import type { Style } from './typesetting.ts';

const text: Style = { size: 9, weight: 'regular' };
const strong: Style = { size: 9, weight: 'bold' };
const small: Style = { size: 8, weight: 'regular' };
const label: Style = { size: 7, weight: 'regular' };
const title: Style = { size: 15, weight: 'bold' };
const large: Style = { size: 20, weight: 'bold' };
const gap = 12;
const columnGap = 16;

/** Lays a form out, from a new page on over as many as it needs. */
export function typesetForm(sheet: Sheet, letterhead: Letterhead, form: Form): void {
  sheet.addPage();
  let y = typesetLetterhead(sheet, letterhead, form, margin);
  y = typesetNumber(sheet, form.number, y + gap);
  y = typesetFacts(sheet, form, y + gap);
  for (const table of form.tables) y = typesetTable(sheet, table, y + gap) + gap / 2;
  for (const note of form.notes) y = typesetNote(sheet, note, y + gap);
}

const logoBox = { width: 120, height: 48 };

function typesetLetterhead(sheet: Sheet, { name, lines, logo }: Letterhead, form: Form, top: number): number {
  const titleWidth = sheet.width * 0.3;
  let x = margin;
  let logoBottom = top;
  if (logo) {
    const scale = Math.min(logoBox.width / logo.width, logoBox.height / logo.height);
    const size = { width: logo.width * scale, height: logo.height * scale };
    sheet.pdf.image(logo.dataUri, x, top, size);
    x += size.width + columnGap;
    logoBottom = top + size.height;
  }
  const width = margin + sheet.width - titleWidth - columnGap - x;
  const nameBottom = sheet.write(sheet.lines(name, strong, width), strong, x, top);
  const bottom = sheet.write(sheet.lines(lines.join('\n'), small, width), small, x, nameBottom);

  const right = { to: 'right', width: titleWidth } as const;
  const rightX = margin + sheet.width - titleWidth;
  let titleBottom = sheet.write(sheet.lines(form.title, title, titleWidth), title, rightX, top - 4, right);
  if (form.mark) {
    titleBottom = sheet.write(sheet.lines(form.mark, strong, titleWidth), strong, rightX, titleBottom, right);
  }
  const end = Math.max(bottom, logoBottom, titleBottom) + gap * 0.75;
  sheet.rule(margin, end, sheet.width);
  return end;
}

/** From this width of a module on, in points, cheap scanners read the bars surely; wider than the second is of no use. */
const moduleWidth = { least: 0.75, most: 1.1 };
const barHeight = 38;

function typesetNumber(sheet: Sheet, number: string, top: number): number {
  const bars = barsOf(number);
  const half = (sheet.width - columnGap) / 2;
  const isLong = bars !== undefined && moduleFor(bars, half) < moduleWidth.least;
  const width = isLong ? sheet.width : half;
  const lines = sheet.lines(number, large, width);
  // A short number stands in the middle of its bars.
  const y = isLong || lines.length > 1 ? top : top + (barHeight - heightOf(large)) / 2;
  const numberBottom = sheet.write(lines, large, margin, y);
  if (!bars) return Math.max(numberBottom, top + barHeight);
  const barsTop = isLong ? numberBottom + 4 : top;
  const module = moduleFor(bars, width);
  const barsWidth = (bars.modules + 2 * quietZone) * module;
  // The quiet zone on the right is the margin of the paper.
  const x = isLong ? margin - quietZone * module : margin + sheet.width - barsWidth + quietZone * module;
  sheet.bars(bars, x, barsTop, module, barHeight);
  return Math.max(numberBottom, barsTop + barHeight);
}

function moduleFor(bars: Bars, width: number): number {
  return Math.min(width / bars.modules, moduleWidth.most);
}

function typesetFacts(sheet: Sheet, { addressee, facts }: Form, top: number): number {
  const columns = 4;
  const column = (sheet.width - (columns - 1) * columnGap) / columns;
  const taken = addressee ? 2 : 0;
  const addresseeBottom = addressee ? typesetAddressee(sheet, addressee, 2 * column + columnGap, top) : top;
  let y = top;
  for (let from = 0; from < facts.length; from += columns - taken) {
    const bottoms = facts.slice(from, from + columns - taken).map((fact, index) => {
      const x = margin + (taken + index) * (column + columnGap);
      const valueTop = sheet.write(sheet.lines(fact.label, label, column), label, x, y);
      return sheet.write(sheet.lines(fact.value, text, column), text, x, valueTop);
    });
    y = Math.max(...bottoms) + 5;
  }
  return Math.max(addresseeBottom, y);
}

function typesetAddressee(
  sheet: Sheet,
  addressee: { label: string; lines: readonly string[] },
  width: number,
  top: number,
) {
  const [name = '', ...rest] = addressee.lines;
  const nameTop = sheet.write(sheet.lines(addressee.label, label, width), label, margin, top);
  const restTop = sheet.write(sheet.lines(name, strong, width), strong, margin, nameTop);
  return rest.length > 0 ? sheet.write(sheet.lines(rest.join('\n'), text, width), text, margin, restTop) : restTop;
}

function typesetNote(sheet: Sheet, note: { label: string; text: string }, top: number): number {
  const lines = sheet.lines(note.text, text, sheet.width);
  let y = top;
  // The heading keeps at least two lines of its text.
  if (y + heightOf(label) + 2 * heightOf(text) > sheet.bottom) y = newPage(sheet);
  y = sheet.write(sheet.lines(note.label, label, sheet.width), label, margin, y);
  for (const line of lines) {
    if (y + heightOf(text) > sheet.bottom) y = newPage(sheet);
    y = sheet.write([line], text, margin, y, { to: line.isRightToLeft ? 'right' : 'left', width: sheet.width });
  }
  return y;
}

function newPage(sheet: Sheet): number {
  sheet.addPage();
  return margin;
}

/** On each page of the form: its number, when it was printed, and the page of how many. */
export function typesetFooters(sheet: Sheet, number: string, printed: string): void {
  const { start, count } = sheet.pdf.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    sheet.pdf.switchToPage(start + index);
    const y = sheet.bottom + 10;
    sheet.rule(margin, y - 4, sheet.width);
    const third = sheet.width / 3;
    const page = `Page ${index + 1} of ${count}`;
    sheet.write(sheet.lines(number, label, 2 * third).slice(0, 1), label, margin, y);
    sheet.write(sheet.lines(`${printed} · ${page}`, label, third), label, margin + 2 * third, y, {
      to: 'right',
      width: third,
    });
  }
}
