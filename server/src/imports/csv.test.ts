import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../platform/refusal.ts';
import { type CsvRow, headerOf, readCsv } from './csv.ts';

async function rowsOf(text: string, delimiter = ','): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  await readCsv({ file: 'a.csv', text, delimiter }, (row) => rows.push(row));
  return rows;
}

test('a row knows the line it begins on, past line breaks in cells and empty lines', async () => {
  const text = '\uFEFFname,note\r\n\r\n"Ann","one\r\ntwo\nthree"\r\nBen,"x ""y"""\nCy,\r\n\n';
  expect(await rowsOf(text)).toEqual([
    { line: 1, cells: ['name', 'note'] },
    { line: 3, cells: ['Ann', 'one\r\ntwo\nthree'] },
    { line: 6, cells: ['Ben', 'x "y"'] },
    { line: 7, cells: ['Cy', ''] },
  ]);
});

test('a long text is read as a short one: letters on the edge of a piece stay whole', async () => {
  const names = Array.from({ length: 30_000 }, (_, at) => `${'é'.repeat(at % 7)}🖼 ${at}`);
  const rows = await rowsOf(['name;place', ...names.map((name, at) => `${name};${at}`)].join('\n'), ';');
  expect(rows.slice(1).map(({ cells }) => cells[0])).toEqual(names);
  expect(rows.at(-1)?.line).toBe(30_001);
});

test('what was written as CSV is read as it was', async () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));
  await fc.assert(
    fc.asyncProperty(table, async (cells) => {
      const rows = await rowsOf(stringify(cells, { quoted: true }));
      expect(rows.map((row) => row.cells)).toEqual(cells);
    }),
    { numRuns: 50 },
  );
});

test('the header is read without the rows', async () => {
  const wide = `a,"b\nc",d\n${'1,2,3\n'.repeat(50_000)}"never closed`;
  expect(await headerOf({ file: 'a.csv', text: wide, delimiter: ',' })).toEqual(['a', 'b\nc', 'd']);
});

test('a text that is no CSV is refused with the line', async () => {
  await expect(rowsOf('a,b\n1,"2\n3,4\n')).rejects.toThrow(
    'a.csv cannot be read: a quotation mark is opened and never closed (noticed at line 3)',
  );
  await expect(rowsOf('a,b\n1,2"3\n')).rejects.toThrow('(noticed at line 2)');
  await expect(rowsOf('a,b\n1,\0\n')).rejects.toThrow('NUL');
  await expect(rowsOf('a,b\n1,\ud800\n')).rejects.toThrow('well-formed');
  await expect(headerOf({ file: 'a.csv', text: '\n\n', delimiter: ',' })).rejects.toThrow(
    'a.csv cannot be read: it is empty',
  );
});

test('any text is read or refused, and nothing else happens', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[ab,"\r\n]*$/));
  await fc.assert(
    fc.asyncProperty(text, fc.string({ minLength: 1, maxLength: 1 }), async (some, delimiter) => {
      const refusal = await rowsOf(some, delimiter).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refusal !== undefined) expect(refusal).toBeInstanceOf(Refusal);
    }),
    { numRuns: 200 },
  );
});
