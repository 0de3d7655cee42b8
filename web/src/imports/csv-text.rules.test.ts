import { expect, test } from 'vitest';
import { firstRows, likelyDelimiter, likelyEncoding, textOf } from './csv-text.rules.ts';

test('rows are read with quotation marks, breaks within them, and every kind of line end', () => {
  const text = '\uFEFFid,name\r\n1,"Bell, Ben"\n\n2,"He said ""yes""\nand left"\r3,';
  expect(firstRows(text, ',', 10)).toEqual([
    ['id', 'name'],
    ['1', 'Bell, Ben'],
    ['2', 'He said "yes"\nand left'],
    ['3', ''],
  ]);
});

test('no more rows are read than asked for, and a mark that is never closed ends with the text', () => {
  expect(firstRows('a\nb\nc', ',', 2)).toEqual([['a'], ['b']]);
  expect(firstRows('a,"b\nc', ',', 5)).toEqual([['a', 'b\nc']]);
  expect(firstRows('', ',', 5)).toEqual([]);
});

test('the delimiter is the one that parts the header into most columns', () => {
  expect(likelyDelimiter('id;"name, first";e-mail\n')).toBe(';');
  expect(likelyDelimiter('id\tname\n')).toBe('\t');
  expect(likelyDelimiter('id\n')).toBe(',');
});

test('letters are read as the bytes say they were written', () => {
  const windows = new Uint8Array([0x4d, 0xf6, 0x62, 0x65, 0x6c]);
  expect(likelyEncoding(windows)).toBe('windows-1252');
  expect(textOf(windows, 'windows-1252')).toBe('Möbel');
  const plain = new TextEncoder().encode('Möbel');
  expect(likelyEncoding(plain)).toBe('utf-8');
  expect(textOf(plain)).toBe('Möbel');
  expect(likelyEncoding(new Uint8Array([0xff, 0xfe, 0x41, 0x00]))).toBe('utf-16le');
});
