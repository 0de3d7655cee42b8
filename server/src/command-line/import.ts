import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type ImportedStep, ImportMapping } from '@printrail/contract/imports';
import { Refusal } from '../platform/refusal.ts';
import { fieldErrors, strictTypes } from '../platform/validation.ts';
import { type Command, type Given, UsageError } from './command.ts';
import { print } from './output.ts';
import { ProgressBar } from './progress.ts';
import { config, explained, withStudio } from './studio-at-hand.ts';

export const importCommand: Command = {
  name: 'import',
  operand: '<mapping.json>',
  summary: 'Import CSV files as a mapping describes them, or the archive of a studio into an empty one',
  details:
    'Every row is checked first; then all is written, or nothing. Importing again changes records instead of doubling them.\nAn import runs no automation and no triggers. examples/northwind/mapping.json shows what a mapping looks like.\nGiven an archive made by "export", it reads the whole studio into an empty one, and checks it as the doctor does.',
  options: {
    dir: { value: '<folder>', says: 'Where the CSV files are; beside the mapping unless told' },
    check: { says: 'Only check; write nothing' },
    json: { says: 'Answer as JSON: {"written": true, "steps": [counts]}' },
  },
  run: async ({ operand, options }) => {
    const { kindOfFile } = await import('../exports/archive-file.ts');
    if ((await kindOfFile(operand)) === 'archive') return importArchive(operand, options);
    const mapping = await readMapping(operand);
    const folder = options.dir ?? dirname(operand);
    const check = options.check !== undefined;
    const { importFiles } = await import('../imports/imports.operations.ts');
    const bar = new ProgressBar();
    const textOf = (file: string, encoding: string) => readText(resolve(folder, file), file, encoding);
    const progress = (what: string, share: number) => bar.report(what, share);
    const imported = await withStudio((call) => importFiles(call, { mapping, textOf, check, progress })).finally(() =>
      bar.end(),
    );
    if (options.json !== undefined) return print(JSON.stringify(imported));
    for (const step of imported.steps) print(inWords(step));
    print(check ? 'All is well. Only checked; nothing was written.' : 'All is written.');
  },
};

async function importArchive(file: string, { dir, check, json }: Given['options']): Promise<void> {
  if (dir !== undefined || check !== undefined) throw new UsageError('--dir and --check are for CSV files.');
  const { location } = config();
  const { restoreInto } = await import('../upkeep/restore.ts');
  const bar = new ProgressBar();
  const progress = (what: string, share: number) => bar.report(what, share);
  const asked = { replace: false, despiteFaults: false, now: Date.now(), progress };
  const findings = await explained(location, () => restoreInto(location, file, asked)).finally(() => bar.end());
  print(json === undefined ? 'The studio is read in and checked.' : JSON.stringify({ findings }));
}

function inWords({ file, rows, into, records, added, changed, unchanged }: ImportedStep): string {
  const counted = [
    [added, 'added'],
    [changed, 'changed'],
    [unchanged, 'unchanged'],
  ] as const;
  const counts = counted.filter(([count]) => count > 0).map(([count, word]) => `${spoken(count)} ${word}`);
  return `${file}: ${spoken(rows)} rows, ${spoken(records)} ${into}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`;
}

function spoken(count: number): string {
  return count.toLocaleString('en-US');
}

async function readMapping(path: string): Promise<ImportMapping> {
  const text = await readText(path, path, 'utf-8');
  let mapping: unknown;
  try {
    mapping = JSON.parse(text);
  } catch (error) {
    throw new Refusal('import.mapping_invalid', { reason: error instanceof Error ? error.message : String(error) });
  }
  const validate = strictTypes.compile(ImportMapping);
  if (validate(mapping)) return mapping as ImportMapping;
  const fields = fieldErrors(validate.errors ?? []);
  throw new Refusal('import.mapping_invalid', { reason: `${path} is not as a mapping must be` }, fields);
}

/** The text of a file; `name` is what a fault calls it. */
async function readText(path: string, name: string, encoding: string): Promise<string> {
  const unreadable = (reason: string) => new Refusal('import.file_unreadable', { file: name, reason });
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error.code === 'ENOENT' ? `there is no file ${path}` : error.message);
  });
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(`it is not ${encoding} text; set "encoding" in the mapping, to windows-1252 for example`);
  }
}
