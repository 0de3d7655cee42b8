import { Refusal } from '../platform/refusal.ts';
import { addApiKey } from './add-api-key.ts';
import { addUser } from './add-user.ts';
import { findCommand, readArguments } from './arguments.rules.ts';
import { backup } from './backup.ts';
import { type Command, Obstacle, UsageError } from './command.ts';
import { createSample } from './create-sample.ts';
import { doctor } from './doctor.ts';
import { exportCommand } from './export.ts';
import { helpOf, overview } from './help.ts';
import { importCommand } from './import.ts';
import { messages } from './messages.ts';
import { migrate } from './migrate.ts';
import { allowClosedPipes, print, remark } from './output.ts';
import { processQueue, queue, skipQueue } from './queue.ts';
import { restore } from './restore.ts';
import { serve } from './serve.ts';
import { dryRunOfTrigger, triggers } from './triggers.ts';
import { version } from './version.ts';

const commands: readonly Command[] = [
  ...[serve, migrate, addUser, addApiKey, createSample],
  ...[queue, processQueue, skipQueue, messages, triggers, dryRunOfTrigger],
  ...[importCommand, exportCommand, backup, restore, doctor],
];

/** Runs what was typed after `printrail`; gives the exit code. */
export async function run(words: readonly string[]): Promise<number> {
  allowClosedPipes();
  try {
    await runCommand(words);
    return 0;
  } catch (error) {
    return explain(error);
  }
}

async function runCommand(words: readonly string[]): Promise<void> {
  const [first = '', ...others] = words;
  if (first === '--version') return print(await version());
  if (first === 'help' || first === '--help') return print(helpAbout(others));
  const found = findCommand(commands, words);
  if (!found) throw new UsageError(first ? unknownCommand(words) : overview(commands));
  const given = readArguments(found.command, found.rest);
  if (given.options.help !== undefined) return print(helpOf(found.command));
  await found.command.run(given);
}

function helpAbout(words: readonly string[]): string {
  if (words.length === 0) return overview(commands);
  const found = findCommand(commands, words);
  if (!found) throw new UsageError(unknownCommand(words));
  return helpOf(found.command);
}

function unknownCommand([first = '', second]: readonly string[]): string {
  const family = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  if (family.length > 0)
    return `"${[first, second].filter(Boolean).join(' ')}" is not a command; there is: ${family.join(', ')}.`;
  return `"${first}" is not a command. "npx printrail help" lists them.`;
}

function explain(error: unknown): number {
  if (error instanceof UsageError) {
    remark(error.message);
    return 2;
  }
  if (error instanceof Obstacle) remark(error.message);
  else if (error instanceof Refusal) remark([error.message, ...fieldLines(error)].join('\n'));
  else remark(`Printrail has a fault; nothing more was done.\n${error instanceof Error ? error.stack : String(error)}`);
  return 1;
}

/** What the message does not say already. */
function fieldLines({ fields, message, details }: Refusal): string[] {
  const lines = fields
    .filter((field) => !message.includes(field.message))
    .map((field) => `  ${field.field}: ${field.message}`);
  const more = Number(details.count) - fields.length;
  return more > 0 && lines.length > 0 ? [...lines, `  … and ${more} more`] : lines;
}
