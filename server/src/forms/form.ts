import type { PaperSize } from '@printrail/contract/forms';

/** Of one file. */
export const mostPages = 1_000;

/** Everything on the paper as text, laid out by the press, which knows nothing of orders. */
export type Form = {
  title: string;
  /** Printed large and as the barcode. */
  number: string;
  /** Printed beside the title, such as 'Cancelled'. */
  mark: string;
  addressee: { label: string; lines: readonly string[] } | null;
  facts: readonly { label: string; value: string }[];
  tables: readonly Table[];
  notes: readonly { label: string; text: string }[];
};

export type Table = {
  columns: readonly Column[];
  rows: readonly Row[];
  /** The last row, below a rule. */
  sum?: Row;
};

export type Column = { title: string; width: number | 'rest'; align?: 'right' };
export type Row = { cells: readonly Cell[]; isBold?: boolean };

/** A text with a smaller one below it, a box to tick, or room to write in. */
export type Cell = { text: string; below?: string } | 'box' | 'room';

export type Letterhead = {
  name: string;
  lines: readonly string[];
  /** The same text for each form, so that the image stands in the file once. */
  logo: { dataUri: string; width: number; height: number } | null;
};

export type PrintJob = { paper: PaperSize; letterhead: Letterhead; printed: string; forms: readonly Form[] };
