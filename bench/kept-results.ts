import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { dataSets } from './data-sets.ts';
import type { Row } from './results.ts';

/** A row with the bench it is of, when it was measured, and with how many orders stored and what share of them open. */
export type KeptRow = Row & { bench: string; date: string; orders: number; openShare: number };

export type Results = { machine: Machine; rows: KeptRow[] };

type Machine = { cpu: string; cores: number; memoryGb: number; node: string };

const file = join(import.meta.dirname, 'results.json');

/** What was measured on this machine so far; figures of another one are not mixed with its own. */
export function keptResults(): Results {
  const machine = thisMachine();
  if (!existsSync(file)) return { machine, rows: [] };
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Results;
  return JSON.stringify(kept.machine) === JSON.stringify(machine) ? kept : { machine, rows: [] };
}

/** The results as they stand in the file, of whatever machine. */
export function resultsOnFile(): Results {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { machine: thisMachine(), rows: [] };
}

/** Puts the rows of a bench in the place of those that it gave before at the same size. */
export function keepResults(bench: string, orders: number, rows: readonly Row[]): void {
  const { machine, rows: before } = keptResults();
  const date = new Date().toISOString();
  const { openShare } = dataSets;
  const isSame = (row: KeptRow) => row.bench === bench && row.orders === orders && row.openShare === openShare;
  const all = [
    ...before.filter((row) => !isSame(row)),
    ...rows.map((row) => ({ bench, date, orders, openShare, ...row })),
  ];
  writeFileSync(file, `${JSON.stringify({ machine, rows: all }, null, 2)}\n`);
}

function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? '',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
}
