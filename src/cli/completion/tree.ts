/** The command line as plain data, from which the completion scripts are made. */
import type { Command, Option } from 'commander';

/** A flag. */
export interface Flag {
  /** The long name, and the short one where there is one. */
  readonly names: readonly string[];
  readonly description: string;
  /** What its value is; a list holds the possible words. */
  readonly takes: 'nothing' | 'text' | 'file' | 'folder' | readonly string[];
}

/** A command. */
export interface Branch {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
  readonly takesFile: boolean;
  /** The possible words of its first argument. */
  readonly words: readonly string[];
}

/** All commands. */
export interface Tree {
  /** The global flags, allowed before and after any command. */
  readonly flags: readonly Flag[];
  readonly branches: readonly Branch[];
}

function takenBy({ argChoices, flags, required, optional }: Option): Flag['takes'] {
  if (argChoices) return argChoices;
  if (!required && !optional) return 'nothing';
  if (flags.includes('<file>')) return 'file';
  return flags.includes('<folder>') ? 'folder' : 'text';
}

const flagOf = (option: Option): Flag => ({
  names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
  description: option.description,
  takes: takenBy(option),
});

const HELP: Flag = { names: ['--help', '-h'], description: 'what it does', takes: 'nothing' };

const branchOf = (command: Command): Branch => ({
  name: command.name(),
  description: command.description(),
  flags: [...[command, ...command.commands].flatMap(({ options }) => options.map(flagOf)), HELP],
  takesFile: command.registeredArguments.some((argument) => argument.name() === 'file'),
  words: command.registeredArguments[0]?.argChoices ?? command.commands.map((sub) => sub.name()),
});

/** Reads commander's program. The words after `help` are the commands. */
export function treeOf(program: Command): Tree {
  const names = program.commands.map((command) => command.name());
  const branches = program.commands.map(branchOf).map((one) => (one.name === 'help' ? { ...one, words: names } : one));
  return { flags: [...program.options.map(flagOf), HELP], branches };
}
