import type { ValueSource } from '@printrail/contract/imports';
import type { FieldError } from '../platform/refusal.ts';
import type { Source } from './sources.rules.ts';

export type InFile = { header: readonly string[]; file: string; faults: FieldError[] };

/** Where a text comes from, its columns found in the header; what does not fit is added to the faults. */
export function planSource(given: ValueSource, place: string, around: InFile, isKey: boolean): Source {
  const { column, columns, constant, separator = '-', values } = given;
  const ways = [column, columns, constant].filter((way) => way !== undefined).length;
  const rule =
    ways !== 1 || (isKey && constant !== undefined)
      ? `must have one of column, columns${isKey ? '' : ' and constant'}`
      : constant !== undefined && values
        ? 'cannot have a constant and values for it'
        : given.separator !== undefined && !columns
          ? 'has a separator, but no columns to join'
          : '';
  if (rule) around.faults.push({ field: place, message: rule });
  const wanted = columns ?? (column === undefined ? [] : [column]);
  const places = wanted.map((each, index) =>
    placeOf(each, columns ? `${place}.columns.${index}` : `${place}.column`, around),
  );
  return {
    ...{ places, separator, isKey },
    column: constant === undefined ? places.map((each) => nameOf(around.header, each)).join(' + ') : null,
    ...(constant === undefined ? {} : { constant: constant.trim() }),
    ...(values ? { values: new Map(Object.entries(values)) } : {}),
  };
}

function placeOf(column: string | number, field: string, { header, file, faults }: InFile): number {
  const fault = (message: string) => faults.push({ field, message });
  if (typeof column === 'number') {
    if (column > header.length) fault(`${file} has ${header.length} columns (it is ${column})`);
    return column - 1;
  }
  const first = header.indexOf(column);
  if (first === -1) fault(`${file} has no column ${JSON.stringify(column)}; it has ${header.join(', ')}`);
  const second = header.indexOf(column, first + 1);
  if (first !== -1 && second !== -1) {
    fault(`${JSON.stringify(column)} heads columns ${first + 1} and ${second + 1} of ${file}; name one by its number`);
  }
  return first;
}

/** A column's name for a fault; with its number where the name alone does not tell. */
export function nameOf(header: readonly string[], place: number): string {
  const name = header[place] ?? '';
  const isShared = header.indexOf(name) !== header.lastIndexOf(name);
  return name && !isShared ? name : `${name} (column ${place + 1})`.trim();
}
