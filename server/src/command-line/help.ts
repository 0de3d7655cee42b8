import { settings } from '../config.ts';
import { optionsOf } from './arguments.rules.ts';
import type { Command } from './command.ts';

/** What `printrail help` says. */
export function overview(commands: readonly Command[]): string {
  return [
    'Printrail: production tracking for photography studios',
    '',
    'Usage: npx printrail <command> [options]',
    '',
    'Commands:',
    ...columns(commands.map((command) => [callOf(command), command.summary])),
    ...columns([
      ['help [command]', 'This text, or what a command takes'],
      ['--version', 'The version of Printrail'],
    ]),
    '',
    'Settings, read from the environment:',
    ...columns(
      Object.values(settings).map((setting) => [
        setting.env,
        setting.default ? `${setting.doc} Default: ${setting.default}` : setting.doc,
      ]),
    ),
    '',
    'Exit codes: 0 done, 1 refused or failed (the reason is on standard error), 2 called wrongly.',
  ].join('\n');
}

/** What `printrail help <command>` says. */
export function helpOf(command: Command): string {
  const options = Object.entries(optionsOf(command));
  return [
    `Usage: npx printrail ${callOf(command)} [options]`,
    '',
    `${command.summary}.`,
    ...(command.details ? ['', command.details] : []),
    '',
    'Options:',
    ...columns(options.map(([name, { value = '', says }]) => [`--${name} ${value}`.trimEnd(), says])),
  ].join('\n');
}

function callOf({ name, operand }: Command): string {
  return [name, operand].filter(Boolean).join(' ');
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(24, ...rows.map(([left]) => left.length + 2));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}
