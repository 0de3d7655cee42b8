import type { Cell, Column, Row, Table } from './form.ts';
import { heightOf, margin, type Sheet } from './sheet.ts';
import type { Line, Style } from './typesetting.ts';

const text: Style = { size: 9, weight: 'regular' };
const strong: Style = { size: 9, weight: 'bold' };
const small: Style = { size: 7.5, weight: 'regular' };
const label: Style = { size: 7, weight: 'regular' };
/** As high as a date written by hand. */
const room: Style = { size: 13, weight: 'regular' };
const padding = 2.75;
const columnGap = 12;
const boxSize = 8;

type Placed = Column & { x: number; space: number };
type Laid = { line: Line; style: Style }[];

/** Lays a table out; it goes on over pages with its head repeated, and a row longer than a page is divided. */
export function typesetTable(sheet: Sheet, { columns, rows, sum }: Table, top: number): number {
  const placed = placeColumns(columns, sheet.width);
  const all = [...rows, ...(sum ? [sum] : [])].map((row) => ({ row, cells: layRow(sheet, placed, row) }));
  // The head keeps at least the first row.
  const first = Math.min(rowHeight(all[0]?.cells ?? []), sheet.bottom / 4);
  let y = top + headHeight + first > sheet.bottom ? nextPage(sheet, placed) : typesetHead(sheet, placed, top);
  for (const { row, cells } of all) {
    const isShort = rowHeight(cells) <= (sheet.bottom - margin) / 2;
    if (isShort && y + rowHeight(cells) > sheet.bottom) y = nextPage(sheet, placed);
    y = typesetRow(sheet, placed, row, cells, y);
  }
  return y;
}

const headHeight = heightOf(label) + 2 * padding;

function nextPage(sheet: Sheet, columns: readonly Placed[]): number {
  sheet.addPage();
  return typesetHead(sheet, columns, margin);
}

function placeColumns(columns: readonly Column[], width: number): Placed[] {
  const taken = columns.reduce((sum, column) => sum + (column.width === 'rest' ? 0 : column.width), 0);
  const rest = width - taken - (columns.length - 1) * columnGap;
  const flexible = columns.filter((column) => column.width === 'rest').length;
  let x = margin;
  return columns.map((column) => {
    const space = column.width === 'rest' ? rest / flexible : column.width;
    const placed = { ...column, x, space };
    x += space + columnGap;
    return placed;
  });
}

function typesetHead(sheet: Sheet, columns: readonly Placed[], top: number): number {
  for (const { title, x, space, align } of columns) {
    sheet.write(sheet.lines(title, label, space).slice(0, 1), label, x, top, { to: align ?? 'left', width: space });
  }
  const bottom = top + headHeight - padding;
  sheet.rule(margin, bottom, sheet.width);
  return bottom;
}

function layRow(sheet: Sheet, columns: readonly Placed[], { cells, isBold }: Row): Laid[] {
  return columns.map(({ space }, index) => layCell(sheet, cells[index] ?? { text: '' }, space, isBold ? strong : text));
}

function layCell(sheet: Sheet, cell: Cell, width: number, style: Style): Laid {
  if (cell === 'box') return [];
  if (cell === 'room') return sheet.lines('', room, width).map((line) => ({ line, style: room }));
  const below = cell.below ? sheet.lines(cell.below, small, width).map((line) => ({ line, style: small })) : [];
  return [...sheet.lines(cell.text, style, width).map((line) => ({ line, style })), ...below];
}

function laidHeight(laid: Laid): number {
  return laid.reduce((height, { style }) => height + heightOf(style), 0);
}

function rowHeight(cells: readonly Laid[]): number {
  return Math.max(heightOf(text), ...cells.map(laidHeight)) + 2 * padding;
}

/** Draws a row, on further pages what does not fit on this one. */
function typesetRow(sheet: Sheet, columns: readonly Placed[], row: Row, cells: readonly Laid[], top: number): number {
  let y = top;
  let left = cells;
  drawMarks(sheet, columns, row, y + padding);
  for (;;) {
    const room = sheet.bottom - y - 2 * padding;
    const [now, later] = split(left, room);
    for (const [index, laid] of now.entries()) drawCell(sheet, columns[index], laid, y + padding);
    y += rowHeight(now);
    sheet.rule(margin, y, sheet.width);
    if (later.every((laid) => laid.length === 0)) return y;
    left = later;
    y = nextPage(sheet, columns);
  }
}

function split(cells: readonly Laid[], room: number): [now: Laid[], later: Laid[]] {
  const fitting = cells.map(
    (laid) => laid.findLastIndex((_, index) => laidHeight(laid.slice(0, index + 1)) <= room) + 1,
  );
  return [
    cells.map((laid, index) => laid.slice(0, fitting[index])),
    cells.map((laid, index) => laid.slice(fitting[index])),
  ];
}

function drawCell(sheet: Sheet, column: Placed | undefined, laid: Laid, top: number): void {
  if (!column) return;
  let y = top;
  const align = { to: column.align ?? 'left', width: column.space } as const;
  for (const { line, style } of laid) y = sheet.write([line], style, column.x, y, align);
}

function drawMarks(sheet: Sheet, columns: readonly Placed[], { cells }: Row, top: number): void {
  for (const [index, { x }] of columns.entries()) {
    if (cells[index] === 'box') sheet.box(x, top + (heightOf(text) - boxSize) / 2, boxSize);
  }
}
