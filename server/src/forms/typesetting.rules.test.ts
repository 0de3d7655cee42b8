import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSheet } from './sheet.ts';
import type { Line } from './typesetting.ts';

const style = { size: 9, weight: 'regular' } as const;
const sheet = openSheet('A4');
const linesOf = (text: string, width = 1_000) => sheet.lines(text, style, width);
/** From left to right as it is drawn. */
const drawn = (lines: readonly Line[]) => lines.map(({ pieces }) => pieces.map(({ text }) => text).join(''));

test.each([
  'Šárka Dvořáková',
  'Ελένη Παπαδοπούλου',
  'Юлия Щёголева',
  'Nguyễn Thị Ánh Tuyết',
  '山田太郎、髙橋さん',
  '홍길동 사진',
  'अनन्या शर्मा',
  'Հայկ, გიორგი',
  '8 × 10″ → ½ ✓ ★ €',
])('%s is written with letters that are there', (text) => {
  expect(drawn(linesOf(text))).toEqual([text]);
});

test('what no font has is a box, what has no form is left out', () => {
  expect(drawn(linesOf('a\u{1f9ff}b ภ c\u200b\u202e\ufe0f\u0007d'))).toEqual(['a□b □ cd']);
  expect(drawn(linesOf('e\u0301 A\u030a'))).toEqual(['é Å']);
});

test('right-to-left text stands in its order, with numbers and Latin names within it as they are', () => {
  // Letters of a right-to-left word are turned around by the font, not here.
  expect(drawn(linesOf('שלום עולם'))).toEqual(['עולם שלום']);
  expect(drawn(linesOf('محمد (علي) 12'))).toEqual(['12 (علي) محمد']);
  expect(drawn(linesOf('Note: שלום 42, Portland'))).toEqual(['Note: 42 שלום, Portland']);
  expect(linesOf('שלום')[0]?.isRightToLeft).toBe(true);
  expect(linesOf('Note: שלום')[0]?.isRightToLeft).toBe(false);
});

test('lines end where words do, long words are split, and lines given stay', () => {
  expect(drawn(linesOf('one two three four', 50))).toEqual(['one two', 'three four']);
  expect(drawn(linesOf('a\n\nb\r\nc\n\n'))).toEqual(['a', '', 'b', 'c']);
  expect(drawn(linesOf('x'.repeat(30), 50)).every((line) => line.length > 5)).toBe(true);
  expect(drawn(linesOf('句読点は、行頭に来ない。', 30)).filter((line) => /^[、。]/.test(line))).toEqual([]);
});

test('no line is wider than its place, and nothing gets lost', () => {
  const text = fc.string({ unit: fc.constantFrom(...'abc DEF-12.,/ ěř Ωя אב مح 山の、( )\n'), maxLength: 120 });
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 200 }), (given, width) => {
      const lines = linesOf(given, width);
      // The width of letters that join or are kerned differs by a hair from that of each alone.
      expect(lines.filter((line) => line.width > width + 4)).toEqual([]);
      const letters = (texts: readonly string[]) => [...texts.join('').replaceAll(/[\s()]/g, '')].sort().join('');
      expect(letters(drawn(lines))).toBe(letters([given]));
    }),
    { numRuns: 300 },
  );
});

test('random text of any kind is set without failing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 100 }), (text, width) => {
      expect(linesOf(text, width).length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
