/** How a value of a list is written: as it is, money in minor units, a discount in ten-thousandths, UTC milliseconds. */
export type CellKind = 'plain' | 'money' | 'discount' | 'instant';

export type CsvStyle = {
  /** Decimals of the studio's currency. */
  decimals: number;
  /** For a spreadsheet program, which takes some texts for formulas. */
  spreadsheet: boolean;
};

/**
 * A value as a cell of a CSV file, before quoting: money in units with all decimals of its currency, a discount as a part
 * of 1, instants in ISO 8601, yes and no as true and false, nothing as empty. For a spreadsheet, a text that begins like
 * a formula (= + - @, or a tab or line break before one) has an apostrophe before it; numbers stay numbers.
 */
export function cellOf(kind: CellKind, value: unknown, { decimals, spreadsheet }: CsvStyle): string {
  if (value === null || value === undefined) return '';
  if (kind === 'money') return unitsOf(Number(value), decimals);
  if (kind === 'discount') return String(Number(value) / 10_000);
  if (kind === 'instant') return new Date(Number(value)).toISOString();
  const text = String(value);
  return spreadsheet && typeof value === 'string' && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

/** An amount of minor units in units, exactly: -1234 with 2 decimals is -12.34. */
export function unitsOf(minor: number, decimals: number): string {
  if (decimals === 0) return String(minor);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The name of a column: deliveryDate is delivery_date. */
export function headerOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
