/** One figure beside its floor. `atLeast`: the ratio must reach the target; `atMost`: it must not pass it. */
export type Row = {
  name: string;
  measured: number;
  floor: number | null;
  unit: string;
  ratio: number | null;
  target: { atLeast: number } | { atMost: number } | null;
  verdict: 'holds' | 'MISSED' | 'for information';
};

type Figure = Omit<Row, 'ratio' | 'verdict'> & {
  /** What the target is held against: the ratio to the floor unless told. */
  held?: number;
};

export function rowOf({ held, ...figure }: Figure): Row {
  const ratio = figure.floor === null ? null : figure.measured / figure.floor;
  const value = held ?? ratio ?? figure.measured;
  const { target } = figure;
  const holds = target === null || ('atLeast' in target ? value >= target.atLeast : value <= target.atMost);
  return { ...figure, ratio, verdict: target === null ? 'for information' : holds ? 'holds' : 'MISSED' };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function printRows(rows: readonly Row[]): void {
  for (const { name, measured, floor, unit, ratio, target, verdict } of rows) {
    const figures = `${shown(measured).padStart(10)} ${(floor === null ? '' : shown(floor)).padStart(10)} ${unit.padEnd(5)}`;
    console.log(
      `${name.padEnd(84)} ${figures} ${(ratio === null ? '' : shown(ratio)).padStart(8)}  ${wanted(target).padEnd(8)} ${verdict}`,
    );
  }
}

export function wanted(target: Row['target']): string {
  if (target === null) return '';
  return 'atLeast' in target ? `≥ ${shown(target.atLeast)}` : `≤ ${shown(target.atMost)}`;
}

export function shown(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
