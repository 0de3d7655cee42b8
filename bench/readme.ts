import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { usualOpenShare } from './data-sets.ts';
import { type KeptRow, type Results, resultsOnFile } from './kept-results.ts';
import { shown, wanted } from './results.ts';

const readme = join(import.meta.dirname, '../README.md');
const begin = '<!-- bench: begin -->';
const end = '<!-- bench: end -->';

/** Rows that say the same of many things stand in the table as one, the one that is worst. */
const gathered: readonly { rows: RegExp; as(count: number): string }[] = [
  {
    rows: /^hub, (?!filter search).*: 99th percentile beside the small studio$/,
    as: (count) =>
      `hub, the worst of ${count} filters, sorts and places deep in the list: 99th percentile beside 10,000 stored`,
  },
  {
    rows: /^hub, filter search.*: 99th percentile beside the small studio$/,
    as: (count) => `hub, the worst of ${count} searches, which find more the more is stored: the same`,
  },
  { rows: /^script over the wire: /, as: (count) => `script over the wire, the largest of ${count} other pages` },
];

/** Writes the table of results into README.md, between its two marks. */
export function writeReadme(benches: readonly string[]): void {
  const text = readFileSync(readme, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`README.md has no ${begin} … ${end}.`);
  const table = tableOf(resultsOnFile(), benches);
  writeFileSync(readme, `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`);
}

/** The results as a table in Markdown, each bench at the largest size it was measured with, and the machine. */
export function tableOf({ machine, rows }: Results, benches: readonly string[]): string {
  const chosenOf = (some: readonly KeptRow[]) =>
    benches.flatMap((bench) => {
      const own = some.filter((row) => row.bench === bench);
      const largest = Math.max(...own.map(({ orders }) => orders));
      return gather(own.filter(({ orders }) => orders === largest));
    });
  const isUsual = ({ openShare }: KeptRow) => openShare === usualOpenShare;
  const busier = chosenOf(rows.filter((row) => !isUsual(row))).map((row) => ({
    ...row,
    name: `${row.name}; ${(row.orders * row.openShare).toLocaleString('en')} open`,
  }));
  const chosen = [...chosenOf(rows.filter(isUsual)), ...busier];
  const dates = rows.map(({ date }) => date.slice(0, 10)).toSorted();
  const [first, last] = [dates.at(0), dates.at(-1)];
  const { cpu, cores, memoryGb, node } = machine;
  return [
    '| what | measured | floor | ratio | target | |',
    '| --- | --: | --: | --: | --: | --- |',
    ...chosen.map(lineOf),
    '',
    `Measured ${first === last ? `on ${first}` : `from ${first} to ${last}`} on ${cores} cores of ${cpu}, ${memoryGb} GB, Node ${node}.`,
  ].join('\n');
}

function gather(rows: readonly KeptRow[]): KeptRow[] {
  return rows.flatMap((row) => {
    const group = gathered.find((each) => each.rows.test(row.name));
    if (!group) return [row];
    const members = rows.filter(({ name }) => group.rows.test(name));
    if (members[0] !== row) return [];
    const worst = members.toSorted((a, b) => (b.ratio ?? b.measured) - (a.ratio ?? a.measured))[0] ?? row;
    return [{ ...worst, name: group.as(members.length) }];
  });
}

function lineOf({ name, measured, floor, unit, ratio, target, verdict }: KeptRow): string {
  const figure = (value: number) => `${shown(value)} ${unit}`.trim();
  const verdicts = { holds: 'holds', MISSED: '**missed**', 'for information': '' };
  const cells = [
    ...[name, figure(measured), floor === null ? '' : figure(floor), ratio === null ? '' : shown(ratio)],
    ...[wanted(target), verdicts[verdict]],
  ];
  return `| ${cells.join(' | ')} |`;
}
