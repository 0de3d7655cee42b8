import { parseArgs } from 'node:util';
import { type Command, type Given, UsageError } from './command.ts';

/** The command that the first words name, and the arguments after them; undefined when they name none. */
export function findCommand(
  commands: readonly Command[],
  words: readonly string[],
): { command: Command; rest: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const command = commands.find(({ name }) => name === words.slice(0, length).join(' '));
    if (command) return { command, rest: words.slice(length) };
  }
  return undefined;
}

/** The options of a command, with the one that every command has. */
export function optionsOf(command: Command): Command['options'] {
  return { ...command.options, help: { says: 'This text' } };
}

/** Reads a command's arguments. What it does not know, and a value missing or too many, are errors that name it. */
export function readArguments(command: Command, words: readonly string[]): Given {
  const kinds = Object.entries(optionsOf(command)).map(
    ([name, { value }]) => [name, { type: value ? 'string' : 'boolean' }] as const,
  );
  const { tokens } = parseArgs({ args: [...words], options: Object.fromEntries(kinds), strict: false, tokens: true });
  const given: Given = { operand: '', options: {} };
  for (const token of tokens) {
    if (token.kind === 'option') given.options[token.name] = checkedValue(command, given, token);
    if (token.kind === 'positional') {
      if (!command.operand || given.operand) throw new UsageError(`"${token.value}" is one argument too many.`);
      given.operand = token.value;
    }
  }
  if (command.operand && !given.operand && given.options.help === undefined) {
    throw new UsageError(`${command.operand} is missing.`);
  }
  return given;
}

type OptionToken = { name: string; rawName: string; value?: string | undefined; inlineValue?: boolean | undefined };

function checkedValue(command: Command, given: Given, { name, rawName, value, inlineValue }: OptionToken): string {
  const option = optionsOf(command)[name];
  if (!option || !Object.hasOwn(optionsOf(command), name))
    throw new UsageError(`${rawName} is not an option of "printrail ${command.name}".`);
  if (given.options[name] !== undefined) throw new UsageError(`${rawName} is given twice.`);
  if (!option.value && value !== undefined) throw new UsageError(`${rawName} takes no value.`);
  if (option.value && (value === undefined || value === '' || (!inlineValue && value.startsWith('--')))) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value}`);
  }
  return value ?? '';
}
