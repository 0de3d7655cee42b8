import bwipjs from 'bwip-js/node';

/** The bars of a Code 128 in modules, from the left: widths of bar, space, bar and so on. */
export type Bars = { widths: readonly number[]; modules: number };

/** Blank modules that a scanner needs on either side. */
export const quietZone = 10;

/** The Code 128 of a text; undefined when the text holds more than ASCII, which scanners would not give back as it is. */
export function barsOf(text: string): Bars | undefined {
  if (!/^[\x20-\x7e]+$/.test(text)) return undefined;
  const [symbol] = bwipjs.raw({ bcid: 'code128', text });
  if (!symbol || !('sbs' in symbol)) throw new Error(`There is no barcode of ${text}.`);
  const widths = Array.from(symbol.sbs);
  return { widths, modules: widths.reduce((sum, width) => sum + width, 0) };
}
