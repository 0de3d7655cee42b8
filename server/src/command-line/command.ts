/** A command of the command line: what its help says, and what it does. Heavy parts are loaded when it runs. */
export type Command = {
  /** The words it is called by, such as 'user add'. */
  name: string;
  /** What follows the options, such as '<mapping.json>'. */
  operand?: string;
  summary: string;
  details?: string;
  options: Record<string, Option>;
  run(given: Given): Promise<void>;
};

/** An option; `value` stands for what it takes, such as '<folder>', and is left out for a switch. */
export type Option = { value?: string; says: string };

/** What was typed after the command's words; an option is '' when it is a switch that was given. */
export type Given = { operand: string; options: Record<string, string | undefined> };

/** The command line itself is wrong: exit code 2. */
export class UsageError extends Error {}

/** What was asked for cannot be done here and now, and the message says why: exit code 1. */
export class Obstacle extends Error {}

/** An option without which the command cannot run. */
export function needed(options: Given['options'], name: string): string {
  const value = options[name];
  if (value === undefined) throw new UsageError(`--${name} is missing.`);
  return value;
}
