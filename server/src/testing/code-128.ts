/** Widths of three bars and spaces for each value of Code 128; the last three begin a code, in the sets A, B and C. */
const patterns =
  `212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231
113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321
232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121
211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124
121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241
114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141
114131 311141 411131 211412 211214 211232`.split(/\s+/);

const sets: Record<number, 'A' | 'B' | 'C'> = { 103: 'A', 104: 'B', 105: 'C', 99: 'C', 100: 'B', 101: 'A' };
const shift = 98;

/** What a scanner reads from bars; throws what it would not accept. */
export function readCode128(bars: readonly { x: number; width: number }[]): string {
  const module = Math.min(...bars.map(({ width }) => width));
  const widths = bars.flatMap(({ x, width }, index) => {
    const next = bars[index + 1];
    return next ? [width, next.x - x - width] : [width];
  });
  const digits = widths.map((width) => Math.round(width / module)).join('');
  if (!digits.endsWith('2331112')) throw new Error('The code does not end.');
  const values = (digits.slice(0, -7).match(/.{6}/g) ?? []).map((pattern) => patterns.indexOf(pattern));
  if (values.includes(-1)) throw new Error(`${digits} holds what is no Code 128.`);
  const [start = 0, ...rest] = values.slice(0, -1);
  const sum = rest.reduce((total, value, index) => total + value * (index + 1), start) % 103;
  if (sum !== values.at(-1)) throw new Error('The check sum is wrong.');
  return textOf(start, rest);
}

function textOf(start: number, values: readonly number[]): string {
  let set = sets[start] ?? 'B';
  let text = '';
  for (const [index, value] of values.entries()) {
    const isShifted = values[index - 1] === shift && set !== 'C';
    const now = isShifted ? (set === 'A' ? 'B' : 'A') : set;
    if (set === 'C' && value < 100) text += String(value).padStart(2, '0');
    else if (value in sets && value !== 98) set = sets[value] ?? set;
    else if (value < 96) text += String.fromCharCode(now === 'A' && value >= 64 ? value - 64 : value + 32);
  }
  return text;
}
